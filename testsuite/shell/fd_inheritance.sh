# SPDX-License-Identifier: BSD-2-Clause
exec 5> five
sh -c 'echo from a shell >&5'
args to five >&5
(echo sub >&5)
exec 5>&-
cat five
sh -c 'echo x 2>/dev/null >&5'; echo $?
