# shellcheck shell=bash
# PostgreSQL: a private cluster in .odoo/postgres that listens on nothing but a socket there.
# With PGHOST in the environment that server is used instead, and no cluster is made.

CLUSTER=$STATE/postgres
export PGHOST_GIVEN=${PGHOST_GIVEN-${PGHOST:-}}

# The folder of initdb and pg_ctl, which distributions keep off the PATH; the newest version wins.
postgres_bin() {
    local folder
    for folder in $(pg_config --bindir 2>/dev/null) \
        $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV) \
        "$(dirname "$(command -v initdb || say /)")"; do
        [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ] && say "$folder" && return
    done
    return 0
}

# as_owner COMMAND...: PostgreSQL refuses to run as root, so root lends it another identity.
as_owner() {
    local owner
    owner=$(stat -c %u "$CLUSTER")
    if [ "$(id -u)" != 0 ]; then
        "$@"
    elif [ "$owner" != 0 ]; then
        # dac_override: the clone may lie where that user may not go, such as root's home.
        setpriv --reuid="$owner" --regid="$(stat -c %g "$CLUSTER")" --clear-groups \
            --inh-caps=+dac_override --ambient-caps=+dac_override "$@"
    else
        # The same root, under another number: for machines without that user or that privilege.
        unshare --user --map-user=65534 --map-group=65534 "$@"
    fi
}

postgres_choose_owner() {
    rm -rf "$CLUSTER"
    mkdir -m 700 "$CLUSTER"
    [ "$(id -u)" = 0 ] || return 0
    # Tried with a real write: access(2), which `test -w` asks, does not know of capabilities.
    if chown postgres:postgres "$CLUSTER" 2>/dev/null && as_owner touch "$CLUSTER/try" 2>/dev/null; then return; fi
    chown root:root "$CLUSTER"
    as_owner touch "$CLUSTER/try" 2>/dev/null ||
        fail "PostgreSQL cannot run as root and this machine allows no other identity: run this as an ordinary user, or set PGHOST."
}

postgres_create() {
    # The bootstrap superuser is the role Odoo uses: the cluster holds nothing else.
    run initdb "Remove .odoo/postgres and try again." \
        as_owner "$1/initdb" --pgdata="$CLUSTER/data" --username=odoo --auth=trust \
        --encoding=UTF8 --locale=C.UTF-8 --no-sync
    as_owner tee -a "$CLUSTER/data/postgresql.conf" >/dev/null <<CONF
listen_addresses = ''
max_connections = 200
shared_buffers = 256MB
# Everything here can be made again: speed is worth more than surviving a power cut.
fsync = off
synchronous_commit = off
full_page_writes = off
# A test is one long transaction. What is counted in the middle of it finds nothing there, and misleads the planner.
autovacuum = off
CONF
    as_owner touch "$CLUSTER/complete"
}

# A server that was killed leaves files with its pid behind, and the number may belong to another program by now.
postgres_forget_killed() {
    local pid
    read -r pid 2>/dev/null <"$CLUSTER/data/postmaster.pid" || return 0
    [ "$(readlink "/proc/$pid/cwd")" = "$CLUSTER/data" ] ||
        rm -f "$CLUSTER/data/postmaster.pid" "$PGHOST"/.s.PGSQL.*
}

# Before the long steps: a socket's address has room for 107 bytes.
postgres_check_path() {
    local address=$CLUSTER/socket/.s.PGSQL.5432
    [ -n "$PGHOST_GIVEN" ] || [ "$(printf %s "$address" | wc -c)" -le 107 ] ||
        fail "the path of this clone is too long for PostgreSQL's socket ($address): move it to a shorter one, or set PGHOST."
}

setup_postgres() {
    local bin
    export PGUSER=${PGUSER:-odoo} PGDATABASE=postgres
    if [ -n "$PGHOST_GIVEN" ]; then
        [ "$PGUSER" != postgres ] || fail "Odoo refuses to work as PGUSER=postgres: create another role that may create databases."
        psql -qAtc 'SELECT 1' >/dev/null 2>"$LOGS/psql.log" </dev/null ||
            fail "no connection to PostgreSQL at PGHOST=$PGHOST as $PGUSER. Details: $(short "$LOGS/psql.log")"
        return
    fi
    export PGHOST=$CLUSTER/socket
    unset PGPORT PGPASSWORD
    ! pg_isready -q || return 0
    bin=$(postgres_bin)
    if [ ! -e "$CLUSTER/complete" ]; then
        step 4 "Creating a private PostgreSQL cluster"
        postgres_choose_owner
        postgres_create "$bin"
    fi
    as_owner mkdir -p -m 700 "$PGHOST"
    postgres_forget_killed
    # Not through `run`: the server would inherit the log of the command that starts it.
    without_locks as_owner "$bin/pg_ctl" --pgdata="$CLUSTER/data" --log="$CLUSTER/server.log" --wait --timeout=60 \
        --options="-k '$PGHOST'" start >"$LOGS/pg_ctl.log" 2>&1 </dev/null ||
        fail "PostgreSQL did not start. Details: $(short "$CLUSTER/server.log")"
}
