# SPDX-License-Identifier: BSD-2-Clause
# Signals until one has come while the shell waits.
trap 'caught=yes' TERM
nap 20000 & p=$!
(while :; do nap 50; kill -TERM $$; done) & k=$!
wait $p
echo "status $? $caught"
kill $p $k 2>/dev/null
wait $k 2>/dev/null; wait $k 2>/dev/null
wait $p 2>/dev/null; echo $?
wait
