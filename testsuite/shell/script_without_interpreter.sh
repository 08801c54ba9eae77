# SPDX-License-Identifier: BSD-2-Clause
printf 'echo "plain $# $1"\nexit 6\n' > s.sh
chmod 755 s.sh
./s.sh 'x y'; echo $?
: > e.sh; chmod 755 e.sh; ./e.sh; echo $?
