# SPDX-License-Identifier: BSD-2-Clause
cat & wait $!
echo "status $?"
