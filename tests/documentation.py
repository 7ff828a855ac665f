"""What the documentation says about the code, made from the code.

A page holds a part that is made between the lines ``<!-- begin NAME -->`` and ``<!-- end NAME -->``. ``scripts/docs``
writes it, and a test tells when it is no longer what the code gives.
"""

import re
from pathlib import Path

from odoo.addons.ptsp_exhibition.models import workflow
from odoo.addons.ptsp_exhibition.tests.architecture import arrows

ROOT = Path(__file__).resolve().parent.parent
#: The pages of the documentation, the README first.
PAGES = [ROOT / "README.md", *sorted({*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")} - {ROOT / "README.md"})]


def _english(label):
    """Return a label of the table as it stands there, whatever language is active."""
    return label._translate("en_US")


def state_diagram():
    """Return the states and transitions, without the officers' ``cancel``, which leads away from almost everywhere."""
    lines = ["stateDiagram-v2"]
    lines += [f"    {state.key}: {_english(state.label)}" for state in workflow.PROCEDURE.states.values()]
    lines.append("    [*] --> draft")
    for transition in workflow.PROCEDURE.transitions.values():
        if transition.key != "cancel":
            lines += [
                f"    {source} --> {transition.target}: {_english(transition.label)}" for source in transition.sources
            ]
    lines += [f"    {state.key} --> [*]" for state in workflow.PROCEDURE.states.values() if state.final]
    return "\n".join(["```mermaid", *lines, "```"])


PARTS = {"rooms": arrows, "states": state_diagram}


def complete(text):
    """Return a page with its parts as the code gives them."""
    for name, part in PARTS.items():
        begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
        text = re.sub(f"(?<={begin}\n).*?(?={end})", lambda _match, part=part: f"{part()}\n", text, flags=re.DOTALL)
    return text
