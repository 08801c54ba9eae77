# SPDX-License-Identifier: BSD-2-Clause
echo "$0" "$1" "$2" $#
shift; echo "$1" $#
set -- a 'b c' '' d; args "$@"; args "$*"; args $@
shift 2; args "$@"; shift 9; echo $?
