# SPDX-License-Identifier: BSD-2-Clause
x=value
cat <<EOF
plain $x $(echo sub) \$x `echo old`
  indented
EOF
cat <<'EOF'
raw $x $(no)
EOF
cat <<-EOF
	tabs gone
	  two spaces stay
	EOF
cat <<A; cat <<B
first
A
second
B
count <<EOF
EOF
