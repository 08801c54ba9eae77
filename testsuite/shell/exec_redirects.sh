# SPDX-License-Identifier: BSD-2-Clause
exec 3> three 4>&1
echo to three >&3
echo to four >&4
exec 3>&-
cat three
exec < three
read a b; echo "$b $a"
exec > all
echo goes to the file
exec >&4
cat all
echo x 2>/dev/null >&3
echo $?
