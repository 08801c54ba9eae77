# SPDX-License-Identifier: BSD-2-Clause
(exec args replaced; echo never)
(exec quit 6); echo $?
(exec no-such; echo never); echo $?
exec args last "$0" "$@"
echo never
