# SPDX-License-Identifier: BSD-2-Clause
sh -c 'echo "$0" "$1"' name arg
sh -c 'echo $-' | { read f; [ -n "$f" ] && echo flags; }
sh -ec 'false; echo never'; echo $?
echo 'echo from stdin $1' | sh -s arg
sh -c ''; echo $?
sh -n -c 'if'; echo $?
