# SPDX-License-Identifier: BSD-2-Clause
no-such-command a b
echo $?
./none; echo $?
mkdir dir; ./dir; echo $?
/nowhere/x; echo $?
