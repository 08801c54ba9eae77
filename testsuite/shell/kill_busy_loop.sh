# SPDX-License-Identifier: BSD-2-Clause
while :; do :; done &
p=$!
nap 100
kill $p
wait $p
echo $?
