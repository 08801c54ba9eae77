# SPDX-License-Identifier: BSD-2-Clause
x='a:b::c'; IFS=:; args $x; set -- $x; echo $#
IFS=' 	
'; x='  lead  and trail  '; args $x "$x"
IFS=,; x='1, 2,3'; args $x; args "$*"; set -- p q; echo "$*" "$@"
IFS=; x='a b'; args $x
unset IFS; args $x
