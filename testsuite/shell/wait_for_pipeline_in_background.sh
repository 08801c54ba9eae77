# SPDX-License-Identifier: BSD-2-Clause
seq 10 | upper | count > f &
wait $!
cat f
{ seq 5; nap 30; } | { nap 10; count; } & wait
(nap 20; echo one) & (nap 60; echo two) & wait; echo done
