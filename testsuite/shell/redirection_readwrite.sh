# SPDX-License-Identifier: BSD-2-Clause
echo 0123456789 > f
exec 3<> f
read -r x <&3; echo $x
echo more >&3
exec 3>&-
cat f
exec 3< f 4>> f
echo appended >&4
cat <&3
