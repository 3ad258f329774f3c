"""The folders of the package depend on each other in one direction only."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import extractor

PACKAGE = Path(extractor.__file__).parent


def _imported(module: Path) -> set[str]:
    """The folders that a module imports from, also where it waits for a call to do so."""
    nodes = ast.walk(ast.parse(module.read_text(encoding="utf-8")))
    names = [node.module.split(".") for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
    return {name[1] for name in names if name[0] == "extractor" and len(name) > 1 and (PACKAGE / name[1]).is_dir()}


def test_no_folder_imports_from_one_that_needs_it() -> None:
    folders = {folder.name for folder in PACKAGE.iterdir() if (folder / "__init__.py").exists()}
    needs = {name: {n for m in (PACKAGE / name).rglob("*.py") for n in _imported(m)} - {name} for name in folders}
    order = list(TopologicalSorter(needs).static_order())  # raises CycleError
    assert set(order) == folders
    assert order.index("dialects") < order.index("regions") < order.index("cells") < order.index("rows")
    assert order.index("reconcile") < order.index("confidence") < order.index("cli")
