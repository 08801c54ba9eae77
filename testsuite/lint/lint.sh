#!/bin/bash
# SPDX-License-Identifier: BSD-2-Clause
#
# lint.sh [TREE]: the rules of winsup/doc/architecture.md that a script can
# check, on the source tree and, when ISTHMUS_DLL names one, on the DLL.
# Prints a result line a rule; what is found is listed on NOTE lines before it.
# OBJDUMP and AWK name other tools than the usual ones.

cd "${1:-$(dirname "$0")/../..}" || exit 2
objdump=${OBJDUMP:-objdump}
export LC_ALL=C
findings=$(mktemp) || exit 2
trap 'rm -f "$findings" "$findings".*' EXIT

# rule NAME: ends a rule whose findings, a line each, are on standard input.
rule() {
	local n

	cat >"$findings"
	n=$(grep -c . "$findings")
	if [ "$n" = 0 ]; then
		echo "PASS: lint/$1"
	else
		sed "s,^,NOTE: lint/$1: ," "$findings"
		echo "FAIL: lint/$1: $n found, first: $(head -n 1 "$findings")"
	fi
}

# Our sources of some kind in some folders; never what is generated or made.
sources() {
	local pattern=$1

	shift
	for d in "$@"; do
		[ -d "$d" ] && find "$d" -type f -regextype posix-extended \
		    -regex ".*\\.($pattern)"
	done | sort
}

room_sources() {
	sources 'c|h|S' winsup | grep -Ev '^winsup/(include|doc)/'
}

# Comments and strings blanked, line numbers kept.
code_of() {
	awk '
	{
		s = $0
		out = ""
		while (s != "") {
			if (incomment) {
				i = index(s, "*/")
				if (i == 0) { s = ""; break }
				s = substr(s, i + 2)
				incomment = 0
			} else if (match(s, /\/\*|\/\/|"([^"\\]|\\.)*"/)) {
				t = substr(s, RSTART, RLENGTH)
				out = out substr(s, 1, RSTART - 1)
				s = substr(s, RSTART + RLENGTH)
				if (t == "/*") incomment = 1
				else if (t == "//") s = ""
				else out = out "\"\""
			} else {
				out = out s
				s = ""
			}
		}
		printf "%s:%d:%s\n", FILENAME, FNR, out
	}' "$1"
}

# A room includes itself and lower ranks, and nobody else's room_impl.h.
# Within rank 2 the order is mm, thread, time.
room_sources | while read -r f; do
	awk -v file="$f" '
	BEGIN {
		split("lib 0 nt 1 mm 2.1 thread 2.2 time 2.3 heap 2.4 proc 3 " \
		    "signal 4 path 5 account 5 fd 6 file 7 tty 7 socket 7 " \
		    "ipc 7 spawn 8 syscall 9 crt 10", w, " ")
		for (i = 1; i in w; i += 2)
			rank[w[i]] = w[i + 1]
		split(file, part, "/")
		room = part[2]
	}
	/^[ \t]*#[ \t]*include[ \t]*"/ {
		split($0, q, "\"")
		n = split(q[2], p, "/")
		if (n < 2 || !(p[1] in rank)) next
		if (!(room in rank)) {
			print file ":" FNR ": room " room " has no rank"
		} else if (p[1] != room && rank[p[1]] >= rank[room])
			print file ":" FNR ": " room " includes " q[2]
		else if (p[1] != room && p[2] ~ /_impl\.h$/)
			print file ":" FNR ": " q[2] " is not for others"
	}' "$f"
done | rule ranks

# Windows headers: in nt/*.c and *_nt.c only.
room_sources | grep -Ev '^winsup/nt/|_nt\.c$' | while read -r f; do
	grep -nEH '#[ 	]*include[ 	]*<((w32api|ddk)/.*|windows|winternl|win[a-z]+|ntdef|ntstatus|ntsecapi|tlhelp32|psapi|shlobj|shellapi|ws2[a-z]*|aclapi|sddl|lm[a-z]*|io[a-z]*ctl|[a-z]+api|[a-z]+api2)\.h>' "$f"
done | sed 's/:#.*include/: includes/' | rule windows-headers

# GetLastError: in nt/ and *_nt.c only.
room_sources | grep -Ev '^winsup/nt/|_nt\.c$' | while read -r f; do
	code_of "$f" | grep -E '\<GetLastError\>'
done | rule get-last-error

# errno is set in one file only.
room_sources | while read -r f; do
	code_of "$f" | grep -E '(\<errno|__errno\(\))[ 	]*=[^=]' | head -n 1
done >"$findings.errno"
if [ "$(wc -l <"$findings.errno")" -le 1 ]; then
	: >"$findings.errno"
fi
rule errno <"$findings.errno"

# At most 800 lines a file.
{ room_sources; sources 'c|h|cc|sh|exp' newlib utils testsuite; } |
    while read -r f; do
	n=$(wc -l <"$f")
	[ "$n" -le 800 ] || echo "$f: $n lines"
done | rule file-length

# At most 100 lines a function; above 60 it is counted.
{ room_sources; sources 'c|cc' newlib utils testsuite; } |
    grep -E '\.(c|cc)$' | while read -r f; do
	awk -v file="$f" '
	/^\{/ { start = FNR; name = last }
	/^\}/ && start {
		if (FNR - start - 1 > 60)
			print file ":" start ": " name ": " FNR - start - 1
		start = 0
	}
	/^[A-Za-z_]/ { last = $0; sub(/\(.*/, "", last) }' "$f"
done >"$findings.long"
echo "NOTE: lint/function-length: $(grep -c . "$findings.long")" \
    "functions of more than 60 lines"
awk '$NF > 100 { print $0 " lines" }' "$findings.long" | rule function-length

# Work that is not done is not in the tree.  (The brackets keep this line
# from finding itself.)
{ room_sources; sources 'h' winsup/include
    sources 'c|h|cc|sh|exp|tbl|am|awk' newlib utils testsuite; } |
    while read -r f; do
	grep -nEHi '\<(TO[D]O|FIX[M]E)\>|not implement[e]d' "$f"
	grep -nEH '\<XX[X]\>' "$f"
done | rule unfinished

# What is exported does something: no call says that it does not exist, but
# cygwin_internal() of requests.
sources 'c' winsup/syscall newlib | grep -v '/sys_cygwin_info\.c$' |
    while read -r f; do
	code_of "$f" | grep -E '(-|[^=!]= ?|return )ENOSYS\>'
done | rule stubs

# A licence line in each source.
{ sources 'c|h|S|cc|sh|exp|awk|tbl' winsup newlib utils testsuite
    for f in testsuite/run-check testsuite/lib/run-* .ci/run; do
	[ -f "$f" ] && echo "$f"
    done; } | while read -r f; do
	head -n 3 "$f" | grep -q 'SPDX-License-Identifier: BSD-2-Clause' ||
	    echo "$f"
done | rule licence

# Warning-free tables: names listed once, in one of the two lists only.
tbl=winsup/syscall/syscalls.tbl list=newlib/exports.txt
exported_names() {
	[ -f "$tbl" ] && awk -v what=exports -f winsup/syscall/gen.awk "$tbl" |
	    awk '{ sub(/=.*/, "", $1); print $1 }'
	[ -f "$list" ] && grep -v '^#' "$list" | awk 'NF {
	    sub(/=.*/, "", $1); print $1 }'
}
if [ -f "$tbl" ] && [ -f "$list" ]; then
	exported_names | sort | uniq -d | sed 's/$/ is listed twice/' |
	    rule export-lists
else
	echo "UNSUPPORTED: lint/export-lists: no $tbl and $list"
fi

dll=${ISTHMUS_DLL:-}
if [ -z "$dll" ] || [ ! -f "$dll" ]; then
	echo "UNSUPPORTED: lint/dll-size: no DLL"
	echo "UNSUPPORTED: lint/exports: no DLL"
	echo "UNSUPPORTED: lint/imports: no DLL"
	echo "UNSUPPORTED: lint/layout: no DLL"
	exit 0
fi

# What each program maps stays small.
bytes=$(wc -c <"$dll")
echo "NOTE: lint/dll-size: $((bytes >> 10)) KiB"
if [ "$bytes" -ge $((4 << 20)) ]; then
	echo "$dll: $bytes bytes, 4 MiB or more"
fi | rule dll-size

# The DLL exports what the two lists say, no more and no less.
exported_names | sort -u >"$findings.want"
"$objdump" -p "$dll" | awk '
	/^\[Ordinal\/Name Pointer\] Table/ { on = 1; next }
	on && /^[ \t]*\[ *[0-9]+\]/ { print $NF; seen = 1; next }
	on && seen { exit }' | sort -u >"$findings.got"
{
	comm -23 "$findings.want" "$findings.got" | sed 's/$/ is not exported/'
	comm -13 "$findings.want" "$findings.got" |
	    sed 's/$/ is exported but in no list/'
} | rule exports

# Imports: of ntdll and kernel32 only, and each written down.
interfaces=winsup/doc/nt-interfaces.md
"$objdump" -p "$dll" | awk '
	/DLL Name:/ { dll = tolower($3); next }
	/vma:.*Member-Name/ { on = 1; next }
	on && NF >= 3 && $1 ~ /^[0-9a-f]+$/ { print dll, $NF; next }
	on && NF == 0 { on = 0 }' | sort -u >"$findings.imports"
{
	awk '$1 != "ntdll.dll" && tolower($1) != "kernel32.dll" {
		print $2 " comes from " $1 }' "$findings.imports"
	while read -r _ name; do
		grep -qE "(^|[^A-Za-z0-9_])$name([^A-Za-z0-9_]|\$)" \
		    "$interfaces" 2>/dev/null ||
		    echo "$name is not in $interfaces"
	done <"$findings.imports"
} | rule imports

# The libraries' code lies behind that of all rooms (nt/interrupt.c).  A long
# section's name has a line of its own.
map=${dll%.dll}.map
if [ -f "$map" ]; then
	awk '/^Linker script and memory map/ { on = 1 }
	!on { next }
	/^ \.[a-z]/ && NF == 1 { name = $1; next }
	/^ \.[a-z]/ { name = $1; $1 = "" }
	name !~ /^\.text/ { next }
	{ $0 = $0; file = $3; name = "" }
	file ~ /^libroomsend/ { ended = 1 }
	ended && file ~ /^librooms\.a/ { print file " has code at its end" }
	END { if (!ended) print "nt_rooms_end is nowhere" }' "$map" |
	    rule layout
else
	echo "UNSUPPORTED: lint/layout: no $map"
fi
