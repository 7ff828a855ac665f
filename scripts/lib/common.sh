# shellcheck shell=bash
# Words, errors and locks that every script shares. Sourced, never run.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
ADDON=ptsp_exhibition
STATE=$ROOT/.odoo
LOGS=$STATE/log
STEPS=5

say() { printf '%s\n' "$*"; }

# Announce a step of the set-up. Steps that find their work done stay silent, so a second run is quiet.
step() { printf '==> [%s/%s] %s\n' "$1" "$STEPS" "$2"; }

fail() {
    trap - ERR
    printf 'ERROR: %s\n' "$*" >&2
    exit 1
}

# A path as the user sees it from the repository.
short() { printf '%s' "${1#"$ROOT"/}"; }

# run LOG HINT COMMAND...: the output goes to .odoo/log/LOG.log, a failure becomes one line that tells what to do.
run() {
    local log=$LOGS/$1.log hint=$2 code=0
    shift 2
    "$@" >"$log" 2>&1 </dev/null || code=$?
    [ "$code" = 0 ] || fail "$(basename "$1") failed (exit $code). $hint Details: $(short "$log")"
}

# lock NAME: hold an exclusive lock until `unlock NAME`, or until this script (and what it execs) ends.
declare -A LOCKS
lock() {
    local fd
    exec {fd}>"$STATE/$1.lock"
    LOCKS[$1]=$fd
    flock --nonblock "$fd" && return
    say "Waiting for another run that holds $(short "$STATE/$1.lock") ..." >&2
    flock "$fd"
}

unlock() {
    local fd=${LOCKS[$1]}
    exec {fd}>&-
}

# without_locks COMMAND...: for daemons, which would otherwise inherit a lock and keep it for ever.
without_locks() (
    local fd
    for fd in /proc/self/fd/*; do
        fd=${fd##*/}
        [ "$fd" -le 2 ] || eval "exec $fd>&-"
    done
    "$@"
)

sha() { sha256sum | cut -c1-16; }

# The value of a key of the addon's manifest, lists as one word per line.
manifest() {
    python3 - "$ROOT/__manifest__.py" "$1" <<'PY'
import ast, sys
value = ast.literal_eval(open(sys.argv[1], encoding="utf-8").read()).get(sys.argv[2], "")
print(*(value if isinstance(value, (list, tuple)) else [value]), sep="\n")
PY
}

open_state() {
    mkdir -p "$LOGS" "$STATE/tmp" 2>/dev/null && [ -w "$LOGS" ] ||
        fail "cannot write to $STATE: run this as the user who owns it, or remove that folder."
    # Odoo and pytest want a folder that contains the addon under its technical name.
    mkdir -p "$STATE/addons"
    ln -sfn ../.. "$STATE/addons/$ADDON"
}

trap '[ "$BASH_SUBSHELL" -gt 0 ] || fail "${BASH_SOURCE[0]#"$ROOT"/}:$LINENO: unexpected failure of: $BASH_COMMAND"' ERR
set -E
