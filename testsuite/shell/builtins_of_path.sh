# SPDX-License-Identifier: BSD-2-Clause
command -v cd echo nope
command -v args | { read p; echo "${p##*/}"; }
type cd
command echo via command
hash -r; args hashed; args hashed
alias ll='echo aliased'
eval 'll x'
unalias ll; command ll; echo $?
