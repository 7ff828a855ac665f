#!/usr/bin/env python3
"""Prints the state diagram of the README (Mermaid), made from the workflow table."""

import importlib.util
from pathlib import Path

WORKFLOW = Path(__file__).parent.parent / "models" / "workflow.py"


def load_workflow():
    """Return the workflow table, without Odoo."""
    spec = importlib.util.spec_from_file_location("workflow", WORKFLOW)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def diagram(workflow):
    """Return the diagram as Mermaid text, without the officers' ``cancel``, which leads away from almost everywhere."""
    lines = ["stateDiagram-v2"]
    lines += [f"    {state.key}: {state.label}" for state in workflow.STATES.values()]
    lines.append("    [*] --> draft")
    for transition in workflow.TRANSITIONS.values():
        if transition.key != "cancel":
            lines += [f"    {source} --> {transition.target}: {transition.label}" for source in transition.sources]
    lines += [f"    {state.key} --> [*]" for state in workflow.STATES.values() if state.final]
    return "\n".join(lines)


if __name__ == "__main__":
    print(diagram(load_workflow()))
