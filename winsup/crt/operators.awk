# SPDX-License-Identifier: BSD-2-Clause
#
# From crt/operators.h: what the shared libstdc++ does where it calls
# operator new or delete.  C++ lets a program replace these for all of it
# ([replacement.functions]), but a DLL is linked before there is a program:
# ld's --wrap leads its calls here, and on to the program's operator if
# that has one (crt0.o tells), else to the library's own.

BEGIN {
	print "\t.text"
}

sub(/^OPERATOR\(/, "") && sub(/\)$/, "") {
	printf("\t.globl __wrap_%s\n__wrap_%s:\n", $0, $0)
	print "\tmovq\t__imp___isthmus_operators(%rip), %rax"
	print "\tmovq\t(%rax), %rax"
	print "\ttestq\t%rax, %rax"
	print "\tjz\t1f"
	printf("\tmovq\t%d(%%rax), %%rax\n", 8 * n++)
	print "\ttestq\t%rax, %rax"
	print "\tjz\t1f"
	print "\tjmp\t*%rax"
	printf("1:\tjmp\t__real_%s\n", $0)
}
