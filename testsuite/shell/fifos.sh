# SPDX-License-Identifier: BSD-2-Clause
mkfifo f
cat <f & echo x >f
wait
mkfifo g
upper <f >g &
{ echo one; echo two; } >f &
while read -r line; do echo "got $line"; done <g
wait
seq 1000 >f & count <f
wait
test -p f && echo fifo
exec 3<>f
echo kept >&3
read -r line <&3
echo "$line"
exec 3>&-
