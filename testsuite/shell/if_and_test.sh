# SPDX-License-Identifier: BSD-2-Clause
: > f; mkdir d
[ -f f ] && [ ! -d f ] && [ -d d ] && [ -e d ] && [ ! -e no ] && echo files
[ -s f ] || echo empty
echo x > f; [ -s f ] && echo filled
[ abc = abc ] && [ abc != abd ] && [ -n x ] && [ -z '' ] && echo strings
[ 10 -gt 9 ] && [ 3 -le 3 ] && [ 1 -ne 2 ] && echo numbers
[ \( a = a -a b = c \) -o d = d ]; echo $?
test; echo $?
[ a -eq 1 ]; echo $?
if false; then echo 1; elif true; then echo 2; else echo 3; fi
[ -r f ] && [ -w f ] && echo rw
