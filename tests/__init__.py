"""All tests of all rooms: Odoo's own runner looks for the modules of this package whose names begin with test_."""

from importlib import import_module
from pathlib import Path

_HERE = Path(__file__).parent

for _path in sorted(_HERE.rglob("test_*.py")):
    _module = import_module("." + ".".join(_path.relative_to(_HERE).with_suffix("").parts), __name__)
    # By the name of the file: no two rooms have one of the same name.
    globals()[_path.stem] = _module
