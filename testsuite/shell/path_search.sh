# SPDX-License-Identifier: BSD-2-Clause
mkdir p1; mkdir p2
printf '#!/bin/sh\necho one\n' > p1/prog; printf '#!/bin/sh\necho two\n' > p2/prog
chmod 755 p1/prog; chmod 755 p2/prog
top=$PATH
PATH=$PWD/p1:$PWD/p2:$top; prog
PATH=$PWD/p2:$PWD/p1:$top; prog
PATH=$PWD/nowhere:$top; prog; echo $?
PATH=; args x; echo $?
