# SPDX-License-Identifier: BSD-2-Clause
p=/usr/local/lib/file.tar.gz
echo ${p##*/} ${p%/*} ${p%.*} ${p%%.*} ${p#/*/}
x='a*b*c'; echo "${x%\**}" "${x#*"*"}"
set -- 'x y' z; echo "${@#x}" "$#"
