# SPDX-License-Identifier: BSD-2-Clause
nap 20000 &
a=$!
nap 1 & b=$!
[ "$a" != "$b" ] && echo differ
kill -0 $a && echo alive
kill $a
wait $a $b 2>/dev/null; echo $?
kill -0 $a 2>/dev/null || echo gone
[ $$ -gt 1 ] && echo "$(sh -c 'echo $PPID')" | { read p; [ $p = $$ ] && echo parent; }
(echo $$) | { read s; [ $s = $$ ] && echo same; }
