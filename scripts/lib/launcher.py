"""Odoo's command as a file. ``python -m odoo`` has none, and a server with workers starts its second process by it."""

import odoo.cli

odoo.cli.main()
