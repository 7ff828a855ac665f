"""The plan of the house, read off the code: rooms, who calls whom, who writes which field, whose words stand where.

It reads the source (``ast``) and runs nothing. A call counts by the name of the method: it belongs to the lowest room
that defines a method of that name, for higher rooms only extend it. What a room offers as plain functions and
constants shows by its imports.
"""

import ast
import re
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: Where views, papers and pages of any subject stand.
SHARED = ("models", "views", "wizard", "report", "controllers", "static/src", "security")
#: Written for one procedure, beside the rooms: its table, its way in plain words, its buttons, the hook that adds it.
OF_PROCEDURE = ("workflow", "stations", "actions", "procedures")
_READ = (".py", ".xml", ".js", ".css", ".scss")


class House:
    """The rooms of a folder of models.

    :param Path folder: the folder
    :param dict more: sources that stand in the folder as well, from paths such as ``clock/extra.py`` to text
    """

    def __init__(self, folder=ROOT / "models", more=None):
        sources = {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*.py")}
        self.trees = {name: ast.parse(text) for name, text in {**sources, **(more or {})}.items()}
        init = self.trees["__init__.py"]
        names = [alias.name for node in init.body if isinstance(node, ast.ImportFrom) for alias in node.names]
        #: The rooms, lowest first.
        self.rooms = [name for name in names if name not in OF_PROCEDURE]

    def room_of(self, name):
        """Return the room of a file, or nothing for what stands beside the rooms."""
        room = name.partition("/")[0]
        return room if room in self.rooms else ""

    def files(self):
        """Return triples of room, file and tree, of every file in a room."""
        return [(self.room_of(name), name, tree) for name, tree in self.trees.items() if self.room_of(name)]

    def classes(self):
        """Return a dict from names of classes to the files that define them."""
        found = defaultdict(list)
        for name, tree in self.trees.items():
            for node in tree.body:
                if isinstance(node, ast.ClassDef):
                    found[node.name].append(name)
        return found

    def homes(self):
        """Return a dict from names of methods to the lowest room that defines one of that name."""
        homes = {}
        for room, _name, tree in self.files():
            for node in ast.walk(tree):
                if isinstance(node, ast.FunctionDef):
                    home = homes.get(node.name, room)
                    homes[node.name] = min(home, room, key=self.rooms.index)
        return homes

    def uses(self):
        """Return a dict from pairs of rooms to what the first one uses of the second: methods and imports."""
        homes, uses = self.homes(), defaultdict(set)
        for room, _name, tree in self.files():
            # What a file defines for itself is its own, whoever else has something of that name.
            own = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                    called = node.func.attr
                    if called.startswith(("_", "action_")) and called in homes and called not in own:
                        uses[room, homes[called]].add(called)
                elif isinstance(node, ast.ImportFrom) and node.level == 2 and node.module:
                    uses[room, node.module.partition(".")[0]].update(alias.name for alias in node.names)
                elif isinstance(node, ast.ImportFrom) and node.level == 2:
                    for alias in node.names:
                        uses[room, alias.name].add(alias.name)
        return {pair: names for pair, names in uses.items() if pair[0] != pair[1]}

    def upward(self):
        """Return the uses that go from a room to a higher one, or to what stands beside the rooms."""
        order = {room: number for number, room in enumerate(self.rooms)}
        return {pair: names for pair, names in self.uses().items() if order[pair[0]] < order.get(pair[1], len(order))}

    def fields(self):
        """Return a dict from names of fields to the rooms that declare one of that name."""
        found = defaultdict(set)
        for room, _name, tree in self.files():
            for cls in (node for node in tree.body if isinstance(node, ast.ClassDef)):
                for node in cls.body:
                    if (
                        isinstance(node, ast.Assign)
                        and isinstance(node.value, ast.Call)
                        and isinstance(node.value.func, ast.Attribute)
                        and getattr(node.value.func.value, "id", "") == "fields"
                    ):
                        found[node.targets[0].id].add(room)
        return found

    def foreign_writes(self):
        """Return the fields that a room writes although another one declares them, as pairs of file and field.

        Who extends the method that computes a field adds to what the room of the field computes. A record of another
        room may be made whole; to change one is that room's business.
        """
        fields, found = self.fields(), set()
        for room, name, tree in self.files():
            for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
                written = set().union(*(_written(node) for node in ast.walk(function)))
                written.discard(function.name.removeprefix("_compute_"))
                found |= {(name, field) for field in written if room not in fields.get(field, {room})}
        return found

    def strings(self, words):
        """Return where some words stand as strings in a room, as pairs of file and word."""
        return {
            (name, node.value)
            for _room, name, tree in self.files()
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in words
        }


def shared_texts(folders=SHARED):
    """Return the texts of what serves any subject, by path; ``exhibition/`` and the data of services do not.

    :param folders: folders of the addon
    :return: dict from paths to texts
    """
    paths = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.*")) if path.suffix in _READ]
    # The name of the addon is no word about exhibitions.
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8").replace("ptsp_exhibition", "")
        for path in paths
        if path.parent.name != "exhibition"
    }


def mentions(texts, pattern):
    """Return where a pattern stands, as a dict from paths to sorted matches.

    :param dict texts: from paths to texts
    :param str pattern: regular expression, whatever the case of its letters
    """
    found = {path: sorted(set(re.findall(pattern, text, re.IGNORECASE))) for path, text in texts.items()}
    return {path: matches for path, matches in found.items() if matches}


def _written(node):
    """Return the names of the fields that a statement assigns, or that a call of ``write`` names.

    :param ast.AST node: any
    """
    if isinstance(node, ast.Assign):
        return {target.attr for target in node.targets if isinstance(target, ast.Attribute)}
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "write":
        values = [value for value in node.args if isinstance(value, ast.Dict)]
        return {key.value for value in values for key in value.keys if isinstance(key, ast.Constant)}
    return set()


def arrows():
    """Return which rooms each room uses, as lines of a list."""
    house = House()
    used = defaultdict(set)
    for user, room in house.uses():
        used[user].add(room)
    lines = []
    for room in house.rooms:
        names = sorted(used[room], key=house.rooms.index)
        lines.append(f"- `{room}` uses {', '.join(f'`{name}`' for name in names) if names else 'no other room'}")
    return "\n".join(lines)
