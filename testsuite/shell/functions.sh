# SPDX-License-Identifier: BSD-2-Clause
f() { echo "f $# $*"; return 4; }
f a 'b c'; echo $?
g() { local v=inner; v2=changed; echo $v; }
v=outer v2=x; g; echo $v $v2
fact() { [ $1 -le 1 ] && echo 1 || echo $(($1 * $(fact $(($1 - 1))))); }
fact 10
h() (exit 7); h; echo $?
unset -f f; f; echo $?
