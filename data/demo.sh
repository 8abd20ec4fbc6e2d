#!/bin/sh
# Bellhop on this machine, with a made-up company: sh data/demo.sh
# Everything it makes lies in .demo and build-demo; Ctrl-C ends it, a second start keeps the data.
set -eu
cd "$(dirname "$0")/.."

demo=${BELLHOP_DEMO_DIR:-$PWD/.demo}
build=${BELLHOP_DEMO_BUILD:-$PWD/build-demo}
listen=${BELLHOP_LISTEN:-127.0.0.1:4000}
email=mia@northwind.example
ctl="$build/server/ctl/bellhopctl"

fail() {
	echo "$*" >&2
	exit 1
}

build_all() {
	[ -f "$build/build.ninja" ] || meson setup "$build" --buildtype=release -Dtests=false >"$demo/build.log" 2>&1 ||
		{ tail -n 15 "$demo/build.log" >&2; fail "The build could not be configured: see $demo/build.log"; }
	if [ ! -x "$build/server/bellhopd" ]; then echo "Building (about a minute the first time) …"; fi
	ninja -C "$build" >"$demo/build.log" 2>&1 ||
		{ tail -n 15 "$demo/build.log" >&2; fail "The build failed: see $demo/build.log"; }
}

start_daemon() { # ENVIRONMENT…
	env "$@" BELLHOP_LISTEN="$listen" BELLHOP_STATE_DIR="$demo/state" BELLHOP_LOCAL_SOCKET="$demo/ctl.socket" \
		BELLHOP_KEY_FILE="$demo/key" BELLHOP_EXTRACT="$build/server/extract/bellhop-extract" \
		BELLHOP_WEBHOOKS_TO_PRIVATE=true \
		"$build/server/bellhopd" --die-with-parent >"$demo/bellhopd.log" 2>&1 &
	daemon=$!
	trap stop EXIT
	trap 'exit 0' INT TERM
	until "$ctl" --socket "$demo/ctl.socket" organization list >/dev/null 2>&1; do
		kill -0 "$daemon" 2>/dev/null || { sed 's/^bellhopd: /Bellhop could not start: /' "$demo/bellhopd.log" >&2; exit 1; }
		sleep 0.05
	done
}

stop() {
	trap - EXIT INT TERM
	[ -z "${console:-}" ] || kill "$console" 2>/dev/null || true
	kill "$daemon" 2>/dev/null || true
	wait 2>/dev/null || true
}

# A daemon to whom it is some days ago: what is furnished then is as old as on a desk in use.
start_daemon_in_the_past() {
	echo "-4d" >"$demo/clock"
	# shellcheck disable=SC2016 # $LIB is the dynamic linker's
	start_daemon LD_PRELOAD='/usr/$LIB/faketime/libfaketime.so.1' FAKETIME_TIMESTAMP_FILE="$demo/clock" \
		FAKETIME_NO_CACHE=1 FAKETIME_DONT_FAKE_MONOTONIC=1 NO_FAKE_STAT=1 BELLHOP_DEBOUNCE_MS=50
}

# The first start makes the company, its operators, its help centre, and what visitors have asked so far.
furnish() {
	[ ! -f "$demo/furnished" ] || return 0
	: >"$demo/furnishing"
	start_daemon_in_the_past
	export BELLHOP_LOCAL_SOCKET="$demo/ctl.socket"
	password=$(od -An -N9 -tx1 /dev/urandom | tr -d ' \n')
	(umask 077 && printf '%s' "$password" >"$demo/password")
	"$ctl" organization create --slug demo --name "Northwind Cycles" >/dev/null
	"$ctl" organization change --organization demo --ai-name Bell \
		--greeting "Hello! Ask me about orders, returns, repairs or anything else at Northwind Cycles." >/dev/null
	printf '%s\n' "$password" |
		"$ctl" operator create --organization demo --email "$email" --name "Mia Brandt" --role owner >/dev/null
	"$ctl" document add --organization demo --category "Help centre" data/demo/help-centre/*.md >/dev/null
	python3 -B data/demo/furnish-team "$listen" "$email" "$demo/password"
	python3 -B data/demo/furnish-conversations "$listen" "$email" "$demo/password" "$demo/clock"
	stop
	echo "lena@northwind.example, noah@northwind.example" >"$demo/furnished"
	rm "$demo/furnishing"
}

# Keys of programs are told once: they are kept beside the password.
make_key() {
	[ ! -s "$demo/$1-key" ] || return 0
	(umask 077 && "$ctl" --socket "$demo/ctl.socket" key create --organization demo --kind "$1" --name Demo |
		sed -n 's/.*"secret":"\([^"]*\)".*/\1/p' >"$demo/$1-key")
}

open_console() {
	command="$build/console/bellhop --server http://$listen --email $email --password-file $demo/password"
	echo "Console:       $command"
	if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
		$command >"$demo/console.log" 2>&1 &
		console=$!
	else
		echo "               (no display here: start it where there is one)"
	fi
}

mkdir -p "$demo" 2>/dev/null && [ -w "$demo" ] || fail "Cannot write to $demo: name another place with BELLHOP_DEMO_DIR"
sh data/install.sh build run demo
build_all
if [ -f "$demo/furnishing" ]; then rm -rf "$demo/state" "$demo/key"; fi # a first start that was cut short begins anew
furnish
start_daemon
make_key widget
make_key admin

echo "Bellhop runs.  Ctrl-C ends it; the data stays in $demo"
echo
echo "Demo page:     http://$listen/demo"
echo "Widget key:    $(cat "$demo/widget-key")   (try it on http://$listen/demo/headless)"
echo "Admin key:     $(cat "$demo/admin-key")"
echo "Operator:      $email, password $(cat "$demo/password")"
[ ! -s "$demo/furnished" ] || echo "Colleagues:    $(cat "$demo/furnished"), the same password"
open_console
echo
wait "$daemon" || fail "The daemon ended: see $demo/bellhopd.log"
