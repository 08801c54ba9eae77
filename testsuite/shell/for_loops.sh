# SPDX-License-Identifier: BSD-2-Clause
for i in 1 "2 3" 4; do echo "<$i>"; done
for a; do echo "[$a]"; done
for i in; do echo never; done
for i in 1 2 3 4 5; do
	[ $i = 2 ] && continue
	[ $i = 4 ] && break
	echo $i
done
for i in 1 2; do for j in a b c; do [ $j = b ] && continue 2; echo $i$j; done; done
