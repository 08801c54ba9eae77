# SPDX-License-Identifier: BSD-2-Clause
# Jobs that are waited for, stopped, let go on and killed.
quit 3 & a=$!
quit 4 & b=$!
wait $b; echo $?
wait $a; echo $?
wait $a; echo $?
wait 2147483000; echo $?
wait; echo $?
# Background jobs do not hear of the keyboard.
{ >begun; exec nap 20000; } & p=$!
until [ -e begun ]; do nap 5; done
kill -INT $p; kill -QUIT $p
nap 30
kill -0 $p && echo alive
kill -TERM $p
wait $p 2>/dev/null; echo $?
# Stopped: it does nothing until it is let go on.
(until [ -e go ]; do nap 5; done; echo written >out) & p=$!
kill -STOP $p
nap 30
>go
nap 200
[ -f out ] || echo not yet
kill -CONT $p
wait $p; echo $?
cat out
nap 20000 & p=$!
kill -STOP $p
kill -TERM $p
kill -CONT $p
wait $p 2>/dev/null; echo $?
# A stopped one dies of SIGKILL at once.
nap 20000 & p=$!
kill -STOP $p
kill -KILL $p
wait $p 2>/dev/null; echo $?
kill -TERM $p 2>/dev/null || echo nobody
kill -0 0 && echo group
kill -NOSUCH $$ 2>/dev/null || echo no such signal
# The first of several, then the rest.
for i in 1 2 3 4 5; do (nap $((i * 3)); exit $i) & done
n=0
for i in 1 2 3 4 5; do wait %$i 2>/dev/null; n=$((n + $?)); done
echo $n
sh -c 'nap 10 & echo $!' | { read p; [ "$p" -gt 1 ] && echo pid; }
