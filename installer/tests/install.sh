#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
#
# What packagers do: "make install DESTDIR=" puts everything where the prefix
# says and nothing elsewhere, and a program links with what lies there.
# Environment: ISTHMUS_BUILD, TARGET_CC; ISTHMUS_WINE and what it needs.

if [ ! -f "$ISTHMUS_BUILD/Makefile" ] || [ -z "$TARGET_CC" ]; then
	echo 'UNSUPPORTED: install: nothing is built here'
	exit 0
fi
top=$(cd "$(dirname "$0")/../.." && pwd -P) || exit 1
# Where Wine sees it, also one in a folder of its own.
w=$(mktemp -d -p "${ISTHMUS_OUT:-/tmp}") || exit 1
trap 'rm -rf "$w"' EXIT
trap 'exit 1' INT TERM
d=$w/dest/opt/port
npass=0 nfail=0

# ok name command...
ok()
{
	ok_name=$1
	shift
	if "$@"; then
		npass=$((npass + 1))
		echo "PASS: install: $ok_name"
	else
		nfail=$((nfail + 1))
		echo "FAIL: install: $ok_name"
	fi
}

install_all()
{
	make -C "$ISTHMUS_BUILD" install DESTDIR="$w/dest" prefix=/opt/port \
	    >"$w/log" 2>&1 </dev/null && return
	cat "$w/log"
	return 1
}

all_there()
{
	for f in bin/isthmus1.dll bin/cygpath.exe lib/crt0.o lib/libcygwin.a \
	    lib/libc.a lib/libm.a lib/libpthread.a; do
		[ -s "$d/$f" ] || { echo "no $f"; return 1; }
	done
	cmp "$ISTHMUS_BUILD/winsup/isthmus1.dll" "$d/bin/isthmus1.dll"
}

headers_there()
{
	diff -r "$top/winsup/include" "$include" | grep -v ': README' | grep . &&
	    return 1
	return 0
}

nothing_else()
{
	[ "$(cd "$w/dest" && find . -maxdepth 2 | sort | tr '\n' ' ')" = \
	    '. ./opt ./opt/port ' ] &&
	    [ "$(cd "$d" && echo ./* | tr '\n' ' ')" = \
	    "./bin ./lib ./share ./${machine##*/} " ] ||
	    { find "$w/dest" -maxdepth 4; return 1; }
}

# Instead of the toolchain's copies; newlib's headers are behind ours.
links()
{
	printf '%s\n' '#include <pthread.h>' '#include <stdio.h>' \
	    'int main(void) { printf("%d\n", !!pthread_self()); }' >"$w/p.c"
	"$TARGET_CC" -B"$d/lib/" -L"$d/lib" -nostdinc -isystem "$include" \
	    -isystem "$("$TARGET_CC" -print-file-name=include)" \
	    -isystem "$("$TARGET_CC" -print-sysroot)/usr/include" \
	    -o "$d/bin/p.exe" "$w/p.c" -lpthread -lm
}

runs()
{
	# shellcheck disable=SC2086
	[ "$($ISTHMUS_WINE "$d/bin/p.exe" </dev/null | tr -d '\r')" = 1 ]
}

ok 'make install' install_all
machine=$(echo "$d"/*-*) include=$machine/include
ok 'DLL, libraries, programs' all_there
ok 'headers' headers_there
ok 'nothing else' nothing_else
ok 'a program links with them' links
[ -z "$ISTHMUS_WINE" ] || ok 'and runs' runs
echo "$npass passed, $nfail failed"
[ $nfail = 0 ]
