# SPDX-License-Identifier: BSD-2-Clause
top=$(pwd)
mkdir a; mkdir a/b; mkdir 'with space'
cd a/b; echo "${PWD#$top}"; cd ..; echo "${PWD#$top}"
cd - | { read x; echo "${x#$top}"; }
cd "$top/with space" && echo "${PWD#$top}"
cd /nowhere; echo $?
(cd ..; echo "${PWD#$top}.")
echo "${PWD#$top}"
cd ../a/./b/..; echo "${PWD#$top}"
