#!/bin/sh
# Every suite, with the address and undefined-behaviour sanitizers: sh tests/run.sh
# Installs what the tests need from Debian and ends with “N passed, N failed”.
set -eu
cd "$(dirname "$0")/.."

build=${BELLHOP_TEST_BUILD:-$PWD/build-test}

sh data/install.sh build run test
[ -f "$build/build.ninja" ] ||
	meson setup "$build" -Db_sanitize=address,undefined -Db_lundef=false --buildtype=debugoptimized
ninja -C "$build"

# An emulator of model providers that others wrote; without it its test says that it was skipped.
mkdir -p "$build/aimock"
if ! cmp -s tests/agent/aimock/package-lock.json "$build/aimock/package-lock.json"; then
	cp tests/agent/aimock/package.json tests/agent/aimock/package-lock.json "$build/aimock/"
	if ! (cd "$build/aimock" && npm ci --ignore-scripts --no-audit --no-fund); then
		rm "$build/aimock/package-lock.json"
		echo "aimock could not be installed (no npm, or no registry): model-aimock will be skipped" >&2
	fi
fi

status=0
meson test -C "$build" --no-rebuild --print-errorlogs --timeout-multiplier 4 "$@" || status=$?
python3 tests/count-results "$build/meson-logs/testlog.junit.xml" || status=1
exit "$status"
