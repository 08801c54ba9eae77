# SPDX-License-Identifier: BSD-2-Clause
printf '#!/bin/sh\necho "script $# $1"\nexit 5\n' > s
chmod 755 s
case $(pwd) in /*) ;; esac
sh ./s a 'b c'; echo $?
