# SPDX-License-Identifier: BSD-2-Clause
# Here-documents of two megabytes, pipelines of many stages, subshells and
# substitutions in each other.
x=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde
big=
i=0
while [ $i -lt 8 ]; do big="$big$x"; i=$((i + 1)); done
while [ ${#big} -lt 1000000 ]; do big="$big
$big"; done
echo ${#big}
count <<END
$big
END
while read -r line; do
	n=$((n + ${#line}))
	[ $n -gt 20000 ] && break
done <<END
$big
END
echo $n
cat <<END | upper | take 1 | count
$big
END
{ count; echo between >&2; } <<END 2>&1
$(cat <<INNER
$big
INNER
)
END
# Stages that are the shell's own, one below the other.
stages='read x; echo $x'
pipe='echo through'
i=0
while [ $i -lt 40 ]; do pipe="$pipe | { $stages; }"; i=$((i + 1)); done
eval "$pipe"
pipe='seq 300'
i=0
while [ $i -lt 12 ]; do pipe="$pipe | cat"; i=$((i + 1)); done
eval "$pipe" | count
deep='echo bottom; exit 7'
i=0
while [ $i -lt 30 ]; do deep="($deep); exit \$?"; i=$((i + 1)); done
(eval "$deep"); echo $?
echo "$(echo "$(echo "$(echo "$(echo "$(echo 'a  b')")")")")"
# What a substitution waits for: its output's end, not its command's.
echo "[$( (until [ -e go ]; do nap 5; done; echo late) & echo early; >go)]"
echo "[$( (nap 5000; echo late) >/dev/null & echo early; kill $!)]"
f() { [ $1 -gt 0 ] && (f $(($1 - 1)); echo $1) || echo base; }
f 12 | count
