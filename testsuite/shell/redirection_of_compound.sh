# SPDX-License-Identifier: BSD-2-Clause
for i in 1 2 3; do echo $i; done > f
while read l; do echo "<$l>"; done < f
if true; then echo yes; fi >> f
{ cat f; } | upper
(echo a; echo b) > f; count < f
f() { echo in f; } > ff
f; cat ff
