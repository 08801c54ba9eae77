# SPDX-License-Identifier: BSD-2-Clause
unset u; e=; s=set
echo ${u-a} ${u:-b} ${e-c}. ${e:-d} ${s:-e} ${s+f} ${u+g}. ${e:+h}.
echo ${u=new} $u ${e:=filled} $e
(: ${nope?message}); echo $?
echo ${#s} ${#}
