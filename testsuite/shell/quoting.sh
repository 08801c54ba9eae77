# SPDX-License-Identifier: BSD-2-Clause
args 'a b' "c d" e\ f '' "" \' \" '"' "'" '\n' "\$x" "\\" 'a
b'
x='two  spaces'; args $x "$x" a"$x"b
args "`echo '$x'`" '$(echo)' \*
args -- "-n" '%s' '&' ';' '|' '<' '>' '^' '!' '%PATH%' 'a\' '\\' 'a"b' 'tab	'
