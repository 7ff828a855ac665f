# shellcheck shell=bash
# What the tests look at pages with: axe-core and the Nu HTML checker, what scripts/npm pins by version and content.

NPM=$STATE/npm

setup_npm() {
    local wanted
    wanted=$(cat "$ROOT/scripts/npm/package.json" "$ROOT/scripts/npm/package-lock.json" | sha)
    [ "$(cat "$NPM/stamp" 2>/dev/null || true)" != "$wanted" ] || return 0
    step 3 "Fetching axe-core and the Nu HTML checker into .odoo/npm (30 MB)"
    # Without a stamp an interrupted run begins from nothing.
    rm -rf "$NPM"
    mkdir -p "$NPM"
    cp "$ROOT/scripts/npm/"*.json "$NPM"
    run npm "Check the network and npm's configuration." \
        npm ci --prefix "$NPM" --ignore-scripts --no-audit --no-fund
    say "$wanted" >"$NPM/stamp"
}
