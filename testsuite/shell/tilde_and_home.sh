# SPDX-License-Identifier: BSD-2-Clause
HOME=/some/where
echo ~ ~/x "~" x~
cd; echo $?
