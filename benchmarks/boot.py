"""An environment on a database, outside of a server."""

import logging
from contextlib import contextmanager

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tools import config


@contextmanager
def environment(database):
    """Give the superuser's environment; nothing is committed at the end.

    :param str database: its name
    """
    config.parse_config(["-d", database, "--no-http", "--logfile", ""], setup_logging=False)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(message)s")
    logging.getLogger("generate").setLevel(logging.INFO)
    registry = Registry(database)
    with registry.cursor() as cr:
        yield api.Environment(cr, SUPERUSER_ID, {"lang": "en_US"})
        cr.rollback()
