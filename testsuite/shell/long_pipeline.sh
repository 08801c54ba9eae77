# SPDX-License-Identifier: BSD-2-Clause
echo start | cat | cat | cat | cat | cat | cat | cat | cat | cat | cat | upper
seq 100 | while read i; do echo $((i * 2)); done | count
