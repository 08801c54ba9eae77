/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Some programs include this to have the feature tests resolved.
 */
#ifndef _FEATURES_H
#define _FEATURES_H

#include <sys/features.h>

#endif /* _FEATURES_H */
