# SPDX-License-Identifier: BSD-2-Clause
echo 'echo sourced $1; v=7; return 3; echo never' > lib.inc
. ./lib.inc
echo $? $v
set -- a b; . ./lib.inc
(. ./missing.inc); echo $?
