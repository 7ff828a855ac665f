# shellcheck shell=bash
# The Python environments: what scripts/requirements.txt pins, in .odoo/venv, and requirements-audit.txt, in .odoo/venv-audit.

VENV=$STATE/venv
AUDIT=$STATE/venv-audit

# setup_python: Odoo, what it needs, and the tools of the tests and checks.
setup_python() {
    setup_venv "$VENV" "$ROOT/scripts/requirements.txt" "about 40 s"
}

# setup_audit: what reads the code for weaknesses; it wants other versions of what Odoo needs.
setup_audit() {
    setup_venv "$AUDIT" "$ROOT/scripts/requirements-audit.txt" "about 30 s"
}

# setup_venv FOLDER REQUIREMENTS DURATION
setup_venv() {
    local venv=$1 requirements=$2 base wanted found
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
        fail "the pinned packages need Python 3.11 or newer as python3 (found: $(python3 --version 2>&1))."
    # An environment does not survive being moved or another Python; it survives other requirements.
    base=$({ python3 --version && say "$venv"; } | sha)
    wanted="$base $(sha <"$requirements")"
    found=$(cat "$venv/stamp" 2>/dev/null || true)
    [ "$found" != "$wanted" ] || return 0
    step 3 "Installing Python packages into .odoo/${venv##*/} ($3)"
    [ "${found% *}" = "$base" ] || run venv "Is the package python3-venv there?" python3 -m venv --clear "$venv"
    # Without a stamp an interrupted run begins from nothing.
    rm -f "$venv/stamp"
    run pip "Check the network and pip's configuration." \
        "$venv/bin/pip" install --no-cache-dir --disable-pip-version-check --requirement "$requirements"
    say "$wanted" >"$venv/stamp"
}
