#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
#
# What the set-up of a clone says when it cannot go on: one line with step
# and reason, and a log where there is one.  No network, no compiler: the
# tools it calls are replaced.  One line per check and "N passed, N failed".

here=$(cd "$(dirname "$0")/.." && pwd -P) || exit 1
w=$(mktemp -d) || exit 1
trap 'rm -rf "$w"' EXIT
trap 'exit 1' INT TERM
mkdir -p "$w/top/installer" "$w/bin"
cp "$here/steps" "$here/host-packages" "$w/top/installer/"
s=$w/top/installer/steps
unset ISTHMUS_BUILD ISTHMUS_LOGS ISTHMUS_T0 ISTHMUS_SKIP_HOST MAKEFLAGS
npass=0 nfail=0

# ok name command...
ok()
{
	ok_name=$1
	shift
	if "$@"; then
		npass=$((npass + 1))
		echo "PASS: $ok_name"
	else
		nfail=$((nfail + 1))
		echo "FAIL: $ok_name"
	fi
}

# tool name line...: a command of that name
tool()
{
	t_name=$1
	shift
	printf '%s\n' '#!/bin/sh' "$@" >"$w/bin/$t_name"
	chmod +x "$w/bin/$t_name"
}

# fails_with text step
fails_with()
{
	if ! PATH=$w/bin:$PATH sh "$s" "$2" >"$w/out" 2>"$w/err" &&
	    grep -Eq "^isthmus: $1" "$w/err" &&
	    [ "$(grep -c '^isthmus: ' "$w/err")" = 1 ]; then
		return
	fi
	cat "$w/out" "$w/err"
	return 1
}

said() { grep -q "$1" "$w/err"; }
not_said() { ! said "$1"; }
told() { grep -q "$1" "$w/out"; }

touch "$w/top/build"
ok 'build is no folder' fails_with 'cannot make the folder .*/build/logs' host
rm "$w/top/build"

tool dpkg-query "printf '%s installed\\n' make patch"
tool id 'echo 1000'
ok 'host packages are missing, and nobody is root' \
    fails_with 'host: packages are missing, as root: apt-get install gcc' host
tool id 'echo 0'
tool apt-get 'echo "E: Unable to locate package gcc"; exit 100'
ok 'host packages cannot be installed' fails_with 'host: failed .*; log: ' host
ok 'with the reason' said 'Unable to locate package'

ISTHMUS_SKIP_HOST=yes
export ISTHMUS_SKIP_HOST
cat >"$w/top/installer/isthmus-build" <<'END'
#!/bin/sh
[ "$1" = hash ] && echo 1 && exit
echo 'isthmus-build: gcc: fetch: no network' >&2
exit 1
END
chmod +x "$w/top/installer/isthmus-build"
engine_speaks()
{
	sh "$s" toolchain >/dev/null 2>"$w/err" && return 1
	[ "$(cat "$w/err")" = 'isthmus-build: gcc: fetch: no network' ]
}
ok 'the toolchain: what the engine says' engine_speaks

mkdir -p "$w/top/build/toolchain"
echo 1 >"$w/top/build/toolchain/.key"
tool autoreconf 'echo "configure.ac:1: error: undefined macro"; exit 1'
ok 'autoreconf fails' fails_with 'autoreconf: failed .*/autoreconf.log' build
ok 'with the reason' said 'undefined macro'
tool autoreconf "echo 'touch config.status' >configure; chmod +x configure"
tool make 'echo "x.c:7:1: error: no such thing"' \
    'echo "make[2]: *** [Makefile:1: x.o] Error 1"; exit 2'
ok 'the DLL does not compile' fails_with 'build: failed \(2\); log: /' build
ok 'with the reason' said 'x.c:7:1: error: no such thing'
ok 'and not what make says of it' not_said 'Error 1'
ok 'a line for the step, with the time' \
    told '^\[ [0-9]:[0-5][0-9]\] build: the DLL$'
ok 'and nothing else' test -z "$(grep -v '^\[' "$w/out")"
tool make 'echo "as: cannot write x.o: No space left on device"; exit 2'
ok 'the disk is full' fails_with 'build: failed' build
ok 'with the reason' said 'the disk is full'

echo "$npass passed, $nfail failed"
[ $nfail = 0 ]
