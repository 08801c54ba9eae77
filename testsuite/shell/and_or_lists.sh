# SPDX-License-Identifier: BSD-2-Clause
true && echo a || echo b
false && echo a || echo b
! false && echo not
succeed && fail || quit 3
echo $?
fail; echo $?
