# SPDX-License-Identifier: BSD-2-Clause
{ echo a; echo b; } | count
{ x=5; }; echo $x
{ exit_me() { return 2; }; exit_me; }; echo $?
{ echo err >&2; } 2>&1 | upper
