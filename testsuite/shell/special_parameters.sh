# SPDX-License-Identifier: BSD-2-Clause
true; echo $?
false; echo $?
echo $#: "$*"
set -- ; echo $#
: a b; echo ${_+x}
[ "$$" = "$(echo $$)" ] && echo pid
[ -z "$!" ] && echo none
true & [ -n "$!" ] && echo one; wait
