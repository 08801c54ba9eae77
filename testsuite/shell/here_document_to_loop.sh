# SPDX-License-Identifier: BSD-2-Clause
while read a b; do echo "$b-$a"; done <<EOF
one two
three four five
EOF
f() { cat; }
f <<EOF
to a function
EOF
(cat; echo end) <<EOF | upper
through a pipe
EOF
