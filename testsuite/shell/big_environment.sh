# SPDX-License-Identifier: BSD-2-Clause
x=$(zeros 30000); export x
sh -c 'echo ${#x}'
env x | count
