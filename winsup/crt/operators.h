/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * C++'s replaceable operators new and delete, by their mangled names, for
 * whoever defines OPERATOR(), and for operators.awk.  The order is known to
 * programs that are built already.
 */
OPERATOR(_Znwm)
OPERATOR(_Znam)
OPERATOR(_ZdlPv)
OPERATOR(_ZdaPv)
OPERATOR(_ZdlPvm)
OPERATOR(_ZdaPvm)
OPERATOR(_ZnwmRKSt9nothrow_t)
OPERATOR(_ZnamRKSt9nothrow_t)
OPERATOR(_ZdlPvRKSt9nothrow_t)
OPERATOR(_ZdaPvRKSt9nothrow_t)
OPERATOR(_ZnwmSt11align_val_t)
OPERATOR(_ZnamSt11align_val_t)
OPERATOR(_ZdlPvSt11align_val_t)
OPERATOR(_ZdaPvSt11align_val_t)
OPERATOR(_ZdlPvmSt11align_val_t)
OPERATOR(_ZdaPvmSt11align_val_t)
OPERATOR(_ZnwmSt11align_val_tRKSt9nothrow_t)
OPERATOR(_ZnamSt11align_val_tRKSt9nothrow_t)
OPERATOR(_ZdlPvSt11align_val_tRKSt9nothrow_t)
OPERATOR(_ZdaPvSt11align_val_tRKSt9nothrow_t)
