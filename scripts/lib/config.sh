# shellcheck shell=bash
# .odoo/odoo.conf, written again on every run so that it always fits the environment.

CONFIG=$STATE/odoo.conf

setup_config() {
    local port=${ODOO_PORT:-8069}
    [[ $port =~ ^[0-9]+$ ]] && [ "$port" -lt 65533 ] || fail "ODOO_PORT=$port is not a usable port number."
    mkdir -p "$STATE/data"
    cat >"$CONFIG" <<CONF
[options]
addons_path = $ODOO_ADDONS,$STATE/addons
data_dir = $STATE/data
db_host = $PGHOST
db_port = ${PGPORT:-5432}
db_user = $PGUSER
http_interface = ${ODOO_INTERFACE:-127.0.0.1}
http_port = $port
gevent_port = $((port + 3))
list_db = False
max_cron_threads = 1
workers = 0
CONF
}
