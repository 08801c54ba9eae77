# SPDX-License-Identifier: BSD-2-Clause
seq 1000000 | take 3
echo $?
while :; do echo y; done | take 2
