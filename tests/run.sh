#!/bin/sh
# Every suite, with the address and undefined-behaviour sanitizers: sh tests/run.sh
# Installs what the tests need from Debian and ends with “N passed, N failed”.
set -eu
cd "$(dirname "$0")/.."

build=${BELLHOP_TEST_BUILD:-$PWD/build-test}

sh data/install.sh build run demo test
[ -f "$build/build.ninja" ] ||
	meson setup "$build" -Db_sanitize=address,undefined -Db_lundef=false --buildtype=debugoptimized
ninja -C "$build"

# Programs that others wrote, each locked to the byte by its folder's package-lock.json: an emulator of
# model providers, linters and validators of the API's description.  Without them their tests say that
# they were skipped.
find tests -name package-lock.json -not -path '*/node_modules/*' | while read -r lock; do
	from=$(dirname "$lock")
	to=$build/$(basename "$from")
	mkdir -p "$to"
	cmp -s "$lock" "$to/package-lock.json" && continue
	cp "$from/package.json" "$lock" "$to/"
	if ! (cd "$to" && npm ci --ignore-scripts --no-audit --no-fund </dev/null); then
		rm "$to/package-lock.json"
		echo "$from could not be installed (no npm, or no registry): its tests will be skipped" >&2
	fi
done

logs=$build/meson-logs
rm -f "$logs"/testlog.* "$logs"/again.*
status=0
# The suite “more” says again in another browser what was said in one: meson test --suite more.
meson test -C "$build" --no-rebuild --print-errorlogs --timeout-multiplier 4 --no-suite more "$@" || status=$?

# What failed runs once more, alone: what passes then is told as unsteady, and why it failed before.
failed=$(python3 tests/count-results failed "$logs/testlog")
[ -z "$failed" ] || {
	status=0
	# shellcheck disable=SC2086 # a name is a word
	meson test -C "$build" --no-rebuild --timeout-multiplier 4 --num-processes 1 --logbase again $failed || status=$?
}
python3 tests/count-results "$logs/testlog" ${failed:+"$logs/again"} || status=1
exit "$status"
