# SPDX-License-Identifier: BSD-2-Clause
nap 100 &
nap 10 &
wait
echo $?
quit 7 &
wait $!
echo $?
(nap 50; exit 9) &
p=$!
wait $p; echo $?
wait 999999; echo $?
