# SPDX-License-Identifier: BSD-2-Clause
nap 20000 &
kill $!
wait $!
echo $?
nap 20000 &
kill -KILL $!; wait $!; echo $?
nap 20000 & kill -s HUP $!; wait $! ; echo $?
kill -l 15
