# SPDX-License-Identifier: BSD-2-Clause
{ nap 100; echo late; } > out &
echo early
wait
cat out
