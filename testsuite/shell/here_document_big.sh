# SPDX-License-Identifier: BSD-2-Clause
i=0
big=$(while [ $i -lt 3000 ]; do echo "line $i of a long text"; i=$((i+1)); done)
count <<EOF
$big
EOF
