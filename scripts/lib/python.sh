# shellcheck shell=bash
# The Python environment: everything pinned in scripts/requirements.txt, in .odoo/venv.

VENV=$STATE/venv
REQUIREMENTS=$ROOT/scripts/requirements.txt

setup_python() {
    local base wanted found
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
        fail "the pinned packages need Python 3.11 or newer as python3 (found: $(python3 --version 2>&1))."
    # An environment does not survive being moved or another Python; it survives other requirements.
    base=$({ python3 --version && say "$VENV"; } | sha)
    wanted="$base $(sha <"$REQUIREMENTS")"
    found=$(cat "$VENV/stamp" 2>/dev/null || true)
    [ "$found" != "$wanted" ] || return 0
    step 3 "Installing Python packages into .odoo/venv (about 40 s)"
    [ "${found% *}" = "$base" ] || run venv "Is the package python3-venv there?" python3 -m venv --clear "$VENV"
    # Without a stamp an interrupted run begins from nothing.
    rm -f "$VENV/stamp"
    run pip "Check the network and pip's configuration." \
        "$VENV/bin/pip" install --no-cache-dir --disable-pip-version-check --requirement "$REQUIREMENTS"
    say "$wanted" >"$VENV/stamp"
}
