# SPDX-License-Identifier: BSD-2-Clause
seq 10 | upper | count > f &
wait $!
cat f
{ seq 5; nap 30; } | { nap 10; count; } & wait
(nap 20; echo one; : >said) &
(until [ -e said ]; do nap 20; done; echo two) & wait; echo done
