"""Run by scripts/docs: writes the parts of the documentation that are made from the code."""

import importlib.util

import odoo.modules
from odoo.tools import config

config.parse_config([])
odoo.modules.initialize_sys_path()
# By its path: the package of the tests would bring Odoo's test framework along.
_path = f"{odoo.modules.get_module_path('ptsp_exhibition')}/tests/documentation.py"
_spec = importlib.util.spec_from_file_location("documentation", _path)
documentation = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(documentation)

for page in documentation.PAGES:
    text = page.read_text(encoding="utf-8")
    complete = documentation.complete(text)
    if text != complete:
        page.write_text(complete, encoding="utf-8")
        print(f"Written: {page.relative_to(documentation.ROOT)}")
