# SPDX-License-Identifier: BSD-2-Clause
x=$(zeros 20000)
args "$x" | count
sh -c 'echo ${#1}' sh "$x$x$x"
set -- $(seq 3000); args "$@" | count
