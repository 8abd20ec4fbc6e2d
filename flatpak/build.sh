#!/bin/sh
# The console's Flatpak from nothing but this checkout and Debian's packages: sh flatpak/build.sh
#
# Makes a runtime, builds the console on it and runs its tests inside of the sandbox, bundles it, installs
# the bundle for a user of its own, and has an operator work with it: tests/flatpak/.  Everything it makes
# lies in .flatpak; what is left to take away is .flatpak/bellhop.flatpak.
#
# BELLHOP_SUITE names another release of Debian than trixie to make the runtime of.
set -eu
cd "$(dirname "$0")/.."

app=org.bellhop.Console
suite=${BELLHOP_SUITE:-trixie}
work=$PWD/.flatpak
runtime=$work/runtime-$suite
pictures=$work/pictures

fail() {
	echo "$*" >&2
	exit 1
}

# logged NAME COMMAND…: what it says is kept, and shown where it fails.
logged() {
	log=$work/$1.log
	shift
	"$@" >"$log" 2>&1 || { tail -n 40 "$log" >&2; fail "Failed: $1; all it said is in $log"; }
}

# Flatpak's own data, and nothing of this user's.
settle() {
	mkdir -p "$work/home" "$pictures"
	export HOME="$work/home" FLATPAK_USER_DIR="$work/installed" FLATPAK_SYSTEM_DIR="$work/system"
	export XDG_DATA_HOME="$HOME/.local/share" XDG_CACHE_HOME="$HOME/.cache" XDG_CONFIG_HOME="$HOME/.config"
	export XDG_DATA_DIRS="$FLATPAK_USER_DIR/exports/share:/usr/local/share:/usr/share"
}

# Programs of two releases do not mix: each begins with an empty installation.
install_runtime() {
	[ "$(cat "$work/installed.stamp" 2>/dev/null)" != "$suite $(cat "$runtime/made")" ] || return 0
	echo "Installing the runtime …"
	rm -rf "$FLATPAK_USER_DIR" "$work/installed.stamp"
	logged remote flatpak --user remote-add --no-gpg-verify local "file://$runtime/repo"
	logged runtime flatpak --user install -y --noninteractive local \
		"org.bellhop.local.Platform//$suite" "org.bellhop.local.Sdk//$suite"
	echo "$suite $(cat "$runtime/made")" >"$work/installed.stamp"
}

# The sources without what was built of them.
copy_sources() {
	rm -rf "$work/source"
	mkdir -p "$work/source"
	tar -c --exclude='./build*' --exclude=./.demo --exclude=./.flatpak --exclude=./.git --exclude=node_modules . |
		tar -x -C "$work/source"
	sed -e "$(sed "s/@SUITE@/$suite/" flatpak/local.sed)" "flatpak/$app.yml" >"$work/source/flatpak/local.yml"
}

build() {
	rm -rf "$work/repo"
	logged build flatpak-builder --user --force-clean --ccache --repo="$work/repo" --state-dir="$work/state" \
		"$work/app" "$work/source/flatpak/local.yml"
	rm -rf "$work/source" "$work/app" "$work/state/build"
	logged bundle flatpak build-bundle "$work/repo" "$work/bellhop.flatpak" "$app"
}

# count WORD: how many test programs ended with it.
count() {
	awk -v word="$1:" '$1 == word { n = $2 } END { print n + 0 }' "$work/build.log"
}

install_bundle() {
	flatpak --user uninstall -y --noninteractive "$app" >/dev/null 2>&1 || true
	logged install flatpak --user install -y --noninteractive --or-update "$work/bellhop.flatpak"
}

# The server that the console talks to, and the one who works with it, are this machine's own programs.
build_server() {
	[ -f "$work/server/build.ninja" ] || logged server-setup meson setup "$work/server" --buildtype=debugoptimized
	logged server ninja -C "$work/server" server/bellhopd server/ctl/bellhopctl server/extract/bellhop-extract \
		tests/flatpak/test-flatpak
}

# Nobody has ever signed in when it begins.
drive() {
	rm -rf "$HOME/.var/app/$app" "$XDG_DATA_HOME/keyrings" "$pictures"
	BHT_BELLHOPD=$work/server/server/bellhopd BHT_BELLHOPCTL=$work/server/server/ctl/bellhopctl \
		BHT_EXTRACT=$work/server/server/extract/bellhop-extract BHT_ARTICLES=$PWD/data/demo/help-centre \
		BHT_PICTURES=$pictures GSK_RENDERER=cairo tests/with-screen tests/with-session flatpak/desktop \
		"$work/server/tests/flatpak/test-flatpak" --tap >"$work/drive.tap" 2>"$work/drive.log" ||
		{ tail -n 40 "$work/drive.log" "$work/drive.tap" >&2; fail "Failed: the installed console; see $work/drive.log"; }
	sed -n 's/^ok [0-9]* /  /p' "$work/drive.tap"
}

sh data/install.sh build run demo test flatpak
settle
sh flatpak/runtime.sh "$suite" "$runtime"
install_runtime
echo "Building the console, and running its tests inside of the sandbox …"
copy_sources
build
[ "$(count Ok)" -gt 0 ] || fail "No test ran inside of the sandbox: see $work/build.log"
install_bundle
echo "Building the server it will talk to …"
build_server
echo "Working with the installed console:"
drive
echo "$(count Ok) test programs passed inside of the sandbox, $(count Skipped) skipped, $(grep -c '^ok ' "$work/drive.tap") facts held from outside: $work/bellhop.flatpak"
