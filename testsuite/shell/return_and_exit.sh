# SPDX-License-Identifier: BSD-2-Clause
f() { return 9; }
f; echo $?
(exit 255); echo $?
(exit 256); echo $?
sh -c 'exit 17'; echo $?
sh -c 'f() { exit 8; }; f; exit 1'; echo $?
exit 44
