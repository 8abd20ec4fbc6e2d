# What the manifest says differently on a runtime made of Debian's packages: its name, and that the tests
# are built, run inside of the sandbox, and no call let pass that is going out of use.
s/^runtime: .*/runtime: org.bellhop.local.Platform/
s/^sdk: .*/sdk: org.bellhop.local.Sdk/
s/^runtime-version: .*/runtime-version: '@SUITE@'/
s/^command: .*/&\nappstream-compose: false # Debian's Sdk names that tool differently/
s/^    config-opts: .*/    config-opts: [-Dserver=false, -Dtests=true, -Dc_args=-Werror=deprecated-declarations]\
    run-tests: true\
    test-rule: ''\
    test-commands: [dbus-run-session meson test --no-suite style --print-errorlogs --timeout-multiplier 4]/
