# SPDX-License-Identifier: BSD-2-Clause
#
# One library: all sources of its folder.

SRC := $(sort $(wildcard *.c))
OBJ := $(SRC:.c=.o)

lib$(NAME).a: $(OBJ)
	@echo archive $@ of $(words $^) objects
	@ar $@ $^

%.o: %.c
	@cc -c $< -o $@ -MF $*.d

clean:
	@rm -f *.o *.d *.a

.PHONY: clean
-include $(OBJ:.o=.d)
