# SPDX-License-Identifier: BSD-2-Clause
for i in 1 2 3 4 5 6 7 8; do
	{ nap 20; echo $i > f$i; } &
done
wait
cat f1 f2 f3 f4 f5 f6 f7 f8
