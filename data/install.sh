#!/bin/sh
# Installs from Debian what is missing for the purposes named: sh data/install.sh build run test
# Says what and why; asks for nothing.
set -eu
cd "$(dirname "$0")"

wanted() {
	for purpose; do
		awk -v purpose="$purpose" '$1 !~ /^#/ && $2 == purpose { print $1 }' packages
	done
}

is_installed() {
	dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed
}

# One question for all of them; only where something is missing, each by itself.
packages=$(wanted "$@")
# shellcheck disable=SC2086
count=$(dpkg-query -W -f '${db:Status-Status}\n' $packages 2>/dev/null | grep -cx installed || true)
[ "$count" -lt "$(echo "$packages" | wc -l)" ] || exit 0

missing=
for package in $packages; do
	is_installed "$package" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" -ne 0 ]; then
	if ! sudo -n true 2>/dev/null; then
		echo "Bellhop needs packages from Debian; as root, run: apt-get install -y --no-install-recommends$missing" >&2
		exit 1
	fi
	as_root='sudo -n'
fi

echo "Installing from Debian:"
for package in $missing; do
	awk -v name="$package" '$1 == name { $2 = ""; sub (/^[^ ]+ +/, ""); printf "  %-22s %s\n", name, $0 }' packages
done
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086
if ! { $as_root apt-get -o DPkg::Lock::Timeout=600 update &&
	$as_root apt-get -o DPkg::Lock::Timeout=600 install -y --no-install-recommends $missing; } >"$log" 2>&1; then
	tail -n 5 "$log" >&2
	echo "The packages could not be installed: see the lines above." >&2
	exit 1
fi
