# SPDX-License-Identifier: BSD-2-Clause
times > t; count < t
true; false; :
[ -t 0 ] || echo no terminal
set -o | take 1
