"""The order of subjects: nothing imports against it, files form no ring, no folder is full."""

import tomllib
from collections import Counter
from pathlib import Path

import grimp
import rustworkx

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "desktop" / "landwaiter"

FULL = 30
FULL_FOLDERS: dict[str, int] = {
    "desktop/landwaiter/ui/kit": 46,
    "tests": 44,
}
"""Folders with more modules: widgets, or tests of the program as a whole."""


def contracts() -> list[dict[str, object]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return list(settings["tool"]["importlinter"]["contracts"])


def ignored() -> list[str]:
    found: list[str] = []
    for contract in contracts():
        lines = contract.get("ignore_imports", [])
        assert isinstance(lines, list)
        found += lines
    return found


def test_no_import_is_let_through_against_a_contract() -> None:
    assert ignored() == []


def test_each_layer_states_the_order_of_its_subjects() -> None:
    stated = {str(contract["containers"]) for contract in contracts() if "containers" in contract}
    for layer in ("domain", "services", "storage", "ui", "cli"):
        assert str([f"landwaiter.{layer}"]) in stated


def test_no_files_import_each_other_in_a_ring() -> None:
    graph = grimp.build_graph("landwaiter", exclude_type_checking_imports=False, cache_dir=None)
    names = sorted(graph.modules)
    number = {name: place for place, name in enumerate(names)}
    drawn: rustworkx.PyDiGraph[str, None] = rustworkx.PyDiGraph()
    drawn.add_nodes_from(names)
    for name in names:
        for other in graph.find_modules_directly_imported_by(name):
            drawn.add_edge(number[name], number[other], None)
    rings = [
        sorted(names[place] for place in group)
        for group in rustworkx.strongly_connected_components(drawn)
        if len(group) > 1
    ]
    assert rings == []


def test_no_folder_is_full() -> None:
    sizes: Counter[str] = Counter()
    for top in (PACKAGE, ROOT / "tests"):
        for file in top.rglob("*.py"):
            if file.name != "__init__.py":
                sizes[file.parent.relative_to(ROOT).as_posix()] += 1
    full = {folder: count for folder, count in sizes.items() if count > FULL}
    assert full.keys() == FULL_FOLDERS.keys()
    assert not {folder for folder, count in full.items() if count > FULL_FOLDERS[folder]}
