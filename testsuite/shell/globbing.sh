# SPDX-License-Identifier: BSD-2-Clause
mkdir d
: > a.txt; : > b.txt; : > 'c d.txt'; : > .hidden; : > d/e.txt; : > äö.txt; : > '[x].txt'; : > ABC
args *.txt
args [ab].txt ?.txt
args .h*
args */*.txt
args nomatch*
args '*.txt' "*"
args \[x\]*
args *' '*
args [!a-b].txt
args ä*
x='*.txt'; args $x; args "$x"
set -f; args *; set +f
