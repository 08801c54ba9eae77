# SPDX-License-Identifier: BSD-2-Clause
x='äöü€😀'; echo "$x" "${x#ä}"
args "$x"; A="$x" env A
echo "$x" > "$x"; cat "$x"; args *
mkdir 'ordner ß'; cd 'ordner ß'; echo "${PWD##*/}"
sh -c 'echo "$1"' sh "$x"
