/* SPDX-License-Identifier: BSD-2-Clause */
int number = 7;
