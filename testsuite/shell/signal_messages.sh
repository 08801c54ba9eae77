# SPDX-License-Identifier: BSD-2-Clause
# What the shell says of children that signals end.
ulimit -c 0
for s in HUP INT QUIT TRAP ABRT FPE SYS PIPE ALRM XCPU IO PWR USR2 CHLD
do
	echo $s >&2
	sh -c "kill -$s \$\$; exit 3"
	r=$?
	[ $r -gt 128 ] && [ "$(kill -l $r)" = $s ] || echo $s $r
done
