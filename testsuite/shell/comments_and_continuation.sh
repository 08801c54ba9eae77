# SPDX-License-Identifier: BSD-2-Clause
echo a # comment
echo b\
c
echo 'd # not'; echo e#f
if true # then
then echo ok; fi
echo one; echo two;echo three
