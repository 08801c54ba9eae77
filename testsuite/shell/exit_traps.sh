# SPDX-License-Identifier: BSD-2-Clause
(trap 'echo leaving $?' EXIT; exit 3); echo $?
(trap 'echo bye' 0; false); echo $?
sh -c 'trap "echo inner" EXIT; true'
trap 'echo outer' EXIT
(echo sub)
exit 2
