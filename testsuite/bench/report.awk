# SPDX-License-Identifier: BSD-2-Clause
#
# report.awk ENTRIES SAMPLES: medians of the samples ("name side value") as a
# table, then a line "JSON" and the same as JSON.  The ratio is the median of
# the ratios of neighbours, since both sides of one run met the same weather.

function median(list, n,	i, j, t)
{
	for (i = 2; i <= n; i++) {
		t = list[i]
		for (j = i - 1; j >= 1 && list[j] > t; j--)
			list[j + 1] = list[j]
		list[j + 1] = t
	}
	return n % 2 ? list[(n + 1) / 2] : (list[n / 2] + list[n / 2 + 1]) / 2
}

function medians(name,	i, n)
{
	n = count[name, "raw"]
	if (n == 0 || n != count[name, "ours"]) {
		print "no figures for both sides of " name
		missing = 1
		return 0
	}
	for (i = 1; i <= n; i++)
		list[i] = value[name, "raw", i]
	raw = median(list, n)
	for (i = 1; i <= n; i++)
		list[i] = value[name, "ours", i]
	ours = median(list, n)
	for (i = 1; i <= n; i++)
		list[i] = value[name, "ours", i] / value[name, "raw", i]
	ratio = median(list, n)
	return n
}

# N: the ratio; +Nus, +NKiB: the difference; Nus: our side alone.
function reached(limit)
{
	if (limit ~ /^[+]/)
		return ours - raw <= substr(limit, 2) + 0
	return (limit ~ /us$/ ? ours : ratio) <= limit + 0
}

NR == FNR {
	order[++entries] = $1
	kind[$1] = $3
	limit[$1] = $4
	next
}

($1 in kind) {
	value[$1, $2, ++count[$1, $2]] = $3 + 0
}

END {
	printf "%-18s %12s %12s %8s  %s\n", "Wine " wine, "ours", "raw",
	    "ratio", "goal"
	json = "{\n"
	for (i = 1; i <= entries; i++) {
		name = order[i]
		n = medians(name)
		if (n == 0)
			continue
		memory = kind[name] ~ /^(memory|idle)$/
		unit = memory ? "kib" : "us"
		goal = ""
		if (limit[name] != "-")
			goal = (reached(limit[name]) ? "ok " : "MISSED ") \
			    limit[name]
		printf "%-18s %9.3f %s %9.3f %s %8.3f  %s\n", name, ours,
		    memory ? "Ki" : "us", raw, memory ? "Ki" : "us", ratio,
		    goal
		json = json sprintf("%s  \"%s\": {\"ratio\": %.4f, " \
		    "\"ours_%s\": %.6f, \"raw_%s\": %.6f, \"runs\": %d",
		    i > 1 ? ",\n" : "", name, ratio, unit, ours, unit, raw, n)
		if (limit[name] != "-")
			json = json sprintf(", \"limit\": \"%s\"", limit[name])
		json = json "}"
	}
	print "JSON"
	print json "\n}"
	exit missing
}
