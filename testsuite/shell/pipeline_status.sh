# SPDX-License-Identifier: BSD-2-Clause
false | true; echo $?
true | false; echo $?
! true | true; echo $?
quit 5 | quit 6; echo $?
exit 3 | exit 4; echo $?
