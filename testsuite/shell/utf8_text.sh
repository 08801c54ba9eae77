# SPDX-License-Identifier: BSD-2-Clause
x='äöü€😀'; echo "$x" "${x#ä}"
args "$x"; A="$x" env A
echo "$x" > "$x"; cat "$x"; args *
mkdir 'ordner ß'; cd 'ordner ß'; echo "${PWD##*/}"
sh -c 'echo "$1"' sh "$x"
# Bytes that dash uses as marks, 0x81 to 0x88, are parts of these.
for c in Ä 'Ё' 'ă' 'あ' '😅'; do
	case $c in Ä | Ё | ă | あ | 😅) echo "$c";; *) echo "no $c";; esac
	case a${c}b in a$c*) echo 1;; esac
	case a${c}b in *"$c"b) echo 2;; esac
	v=${c}x$c; echo "${v#$c}" "${v%"$c"}" "${v##*$c}"
	echo > "$c.txt"; echo "$c"*
done
