# SPDX-License-Identifier: BSD-2-Clause
echo text > plain; chmod 644 plain
./plain; echo $?
