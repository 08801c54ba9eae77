# SPDX-License-Identifier: BSD-2-Clause
trap 'echo a' HUP
trap
trap - HUP; trap
trap '' HUP; (kill -HUP $$; echo ignored)
(trap 'echo in sub' HUP; trap); trap
