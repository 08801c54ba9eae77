# SPDX-License-Identifier: BSD-2-Clause
#
# From nm's list of a static library: the exports of a DLL made of it, the
# file "name".  Names with a dot are the compiler's own.  What it puts into
# every image stays there, and so does the arithmetic of decimal numbers,
# whose tables weigh 2 MB.

BEGIN {
	printf("LIBRARY \"%s\"\n", name)
	print "EXPORTS"
}

NF != 3 || $3 ~ /^\./ || $3 in seen { next }
$3 ~ /^(___chkstk|___chkstk_ms|__alloca|__main)$/ { next }
$3 ~ /^(__[CD]TOR_LIST__|__do_global_[cd]tors)$/ { next }
functions_only && $3 ~ /^(__bid|__dfp|__dpd|isinfd)|bid(32|64|128)$/ { next }
$2 == "T" { print "\t\"" $3 "\"" }
$2 ~ /^[DRB]$/ && !functions_only { print "\t\"" $3 "\" DATA" }
{ seen[$3] = 1 }
