# shellcheck shell=bash
# The Python environment: everything pinned in scripts/requirements.txt, in .odoo/venv.

VENV=$STATE/venv
REQUIREMENTS=$ROOT/scripts/requirements.txt

setup_python() {
    local stamp
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null ||
        fail "Odoo 19 needs Python 3.10 or newer as python3 (found: $(python3 --version 2>&1))."
    # The folder is part of the stamp: an environment does not survive being moved.
    stamp=$({ cat "$REQUIREMENTS" && python3 --version && say "$VENV"; } | sha)
    [ "$(cat "$VENV/stamp" 2>/dev/null)" != "$stamp" ] || return 0
    step 3 "Installing Python packages into .odoo/venv (about 40 s)"
    run venv "Is the package python3-venv there?" python3 -m venv --clear "$VENV"
    run pip "Check the network and pip's configuration." \
        "$VENV/bin/pip" install --no-cache-dir --disable-pip-version-check --requirement "$REQUIREMENTS"
    say "$stamp" >"$VENV/stamp"
}
