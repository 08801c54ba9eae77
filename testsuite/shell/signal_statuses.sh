# SPDX-License-Identifier: BSD-2-Clause
die 15; echo $?
die 9; echo $?
die 1; echo $?
(die 6; exit $?) 2>/dev/null; echo $?
sh -c 'kill -9 $$'; echo $?
die 13 | cat; echo $?
