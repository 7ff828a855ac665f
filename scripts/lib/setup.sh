# shellcheck shell=bash
# Everything the scripts need, made where it is missing. Can be interrupted anywhere and run again.

here=$(dirname "${BASH_SOURCE[0]}")
for part in common packages odoo python npm postgres config database peer; do
    # shellcheck source=/dev/null
    source "$here/$part.sh"
done

setup() {
    postgres_check_path
    open_state
    lock setup
    setup_packages
    setup_odoo
    setup_python
    setup_postgres
    setup_config
    unlock setup
}
