# SPDX-License-Identifier: BSD-2-Clause
read a; echo "[$a]"
read b c; echo "[$b][$c]"
read -r d; echo "[$d]"
read e; echo $? "[$e]"
read f; echo $? "[$f]"
echo 'x:y:z' | { IFS=: read p q; echo $p $q; }
echo ' lead' | { IFS= read p; echo "[$p]"; }
