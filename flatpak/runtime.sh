#!/bin/sh
# Makes the runtime the local Flatpak is built on and runs on, of Debian's packages: a repository with
# org.bellhop.local.Platform and .Sdk.  Usage: flatpak/runtime.sh SUITE FOLDER
#
# It is made once: as long as neither the list of packages nor this file changes, the next call only
# looks.  The mirror is the one this machine's own packages come from.
set -eu
cd "$(dirname "$0")"

suite=$1
folder=$2
id=org.bellhop.local
arch=$(flatpak --default-arch)
stamp=$(cat packages runtime.sh | sha256sum)
[ "$(cat "$folder/made" 2>/dev/null)" != "$stamp" ] || exit 0

mirror() {
	apt-get indextargets --format '$(REPO_URI) $(ORIGIN) $(LABEL)' 'Created-By: Packages' |
		awk '$2 == "Debian" && $3 == "Debian" { print $1; exit }'
}

packages() {
	awk -v purposes="$*" '$1 !~ /^#/ && index (purposes, $2) { print $1 }' packages | paste -sd,
}

# bootstrap FOLDER PURPOSE…: only what lies in /usr and /etc, with nobody's rights but ours.
bootstrap() {
	to=$1
	shift
	mkdir -p "$to"
	mmdebstrap --quiet --variant=minbase --format=tar --include="$(packages "$@")" \
		--aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Check-Valid-Until "false"' \
		--dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
		--dpkgopt='path-exclude=/usr/share/gir-1.0/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
		"$suite" - "$(mirror)" 2>"$folder/bootstrap.log" |
		tar -x -C "$to" --no-same-owner --no-same-permissions ./usr ./etc
	[ -d "$to/usr/bin" ] || { tail -n 5 "$folder/bootstrap.log" >&2; exit 1; }
}

# What belongs to one machine has no place in what many share.
strip() {
	(cd "$1/etc" && rm -rf resolv.conf hosts machine-id hostname mtab passwd* group* shadow* gshadow*)
	cp -a "$1/etc" "$1/usr/etc"
	rm -rf "$1/etc"
	find "$1/usr" -xdev \( -type c -o -type b -o -type p -o -type s \) -delete
	find "$1/usr" -xdev -type f -perm /6000 -exec chmod ug-s {} +
	printf '%s\n' /app/lib 'include /run/flatpak/ld.so.conf.d/app-*-*.conf' 'include /etc/ld.so.conf.d/*.conf' \
		'include /run/flatpak/ld.so.conf.d/runtime-*-*.conf' >"$1/usr/etc/ld.so.conf"
}

# export NAME PURPOSE…
export_runtime() {
	tree="$folder/$1"
	name=$1
	shift
	rm -rf "$tree"
	bootstrap "$tree" "$@"
	strip "$tree"
	mkdir -p "$tree/files" "$tree/var"
	cat >"$tree/metadata" <<-END
		[Runtime]
		name=$id.$name
		runtime=$id.Platform/$arch/$suite
		sdk=$id.Sdk/$arch/$suite

		[Environment]
		XDG_DATA_DIRS=/app/share:/usr/share
	END
	flatpak build-export --runtime --disable-sandbox --no-update-summary --arch="$arch" \
		"$folder/repo" "$tree" "$suite" >/dev/null
	rm -rf "$tree"
}

echo "Making a runtime of Debian $suite (once; about three minutes) …"
rm -rf "$folder"
mkdir -p "$folder"
ostree init --mode=archive-z2 --repo="$folder/repo"
export_runtime Platform platform
export_runtime Sdk platform sdk
flatpak build-update-repo "$folder/repo" >/dev/null
printf '%s\n' "$stamp" >"$folder/made"
