# SPDX-License-Identifier: BSD-2-Clause
# Traps in functions, subshells and substitutions, of each other, and what is
# inherited of them.
trap 'echo "usr1 $(echo in | upper)"; kill -USR2 $$; echo "usr1 ends"' USR1
trap 'echo usr2; trap "echo second" USR2' USR2
kill -USR1 $$
kill -USR2 $$
f() { trap 'echo from f' USR1; kill -USR1 $$; }
f
kill -USR1 $$
(trap; kill -USR1 $$; echo sub)
echo "$(trap 'echo exit of substitution' EXIT; echo value)"
( trap 'echo exit 1' EXIT; ( trap 'echo exit 2' EXIT; exit 3 ); echo $?; exit 4 )
echo $?
trap '' HUP
(trap 'echo never' HUP; kill -HUP $$; sh -c 'kill -HUP $$; echo alive')
sh -c 'trap "echo caught" HUP; kill -HUP $$; echo after'
trap 'echo hup' HUP
sh -c 'kill -HUP $$; echo never' 2>/dev/null
echo $?
trap - USR1 USR2 HUP
(kill -USR1 $(sh -c 'echo $PPID'); echo never) 2>/dev/null
kill -l $?
# A trap does not change the status, but its exit does.
trap 'false' USR1
true; kill -USR1 $$; echo $?
quit 7; echo $?
sh -c 'trap "exit 9" TERM; kill -TERM $$; echo never'; echo $?
sh -c 'trap "echo bye; exit" EXIT; quit 6; exit'; echo $?
sh -c 'trap "echo bye" EXIT; kill -KILL $$' 2>/dev/null; echo $?
sh -c 'trap "echo term" TERM; for i in 1 2 3; do kill -TERM $$; done; echo done'
sh -c 'trap "echo in pipe" USR1; kill -USR1 $$ | upper; echo end' | cat
sh -c 'set -e; trap "echo e $?" EXIT; fail; echo never'; echo $?
trap 'echo last; exit 3' EXIT
