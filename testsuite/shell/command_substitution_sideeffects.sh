# SPDX-License-Identifier: BSD-2-Clause
x=1
y=$(x=2; cd /; echo $x)
echo $x $y
f() { v=changed; echo out; }
v=kept; w=$(f); echo $v $w
