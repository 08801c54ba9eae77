# SPDX-License-Identifier: BSD-2-Clause
trap 'echo caught' TERM
(nap 100; kill -TERM $$) &
nap 400 &
wait $!
echo "status $?"
wait
