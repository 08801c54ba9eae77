# SPDX-License-Identifier: BSD-2-Clause
x=$(quit 3) y=2; echo $? $y
x=1; echo $?
x=$(quit 4) true; echo $?
