# SPDX-License-Identifier: BSD-2-Clause
(echo 1; (echo 2; (echo 3; (echo 4; (echo 5; (echo 6; (echo 7; (echo 8; (echo 9; (echo 10; exit 10); exit $?); exit $?); exit $?); exit $?); exit $?); exit $?); exit $?); exit $?); exit $?)
echo $?
echo $(echo $(echo $(echo $(echo $(echo $(echo $(echo $(echo $(echo nine)))))))))
