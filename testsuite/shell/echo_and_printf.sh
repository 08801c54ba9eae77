# SPDX-License-Identifier: BSD-2-Clause
echo -n no newline; echo
echo 'a\tb\\c'
printf '%s-%d-%x-%o-%c|%5s|%-5s|%05d\n' str 42 255 8 char ab cd 7
printf '%s\n' one two three
printf '%b' 'tab\there\n'
printf '%%\101\n'
printf '%d\n' abc; echo $?
