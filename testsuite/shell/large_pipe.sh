# SPDX-License-Identifier: BSD-2-Clause
zeros 1048576 | count
zeros 1048576 | cat | cat | cat | count
x=$(zeros 100000); echo ${#x}
zeros 300000 > f; cat f f | count
