# SPDX-License-Identifier: BSD-2-Clause
(set -u; echo ${nope-default}; echo $nope; echo never)
echo $?
set -u
x=; echo "[$x]"
echo $# $*
echo $undefined
echo never
