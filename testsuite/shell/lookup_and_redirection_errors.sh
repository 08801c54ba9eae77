# SPDX-License-Identifier: BSD-2-Clause
# Commands that are not there or cannot run, descriptors that are not open.
mkdir d; mkdir d/e
printf 'echo no interpreter $1\n' >plain; chmod 755 plain
printf '#!/no/such\n' >lost; chmod 755 lost
>empty; chmod 755 empty
printf 'x\n' >closed; chmod 644 closed
printf '#!%s\necho "[$0][$1]"' "$(command -v sh)" >noend; chmod 755 noend
./plain here; echo $?
./lost 2>/dev/null; echo $?
./empty; echo $?
./closed 2>/dev/null; echo $?
./d 2>/dev/null; echo $?
./noend arg; echo $?
nosuchcommand 2>/dev/null; echo $?
./no/such 2>/dev/null; echo $?
'' 2>/dev/null; echo $?
(PATH=; cat </dev/null) 2>/dev/null; echo $?
(PATH=/no/such:.; plain) ; echo $?
(PATH=:$PATH; plain x); echo $?
(PATH=d:$PATH; mkdir d/plain; plain) 2>/dev/null; echo $?
command -v nosuchcommand; echo $?
hash nosuchcommand 2>/dev/null; echo $?
(exec nosuchcommand) 2>/dev/null; echo $?
(exec ./d) 2>/dev/null; echo $?
(exec 3<missing; echo never) 2>/dev/null; echo $?
(. ./missing; echo never) 2>/dev/null; echo $?
cat <missing 2>/dev/null; echo $?
(: <missing) 2>/dev/null; echo $?
(echo x >d) 2>/dev/null; echo $?
(echo x >d/missing/file) 2>/dev/null; echo $?
(echo x >&7) 2>/dev/null; echo $?
(read x <&7; echo $?) 2>/dev/null; echo $?
(read x <&-; echo $?) 2>/dev/null
(cat <&-) 2>/dev/null; echo $?
(echo x >&-) 2>/dev/null; echo $?
(seq 3 >&-; echo $?) 2>/dev/null
fds <&- ; fds >&- ; fds <&- >&-
fds 5<input 2>/dev/null; >input; fds 5<input 7>&1 9<&5
exec 4>out; fds; (exec 4>&-; fds); fds 4>&-
echo to4 >&4; exec 4>&-; cat out
CDPATH=/no/such:d; cd e >/dev/null; [ "$OLDPWD/d/e" = "$PWD" ] && echo cdpath
cd ../..; CDPATH=; cd nowhere 2>/dev/null; echo $?
cd plain 2>/dev/null; echo $?
set -C; >new; (>new) 2>/dev/null; echo $?; echo y >|new; cat new
