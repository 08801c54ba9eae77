# SPDX-License-Identifier: BSD-2-Clause
ulimit -n 100 && ulimit -n
(ulimit -n 50; ulimit -n)
ulimit -n
ulimit -f
