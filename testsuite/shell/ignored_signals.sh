# SPDX-License-Identifier: BSD-2-Clause
trap '' TERM
sh -c 'kill -TERM $$; echo survived'
trap - TERM
sh -c 'kill -TERM $$; echo never'
echo $?
