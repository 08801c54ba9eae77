# SPDX-License-Identifier: BSD-2-Clause
x='echo $y'; y=later
eval $x
eval 'z=$((1+1))'; echo $z
for i in 1 2; do eval "v$i=val$i"; done; echo $v1 $v2
eval 'exit 4' | cat; echo $?
eval false; echo $?
