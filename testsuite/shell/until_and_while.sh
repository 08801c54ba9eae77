# SPDX-License-Identifier: BSD-2-Clause
i=0; until [ $i -ge 3 ]; do echo $i; i=$((i + 1)); done
while false; do :; done; echo $?
i=0; while :; do i=$((i+1)); [ $i -gt 4 ] && break; done; echo $i
while read a; do echo "$a"; [ "$a" = 2 ] && break; done <<EOF
1
2
3
EOF
