# SPDX-License-Identifier: BSD-2-Clause
x=1; (x=2; echo $x); echo $x
(cd /; echo "$PWD"); [ "$PWD" != / ] && echo stayed
(exit 3); echo $?
( (echo nested; exit 2); echo $? )
(trap 'echo t' EXIT)
(umask 077; umask); umask 022; umask
(a=1; export a; env a); env a
(f() { echo sub; }; f); f 2>/dev/null || echo none
