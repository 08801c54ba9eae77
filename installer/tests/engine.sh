#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
#
# The engine's own test, without network or compiler: a copy of it with
# recipes made here.  One line per check and "N passed, N failed" at the end.

here=$(cd "$(dirname "$0")/.." && pwd -P) || exit 1
w=$(mktemp -d) || exit 1
trap 'rm -rf "$w"' EXIT
trap 'exit 1' INT TERM
mkdir -p "$w/installer/packages"
cp "$here/isthmus-build" "$w/installer/"
b=$w/installer/isthmus-build
ISTHMUS_CACHE=$w/cache ISTHMUS_MIRROR=http://127.0.0.1:9/debian
export ISTHMUS_CACHE ISTHMUS_MIRROR
unset ISTHMUS_LOGS ISTHMUS_KEEP ISTHMUS_STAGE ISTHMUS_TOOLCHAIN ISTHMUS_T0
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

# recipe name line...
recipe()
{
	mkdir -p "$w/installer/packages/$1"
	{
		printf 'name=%s\nversion=1\nkind=target\n' "$1"
		shift
		printf '%s\n' "$@"
	} >"$w/installer/packages/$r_name/recipe"
}

mk_recipe()
{
	r_name=$1
	recipe "$@"
}

# one error line, with this text, and nothing filed under the name
fails_with()
{
	"$b" build "$2" >"$w/out" 2>"$w/err" && return 1
	grep -q "$1" "$w/err" || { cat "$w/err"; return 1; }
	[ "$(grep -c '^isthmus-build: ' "$w/err")" = 1 ] || {
		cat "$w/err"
		return 1
	}
	[ -z "$(ls -d "$ISTHMUS_CACHE/$2"-* "$ISTHMUS_CACHE"/.tmp.* \
	    2>/dev/null)" ]
}


same_hash() { [ "$h1" = "$("$b" hash "$1")" ]; }
other_hash() { ! same_hash "$1"; }

mk_recipe aa 'do_install() { mkdir -p "$stage/usr"; echo a >"$stage/usr/a"; }'
mk_recipe bb 'depends=aa' \
    'do_install() { cp "$sysroot/usr/a" "$stage/b"; }'
built() { "$b" build "$1" >/dev/null; }
ok 'builds with dependencies' built bb
ok 'the tree is filed' test -f "$("$b" path bb)/tree/b"
ok 'have' "$b" have bb
ok 'no work folder stays' test -z "$(ls -d "$w/cache"/.tmp.* 2>/dev/null)"
ok 'built only once' test -z "$("$b" build bb)"
"$b" compose "$w/tc" bb >/dev/null
ok 'compose' test -f "$w/tc/x86_64-isthmus-cygwin/sysroot/b"

h1=$("$b" hash bb)
ok 'the hash is stable' same_hash bb
echo '# changed' >>"$w/installer/packages/aa/recipe"
ok 'the hash follows a dependency' other_hash bb
h1=$("$b" hash aa)
mkdir "$w/installer/packages/aa/patches"
echo x >"$w/installer/packages/aa/patches/1.patch"
ok 'the hash follows a patch' other_hash aa
rm -r "$w/installer/packages/aa/patches"
mk_recipe cc 'inputs="in"'
mkdir "$w/in"
echo 1 >"$w/in/f"
h1=$("$b" hash cc)
echo 2 >"$w/in/f"
ok 'the hash follows an input' other_hash cc

# Headers of winsup/include by name.
inc=$w/winsup/include
mkdir -p "$inc/sys"
echo 1 >"$inc/a.h"
echo 1 >"$inc/sys/b.h"
mk_recipe dd 'includes="a.h"' \
    'do_build() { echo "x.o: y.h $top/winsup/include/$READ z.h" >x.d; }' \
    'do_install() { check_includes; }'
h1=$("$b" hash dd)
echo 2 >"$inc/sys/b.h"
ok 'the hash does not follow a header that is not listed' same_hash dd
echo 2 >"$inc/a.h"
ok 'the hash follows one that is' other_hash dd
h1=$("$b" hash dd)
echo 1 >"$inc/sys/a.h"
ok 'the hash follows which headers there are' other_hash dd
READ=sys/b.h
export READ
ok 'a header that is read must be listed' \
    fails_with "not in the recipe's includes: sys/b.h" dd
READ=a.h
ok 'the listed one is read' built dd

# Objects are taken from a store; this compiler drops comments.
cat >"$w/fakecc" <<'END'
#!/bin/sh
out= pre= prev=
for a; do
	case $prev in -o) out=$a ;; esac
	case $a in -E) pre=1 ;; *.c) src=$a ;; esac
	prev=$a
done
[ -n "$pre" ] && { grep -v '^/' "$src" >"$out"; exit; }
grep -q wrong "$src" && exit 3
echo "$@" >>"$src.compiled"
cat "$src" >"$out"
END
chmod +x "$w/fakecc"
mkdir "$w/store"
# compiles_to N options: how often the compiler was asked, and the object
compiles_to()
{
	cc_n=$1
	shift
	rm -f "$w/x.o"
	"$here/cc-once" "$w/store" "$w/fakecc" "$@" -c -o "$w/x.o" "$w/x.c" &&
	    [ "$(grep -c . "$w/x.c.compiled")" = "$cc_n" ] &&
	    grep -qx "$(grep -v '^/' "$w/x.c")" "$w/x.o"
}
echo one >"$w/x.c"
ok 'cc-once compiles' compiles_to 1 -O2
echo '/* new */' >>"$w/x.c"
ok 'the same text is compiled once' compiles_to 1 -O2 -I/elsewhere \
    -idirafter /else -isystem where
ok 'not under another option' compiles_to 2 -O3
echo two >"$w/x.c"
ok 'nor is another text' compiles_to 3 -O2
echo wrong >"$w/x.c"
"$here/cc-once" "$w/store" "$w/fakecc" -c -o "$w/x.o" "$w/x.c"
ok 'what does not compile fails' test $? = 3
"$here/cc-once" "$w/store" "$w/fakecc" -o "$w/y" "$w/x.c"
ok 'in each use of the compiler' test $? = 3

mk_recipe ff 'do_build() { echo "x.c:1: error: no such thing"; false; }'
ok 'a failed step: step, reason, log' \
    fails_with 'ff: compile failed (1): .*no such thing; log: /' ff
mk_recipe gg 'do_build() { false; true; }'
ok 'a failed command inside a step counts' fails_with 'compile failed' gg

mk_recipe hh 'sources="src hello 1 hello_1.orig.tar.gz 00"'
mkdir -p "$w/cache/downloads"
echo damaged >"$w/cache/downloads/hello_1.orig.tar.gz"
if command -v apt-get >/dev/null &&
    [ -f /usr/share/keyrings/debian-archive-keyring.gpg ]; then
	ok 'no network' fails_with 'fetch: .*no network' hh
	ok 'a damaged download is not kept' \
	    test ! -f "$w/cache/downloads/hello_1.orig.tar.gz"
fi
# A mirror that has something else under the name, or breaks off: an apt-get
# that downloads what it is told to.
mkdir "$w/bin"
cat >"$w/bin/apt-get" <<END
#!/bin/sh
case \$* in
*download*) [ ! -f "$w/no-room" ] || {
		echo 'E: write - write (28: No space left on device)'
		exit 100
	}
	echo other >pp_1_all.deb ;;
esac
END
chmod +x "$w/bin/apt-get"
mk_recipe pp 'sources="deb pp 1 - 00"'
served_to() { (PATH=$w/bin:$PATH && export PATH && "$@"); }
if [ -f /usr/share/keyrings/debian-archive-keyring.gpg ]; then
	ok 'a wrong hash' served_to fails_with \
	    'pp_1.deb: wrong SHA-256: [0-9a-f]\{64\}, the recipe says 00' pp
	ok 'what has it is not kept' test ! -f "$w/cache/downloads/pp_1.deb"
	touch "$w/no-room"
	ok 'a full disk while fetching' served_to fails_with \
	    'fetch: .*the disk is full; log: ' pp
fi
ok 'no such recipe' fails_with 'zz: no recipe' zz
ok 'a name that is a path' fails_with 'not a package name' ../aa
mk_recipe ii 'disk=999999999'
ok 'too little room' fails_with 'MB free' ii
mk_recipe jj 'do_build() { echo "cp: x: No space left on device"; false; }'
ok 'a full disk' fails_with 'the disk is full' jj

touch "$w/file"
ISTHMUS_CACHE=$w/file/cache
ok 'a cache that cannot be made' fails_with 'cache: cannot make' aa
# root may write everywhere: as somebody else.
mkdir "$w/ro" "$w/ro/downloads" "$w/ro/locks" "$w/ro/logs"
chmod -R a+rX "$w"
chmod 555 "$w/ro"
ISTHMUS_CACHE=$w/ro
if [ "$(id -u)" != 0 ]; then
	ok 'an unwritable cache' fails_with 'cache: .*/ro: not writable' aa
elif command -v setpriv >/dev/null; then
	printf '%s\n' '#!/bin/sh' 'exec setpriv --reuid=65534 \' \
	    '--regid=65534 --clear-groups "$0.root" "$@"' \
	    >"$w/installer/as-nobody"
	cp "$b" "$w/installer/as-nobody.root"
	chmod +x "$w/installer/as-nobody"
	b=$w/installer/as-nobody
	ok 'an unwritable cache' fails_with 'cache: .*/ro: not writable' aa
	b=$w/installer/isthmus-build
fi
ISTHMUS_CACHE=$w/cache
touch "$w/tcfile"
no_compose()
{
	"$b" compose "$w/tcfile/tc" bb >/dev/null 2>"$w/err" && return 1
	grep -q '^isthmus-build: [ab]*: cannot be put in ' "$w/err" &&
	    [ "$(grep -c . "$w/err")" = 1 ]
}
ok 'a toolchain that cannot be written' no_compose

# A killed build leaves nothing that looks finished; the next one cleans up.
mk_recipe kk 'do_build() { [ -f "'"$w"'/go" ] || sleep 1000; }'
"$b" build kk >/dev/null 2>&1 &
pid=$!
n=0
while [ -z "$(ls -d "$w"/cache/.tmp.kk-* 2>/dev/null)" ] && [ $n -lt 50 ]; do
	sleep 0.1
	n=$((n + 1))
done
sleep 0.3
# The engine and what it started, by their parents' numbers.
tree() { for c in $(ps -o pid= --ppid "$1"); do tree "$c"; done; echo "$1"; }
kill -KILL $(tree $pid) 2>/dev/null
wait $pid 2>/dev/null
ok 'killed: not there' test ! -d "$("$b" path kk)"
touch "$w/go"
"$b" build kk >/dev/null
ok 'killed: the next build works' "$b" have kk
ok 'killed: its work folder is gone' \
    test -z "$(ls -d "$w"/cache/.tmp.kk-* 2>/dev/null)"

# Two at once: one builds, the other waits for it.
mk_recipe ll 'do_build() { echo x >>"'"$w"'/count"; sleep 1; }'
"$b" build ll >/dev/null &
p1=$!
"$b" build ll >/dev/null &
wait $p1
wait $!
ok 'two at once build once' test "$(grep -c . "$w/count")" = 1

echo "$npass passed, $nfail failed"
[ $nfail = 0 ]
