# shellcheck shell=bash
# OCA's helpdesk_mgmt: what the benchmark measures the addon against, and one of the apps beside which the tests run.

PEER=$STATE/peer
PEER_PACKAGES=(odoo-addon-helpdesk-mgmt==19.0.1.3.2 odoo-addon-helpdesk-mgmt-sla==19.0.1.0.0.4)

# After setup, which writes the configuration anew.
setup_peer() {
    local wheel
    if [ ! -d "$PEER/odoo/addons/helpdesk_mgmt_sla" ]; then
        mkdir -p "$PEER"
        run peer "Check the network and pip's configuration." \
            "$VENV/bin/pip" download --quiet --no-deps --dest "$PEER" "${PEER_PACKAGES[@]}"
        for wheel in "$PEER"/*.whl; do python3 -m zipfile -e "$wheel" "$PEER"; done
    fi
    sed -i "s|^addons_path = .*|&,$PEER/odoo/addons|" "$CONFIG"
}
