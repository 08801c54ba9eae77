# SPDX-License-Identifier: BSD-2-Clause
(set -e; true; echo a; false; echo never)
echo $?
(set -e; if false; then :; fi; false || true; ! true; echo b)
echo $?
(set -e; x=$(false); echo never)
echo $?
(set -e; fail; echo never); echo $?
set -e
f() { false; echo in-f; }
f || echo handled
f
echo never
