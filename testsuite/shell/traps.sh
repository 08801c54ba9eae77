# SPDX-License-Identifier: BSD-2-Clause
trap 'echo got usr1' USR1
kill -USR1 $$
echo after
trap 'echo int; exit 5' INT
(kill -INT $$) 
nap 10
echo never
