# SPDX-License-Identifier: BSD-2-Clause
for i in 1 2 3 4 5; do
	x=$(args $i "$(seq $i)"); echo "$x"
done
x=$(seq 1000 | count); echo $x
