# SPDX-License-Identifier: BSD-2-Clause
set -- -a -b val -c rest
while getopts ab:c o; do echo "$o ${OPTARG-none}"; done
shift $((OPTIND - 1)); echo "$@"
OPTIND=1; set -- -x; getopts ab o; echo $? $o
