# SPDX-License-Identifier: BSD-2-Clause
i=0; while [ $i -lt 200 ]; do echo $i > f$i; i=$((i + 1)); done
set -- f*; echo $#
cat "$@" | count
