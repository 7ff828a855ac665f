# shellcheck shell=bash
# Databases. One counts as complete once its comment says so, which is written last:
# an interrupted installation has none and is begun again. The comment may also name what stands in it.

sql() { psql -qAtX -v ON_ERROR_STOP=1 -d "$1" -c "$2" </dev/null; }

# db_ready NAME [CONTENT]: it is complete, and holds that content.
db_ready() {
    [[ "$(sql postgres "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '$1'") " = "complete ${2:+$2 }"* ]]
}

db_mark_ready() { sql postgres "COMMENT ON DATABASE \"$1\" IS 'complete${2:+ $2}'"; }

db_drop() {
    sql postgres "DROP DATABASE IF EXISTS \"$1\" WITH (FORCE)" 2>/dev/null
    rm -rf "$STATE/data/filestore/${1:?}"
}

# db_copy FROM TO: the database and its files.
db_copy() {
    db_drop "$2"
    run createdb "" createdb --template="$1" "$2"
    [ ! -d "$STATE/data/filestore/$1" ] || cp -a "$STATE/data/filestore/$1" "$STATE/data/filestore/$2"
}

# db_odoo LOG DATABASE ARGUMENTS...: install or update, then come back.
db_odoo() {
    local log=$1 database=$2
    shift 2
    run "$log" "See the last error in the log." odoo --database="$database" --no-http --stop-after-init "$@"
}

# The version of the addon in a database, nothing if it is not installed.
db_addon_version() {
    sql "$1" "SELECT latest_version FROM ir_module_module WHERE name = '$ADDON' AND state = 'installed'"
}

db_require_addon() {
    [ -n "$(db_addon_version "$1")" ] || fail "$ADDON is not installed in $1. Details: $(short "$LOGS/$2.log")"
}
