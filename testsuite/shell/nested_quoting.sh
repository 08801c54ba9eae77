# SPDX-License-Identifier: BSD-2-Clause
echo "a $(echo "b $(echo 'c "d"') e") f"
echo "${x:-"default 'q'"}" "${x:-a b}"
eval "echo \"\$(echo 'deep \$x')\""
echo "$(cat <<EOF
here $(echo in) sub
EOF
)"
