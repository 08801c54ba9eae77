# SPDX-License-Identifier: BSD-2-Clause
# FIFOs with several writers and readers, open for both, and used as a lock.
mkfifo f; mkfifo g
# Both ends are held open until all writers have been there.
exec 4<>f 3<f
count <&3 >counted 4<&- & reader=$!
writers=
for i in 1 2 3 4; do
	(n=0; while [ $n -lt 25 ]; do echo "line of $i"; n=$((n+1)); done) \
	    >f 3<&- 4<&- &
	writers="$writers $!"
done
wait $writers
exec 3<&- 4<&-
wait $reader
cat counted
# A job server's tokens.
exec 8<>f
echo >&8; echo >&8
for i in 1 2 3 4 5 6; do
	(read token <&8; nap 10; echo "done $i" >>log; echo >&8) &
done
wait
count <log
exec 8<&-
# Both ways at once.
while read -r q; do echo "answer $q"; done <f >g &
exec 5>f 6<g
for q in a b c; do echo $q >&5; read -r a <&6; echo "$a"; done
exec 5>&-
read -r a <&6 || echo end
exec 6<&-
wait
# Who opens waits, and can be killed there.
(: <f; echo never) & p=$!
nap 50
kill $p; wait $p 2>/dev/null; echo $?
(echo x >f) & nap 50; cat f; wait
# A reader that leaves.
(take 1 <f) & seq 100000 >f 2>/dev/null; [ $? -ne 0 ] && echo refused; wait
[ -p f ] && [ ! -f f ] && echo fifo
