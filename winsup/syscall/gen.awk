# SPDX-License-Identifier: BSD-2-Clause
# Reads syscalls.tbl and writes what the build needs of it:
#
#	awk -v what=stubs   -f gen.awk syscalls.tbl	stubs.c
#	awk -v what=protos  -f gen.awk syscalls.tbl	syscall/sys.h
#	awk -v what=exports -f gen.awk syscalls.tbl	names, data " DATA"
#	awk -v what=names   -f gen.awk syscalls.tbl	names of the calls
#
# Argument words for tracing (field 2 of a line):
#	fd dfd int uint size off hex oct ptr	numbers of that kind
#	str path				a string
#	in:N out:N	bytes: N is the number of the argument that holds the
#			length, or `ret` for the result
#	oflags mode stat tspec sig whence	decoded
# A mark before the word says what is done with what the argument points to, so
# that sys_foo() gets memory of the stub's and a bad address is EFAULT: `<` it
# is copied first, `>` it is written when the call did not fail, `=` both; with
# `?` behind it NULL is passed as it is.
# Flags (field 3): see winsup/doc/architecture.md.

function fail(why)
{
	printf "syscalls.tbl:%d: %s: %s\n", NR, why, $0 > "/dev/stderr"
	failed = 1
	exit 1
}

function trim(s)
{
	sub(/^[ \t]+/, "", s)
	sub(/[ \t]+$/, "", s)
	return s
}

# Splits "type name(args)" into ret, name and the arrays arg/argname.
function parse_proto(proto,	open, i, n, list, word)
{
	open = index(proto, "(")
	if (open == 0 || proto !~ /\)$/)
		fail("no argument list")
	name = trim(substr(proto, 1, open - 1))
	if (match(name, /[A-Za-z_][A-Za-z_0-9]*$/) == 0)
		fail("no name")
	ret = trim(substr(name, 1, RSTART - 1))
	name = substr(name, RSTART)
	list = substr(proto, open + 1, length(proto) - open - 1)
	nargs = 0
	variadic = 0
	if (trim(list) == "void" || trim(list) == "")
		return
	n = split(list, word, ",")
	for (i = 1; i <= n; i++) {
		word[i] = trim(word[i])
		if (word[i] == "...") {
			variadic = 1
			continue
		}
		arg[++nargs] = word[i]
		sub(/\[[^]]*\]$/, "", word[i])
		match(word[i], /[A-Za-z_][A-Za-z_0-9]*$/)
		argname[nargs] = substr(word[i], RSTART)
	}
}

function has(flag)
{
	return (" " flags " ") ~ (" " flag " ")
}

function arg_list(	i, s)
{
	for (i = 1; i <= nargs; i++)
		s = s (i > 1 ? ", " : "") arg[i]
	if (variadic)
		s = s ", ..."
	return s == "" ? "void" : s
}

# Takes the marks off words: mark[i] and may_be_null[i].
function parse_words(	i, n, w)
{
	n = split(words, w, / +/)
	words = ""
	for (i = 1; i <= n; i++) {
		mark[i] = may_be_null[i] = ""
		if (w[i] ~ /^[<>=]/) {
			mark[i] = substr(w[i], 1, 1)
			may_be_null[i] = substr(w[i], 2, 1) == "?"
			sub(/^[<>=][?]?/, "", w[i])
			if (arg[i] !~ /[*\[]/)
				fail("no pointer to be marked")
		}
		words = words (i > 1 ? " " : "") w[i]
	}
	return n
}

# The stub's own: "const struct timespec t[2]" is struct timespec my_t[2].
function emit_own(	i, s)
{
	for (i = 1; i <= nargs; i++) {
		if (mark[i] == "")
			continue
		s = arg[i]
		gsub(/const |restrict /, "", s)
		match(s, /[*]?[A-Za-z_0-9]+(\[[^]]*\])?$/)
		printf "\t%smy_%s;\n", substr(s, 1, RSTART - 1),
		    substr(s, RSTART + (substr(s, RSTART, 1) == "*"))
	}
}

function emit_take(	i)
{
	for (i = 1; i <= nargs; i++)
		if (mark[i] ~ /[<=]/)
			printf "\tif (%s(r = nt_move(&my_%s, %s, sizeof " \
			    "my_%s)) < 0)\n\t\tgoto taken;\n",
			    may_be_null[i] ? argname[i] " != NULL && " : "",
			    argname[i], argname[i], argname[i]
}

function emit_give(	i)
{
	for (i = 1; i <= nargs; i++)
		if (mark[i] ~ /[>=]/)
			printf "\tr = sys_give(%s, &my_%s, sizeof my_%s, " \
			    "%d, r);\n", argname[i], argname[i], argname[i],
			    may_be_null[i]
}

function takes(	i)
{
	for (i = 1; i <= nargs; i++)
		if (mark[i] ~ /[<=]/)
			return 1
	return 0
}

# What sys_foo() is given for argument i.
function passed(i,	own)
{
	if (mark[i] == "")
		return argname[i]
	own = (arg[i] ~ /\[/ ? "" : "&") "my_" argname[i]
	return may_be_null[i] ? argname[i] " == NULL ? NULL : " own : own
}

function name_list(	i, s)
{
	for (i = 1; i <= nargs; i++)
		s = s (i > 1 ? ", " : "") passed(i)
	if (variadic)
		s = s ", extra"
	return s
}

function emit_proto(	i, s)
{
	s = ""
	for (i = 1; i <= nargs; i++)
		s = s (i > 1 ? ", " : "") arg[i]
	if (variadic)
		s = s ", unsigned long extra"
	printf "long sys_%s(%s);\n", name, s == "" ? "void" : s
}

function emit_trace(	i, s)
{
	s = ""
	for (i = 1; i <= nargs; i++)
		s = s (i > 1 ? ", " : "") (arg[i] ~ /union / ?
		    "(long)" argname[i] ".sival_ptr" : "(long)" argname[i])
	if (variadic)
		s = s ", (long)extra"
	printf "\tif (trace_on(TRACE_SYSCALL))\n"
	printf "\t\tsys_trace(\"%s\", \"%s\", %d,\n", name, words,
	    nargs + variadic
	printf "\t\t    (const long[]){ %s }, r);\n", s == "" ? "0" : s
}

function emit_return()
{
	if (has("void"))
		print "\t(void)r;"
	else if (has("keep"))
		printf "\treturn (%s)r;\n", ret
	else if (has("errnum"))
		printf "\treturn (%s)-r;\n", ret
	else if (has("zero"))
		printf "\treturn sys_ret(r) < 0 ? 0 : (%s)r;\n", ret
	else if (has("null"))
		printf "\treturn (%s)sys_ret_ptr(r, NULL);\n", ret
	else if (has("mapfail"))
		printf "\treturn (%s)sys_ret_ptr(r, (void *)-1);\n", ret
	else
		printf "\treturn (%s)sys_ret(r);\n", ret
}

function emit_stub()
{
	printf "\n%s\n%s(%s)\n{\n", ret, name, arg_list()
	if (variadic) {
		print "\tunsigned long extra;\n\tva_list ap;"
	}
	if (!has("noreturn"))
		print "\tlong r;"
	emit_own()
	print ""
	if (variadic) {
		printf "\tva_start(ap, %s);\n", argname[nargs]
		print "\textra = va_arg(ap, unsigned long);"
		print "\tva_end(ap);"
	}
	if (has("noreturn")) {
		print "\tconst long r = 0;\n"
		emit_trace()
		printf "\tsys_%s(%s);\n", name, name_list()
		print "\t__builtin_unreachable();\n}"
		return
	}
	if (has("cancel"))
		print "\tthr_point_begin();"
	emit_take()
	printf "\tdo\n\t\tr = sys_%s(%s);\n", name, name_list()
	# A wait that a signal ended has it delivered, whatever others have
	# made of the mark that says so.
	printf "\twhile (__builtin_expect(thr_signal_due()%s, 0) &&\n",
	    has("cancel") || has("restart") ? " || r == -EINTR" : ""
	printf "\t    sig_at_exit(r, %d));\n", has("restart")
	emit_give()
	if (takes())
		print "taken:"
	if (has("cancel"))
		printf "\tthr_point_end(%s);\n", "r"
	emit_trace()
	emit_return()
	print "}"
}

BEGIN {
	FS = "|"
	if (what == "stubs") {
		print "/* Generated from syscalls.tbl by gen.awk. */"
		print "#include \"syscall/stub.h\""
	} else if (what == "protos") {
		print "/* Generated from syscalls.tbl by gen.awk. */"
		print "#ifndef ISTHMUS_SYSCALL_SYS_H"
		print "#define ISTHMUS_SYSCALL_SYS_H\n"
		print "#include \"syscall/types.h\"\n"
	}
}

/^[ \t]*(#|$)/ { next }

/^raw / {
	split($0, w, /[ \t]+/)
	if (what == "exports")
		print w[2]
	next
}

/^data / {
	split($0, w, /[ \t]+/)
	if (what == "exports")
		print w[2] " DATA"
	next
}

{
	if (NF != 3)
		fail("three fields wanted")
	parse_proto(trim($1))
	words = trim($2)
	flags = trim($3)
	if (words == "-")
		words = ""
	if (flags == "-")
		flags = ""
	if (parse_words() != nargs + variadic)
		fail("one trace word per argument wanted")
	if (what == "stubs")
		emit_stub()
	else if (what == "protos")
		emit_proto()
	else
		print name
}

END {
	if (!failed && what == "protos")
		print "\n#endif"
}
