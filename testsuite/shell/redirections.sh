# SPDX-License-Identifier: BSD-2-Clause
echo one > f; echo two >> f; cat < f
cat f > g 2>&1; cat g
cat nofile 2> err; cat err
cat nofile > both 2>&1; cat both
cat nofile 2>&1 > only | upper
{ echo out; echo err >&2; } 2> e > o; cat o e
echo x > /nowhere/y; echo $?
cat < missing; echo $?
: > f; count < f
cat 0< g
echo both >| g; cat g
