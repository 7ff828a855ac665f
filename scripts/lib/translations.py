"""Run by scripts/translations inside Odoo's shell, which provides ``env``."""

import importlib.util
import sys

import polib

import odoo.modules

# By its path: the package of the tests would bring Odoo's test framework along.
_path = f"{odoo.modules.get_module_path('ptsp_exhibition')}/tests/translations.py"
_spec = importlib.util.spec_from_file_location("translations", _path)
translations = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(translations)


def read(path):
    return polib.pofile(str(path)) if path.exists() else polib.POFile()


def save(file, path):
    """Write a file unless only its dates would change."""
    if [str(entry) for entry in file] != [str(entry) for entry in read(path)]:
        file.save(str(path))
        print(f"Written: {path.parent.name}/{path.name}")


template = translations.export(env)  # noqa: F821
merged = translations.merge(template, read(translations.INDONESIAN))
save(template, translations.TEMPLATE)
save(merged, translations.INDONESIAN)
missing, broken = translations.missing(template, merged), translations.broken(merged)
for term in missing:
    print(f"Not translated: {term}")
for term in broken:
    print(f"Placeholders differ: {term}")
print(f"{len(template)} terms, {len(missing)} not translated, {len(broken)} with other placeholders.")
sys.exit(1 if missing or broken else 0)
