# SPDX-License-Identifier: BSD-2-Clause
# The shell names the signal if it learns of the end while it waits; whether
# it has not learnt before, of a job killed by itself, is a matter of luck.
nap 20000 & p=$!
{ nap 700; kill $p; } &
wait $p
echo $?
wait
nap 20000 & p=$!
{ nap 700; kill -KILL $p; } &
wait $p; echo $?
wait
{
nap 20000 & kill -s HUP $!; wait $! ; echo $?
nap 20000 & kill $!; wait $! ; echo $?
} 2>/dev/null
kill -l 15
