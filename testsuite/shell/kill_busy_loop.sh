# SPDX-License-Identifier: BSD-2-Clause
while :; do :; done &
p=$!
{ nap 700; kill $p; } &
wait $p
echo $?
