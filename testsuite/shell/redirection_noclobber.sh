# SPDX-License-Identifier: BSD-2-Clause
set -C
echo a > f
echo b > f
echo $?
echo c >| f; cat f
echo d >> f; cat f
