# SPDX-License-Identifier: BSD-2-Clause
a=1 b=2; echo $a$b ${a}x
readonly r=5; (r=6); echo $? $r
unset a; echo "[$a]"
x=$a$b; y="$x z"; echo "$y"
export e=1; sh -c 'echo $e'
set | { while read l; do case $l in b=*) echo "$l" ;; esac; done; }
