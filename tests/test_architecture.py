"""The house keeps its plan: each rule is tried on the code, and on a violation that is planted beside it."""

import ast
import re
from pathlib import Path

from lxml import etree

from odoo.tests import BaseCase, tagged

from ..models.workflow import PROCEDURE
from .architecture import OF_PROCEDURE, House, mentions, shared_texts

#: Keys of the table that are everyday words, names of roles or of fields too: as strings they tell nothing.
EVERYDAY = {*PROCEDURE.roles, "draft", "done", "cancelled", "correction", "returned", "number", "sign", "register"}
EVERYDAY |= {"submit", "accept", "cancel", "withdraw", "dispatch"}
KEYS = {*PROCEDURE.states, *PROCEDURE.transitions} - EVERYDAY
#: What is said of exhibitions only: of their fields, and in the two languages of the interface. ``event_id`` is a field
#: of Odoo's calendar.
EXHIBITION = r"\b(?:exhibitions?|exhibitors?|pameran|event_(?!id\b)\w+|venue\w*|booth\w*|organi[sz]er\w*)\b"
#: Where a theme may name a key: its guards and effects, and whose name stands on its papers.
THEMES = ("letter/", "review/")
ROOT = Path(__file__).parents[1]
#: A field that no condition shows, as Odoo's own tests look for it, and what follows it on its line.
HIDDEN = re.compile(r"""(<field [^>]*invisible=['"](?:True|1)['"][^>]*>)[\s\t\n ]*(.*)""")


def silent(arch):
    """Return the always invisible fields of a view after which no comment says why they are there.

    :param str arch: text of the file
    """
    return [field for field, after in HIDDEN.findall(arch) if not after.startswith("<!--")]


def doubled_methods(sources):
    """Return the methods that two controllers define and of which the later one forgets the earlier one.

    Odoo makes one class of all controllers that extend each other: a helper of the same name replaces the other.

    :param dict sources: from names of files to their text
    :return: dict from names of methods to the files
    """
    found = {}
    for name, text in sources.items():
        classes = [node for node in ast.parse(text).body if isinstance(node, ast.ClassDef)]
        for node in (node for controller in classes for node in controller.body):
            if isinstance(node, ast.FunctionDef) and "super()" not in ast.unparse(node):
                found.setdefault(node.name, []).append(name)
    return {method: names for method, names in found.items() if len(names) > 1}


@tagged("post_install", "-at_install")
class TestArchitecture(BaseCase):
    """Rooms use lower rooms only, declare what they write, and leave the words of the table to the table."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.house = House()

    def planted(self, path, *lines):
        """Return the house with one more file."""
        return House(more={path: "\n".join(lines)})

    def test_every_file_has_a_room(self):
        """Beside the rooms stand the table of the procedure, its buttons and the hook that adds it, nothing else."""
        outside = {name for name in self.house.trees if not self.house.room_of(name)}
        self.assertEqual(outside, {"__init__.py", *(f"{name}.py" for name in OF_PROCEDURE)})
        self.assertGreater(len(self.house.uses()), 20)

    def test_no_room_uses_a_higher_one(self):
        """A room calls and imports what lower rooms offer; so no two rooms use each other, and there is no circle."""
        self.assertEqual(self.house.upward(), {})
        planted = self.planted("service/extra.py", "def look(application):", "    application._schedule_alerts()")
        self.assertEqual(planted.upward(), {("service", "monitoring"): {"_schedule_alerts"}})
        planted = self.planted("people/extra.py", "from ..letter.letter_revision import LetterRevision")
        self.assertEqual(list(planted.upward()), [("people", "letter")])
        planted = self.planted("clock/extra.py", "from .. import workflow")
        self.assertEqual(list(planted.upward()), [("clock", "workflow")])

    def test_class_names(self):
        """A traceback and a search say where one is: each class has a name of its own."""
        twice = {name: files for name, files in self.house.classes().items() if len(files) > 1}
        self.assertEqual(twice, {})
        planted = self.planted("clock/extra.py", "class ApplicationTurn:", "    pass")
        self.assertEqual(len(planted.classes()["ApplicationTurn"]), 2)

    def test_fields_are_written_in_their_room(self):
        """A room changes another room's fields only through that room's method."""
        self.assertEqual(self.house.foreign_writes(), set())
        for change in ("application.step_due_at = False", 'application.write({"step_due_at": False})'):
            planted = self.planted("figures/extra.py", "def spoil(application):", f"    {change}")
            self.assertEqual(planted.foreign_writes(), {("figures/extra.py", "step_due_at")})

    def test_keys_stand_in_the_table(self):
        """States and transitions are named in the table; elsewhere only by the theme whose guard or effect it is."""
        found = {(name, word) for name, word in self.house.strings(KEYS) if not name.startswith(THEMES)}
        self.assertEqual(found, set())
        planted = self.planted("clock/extra.py", 'STATES = ("cs_check",)')
        self.assertIn(("clock/extra.py", "cs_check"), planted.strings(KEYS))

    def test_views_ask_and_know_no_keys(self):
        """Views ask what a state opens and name no state or transition; papers name whose signature they bear."""
        pattern = rf"'(?:{'|'.join(sorted(KEYS))})'"
        texts = shared_texts(("views", "wizard", "static/src"))
        self.assertGreater(len(texts), 40)
        self.assertEqual(mentions(texts, pattern), {})
        self.assertEqual(mentions({"x.xml": "invisible=\"state != 'cs_check'\""}, pattern), {"x.xml": ["'cs_check'"]})

    def test_exhibitions_have_a_room(self):
        """Words of exhibitions stand in their own room, its views and the data of services, nowhere else."""
        texts = shared_texts()
        self.assertGreater(len(texts), 150)
        self.assertEqual(mentions(texts, EXHIBITION), {"models/__init__.py": ["exhibition"]})
        planted = {"report/extra.xml": "<field name='event_name'/> Pameran", "views/a.xml": "convent_names"}
        self.assertEqual(mentions(planted, EXHIBITION), {"report/extra.xml": ["Pameran", "event_name"]})

    def test_every_test_is_run(self):
        """Every file of tests is named by its package, which is where Odoo's own runner looks for it."""
        for package in sorted({path.parent for path in (ROOT / "tests").rglob("test_*.py")}):
            names = sorted(path.stem for path in package.glob("test_*.py"))
            tree = ast.parse((package / "__init__.py").read_text())
            imported = [
                alias.name
                for node in tree.body
                if isinstance(node, ast.ImportFrom) and not node.module
                for alias in node.names
            ]
            self.assertEqual(sorted(imported), names, package.name)
            if package.name != "tests":
                self.assertIn(f"from .{package.name} import *", (ROOT / "tests" / "__init__.py").read_text())

    def test_no_method_of_two_controllers(self):
        """Pages that share one class share no name of a method by accident."""
        sources = {path.name: path.read_text() for path in (ROOT / "controllers").glob("*.py")}
        self.assertEqual(doubled_methods(sources), {})
        method = "class {}:\n    def _hand_in(self): {}"
        planted = {"a.py": method.format("A", "pass"), "b.py": method.format("B", "pass")}
        self.assertEqual(doubled_methods(planted), {"_hand_in": ["a.py", "b.py"]})
        extends = {**planted, "b.py": method.format("B", "return super()._hand_in()")}
        self.assertEqual(doubled_methods(extends), {})

    def test_invisible_fields_say_why(self):
        """What a list or form loads and never shows says in a comment after it what needs it."""
        found = {
            f"{path.relative_to(ROOT)}: {field}"
            for folder in ("views", "wizard")
            for path in (ROOT / folder).rglob("*.xml")
            for view in etree.parse(path).xpath("//record[@model='ir.ui.view']/field[@name='arch']")
            if not view.xpath("pivot|graph")
            for field in silent(etree.tostring(view, encoding="unicode"))
        }
        self.assertEqual(found, set())
        planted = (
            "<form><field name='b' invisible='1'/><field name='c' invisible='1'/> <!-- The button needs it. --></form>"
        )
        self.assertEqual(silent(planted), ["<field name='b' invisible='1'/>"])
