# SPDX-License-Identifier: BSD-2-Clause
printf '1\n2\n3\n4\n' > f
{ read a; sh -c 'read b; echo "b $b"'; read c; echo $a $c; take 1; } < f
{ echo a; sh -c 'echo b'; echo c; (echo d); } > g; cat g
