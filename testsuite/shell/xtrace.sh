# SPDX-License-Identifier: BSD-2-Clause
set -x
echo a b
x=$(echo sub)
set +x
echo $x
