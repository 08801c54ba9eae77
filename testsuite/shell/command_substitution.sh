# SPDX-License-Identifier: BSD-2-Clause
echo "[$(echo a b   c)]" [$(echo a b   c)]
x=$(printf 'line\n\n\n'); echo "[$x]"
echo $(echo $(echo $(echo deep)))
y=`echo old \`echo nested\``; echo $y
echo "$(echo "in $(echo "quotes")")"
z=$(false); echo $?
z=$(exit 5); echo $?
echo "$(seq 5)"
