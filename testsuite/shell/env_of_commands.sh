# SPDX-License-Identifier: BSD-2-Clause
A=1 B='two words' env A B C
export C=3
D=4
env C D
A=5; env A; export A; env A
unset C; env C
X=1 true; echo "${X-unset}"
