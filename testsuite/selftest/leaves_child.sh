#!/bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# Ends at once and leaves a child that holds its output open.
sleep 300 &
echo "$!"
