# SPDX-License-Identifier: BSD-2-Clause
x=1
echo 5 | read x
echo $x
echo 5 | { read x; echo in $x; }
echo $x
seq 3 | (while read l; do s="$s$l"; done; echo $s); echo "[$s]"
