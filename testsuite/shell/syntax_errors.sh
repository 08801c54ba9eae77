# SPDX-License-Identifier: BSD-2-Clause
sh -c 'echo a; )'; echo $?
sh -c 'if true; echo'; echo $?
sh -c 'echo "unclosed'; echo $?
eval 'for'; echo never
