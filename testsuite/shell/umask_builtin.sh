# SPDX-License-Identifier: BSD-2-Clause
umask 027; umask; umask -S
umask u=rwx,g=rx,o=; umask
umask 022
sh -c umask
(umask 0; sh -c umask); umask
