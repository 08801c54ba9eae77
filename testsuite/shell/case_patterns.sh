# SPDX-License-Identifier: BSD-2-Clause
for w in abc a.c '*' '[x]' '' 'a b' 7 Z; do
	case $w in
	'') echo empty ;;
	\*) echo star ;;
	[0-9]) echo digit ;;
	[!a-z]) echo other ;;
	'['*) echo bracket ;;
	a?c) echo a-c ;;
	*' '*) echo space ;;
	*) echo rest ;;
	esac
done
case x in x|y) echo or ;; esac
