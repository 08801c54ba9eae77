# SPDX-License-Identifier: BSD-2-Clause
echo gone >&-; echo $?
cat <&-; echo $?
fds 3>&- <&-
fds 5> f 7>&5
fds
(exec 6>f; fds; echo six >&6); cat f
