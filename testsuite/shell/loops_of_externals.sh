# SPDX-License-Identifier: BSD-2-Clause
i=0
while [ $i -lt 30 ]; do succeed || echo bad; i=$((i + 1)); done
echo $i
for i in 1 2 3 4 5; do quit $i; echo $?; done
