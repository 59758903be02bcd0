"""A casebook looked at by a later version: one whose classes have one more field each.

`CASEBOOK USER PASSWORD [later] [whole] [again]`, run as a process of its own. `later` adds the
fields, `whole` hashes what says nothing too, `again` takes every file of the casebook in again.
"""

import ast
import importlib
import importlib.util
import json
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any

CLASSES = {
    "landwaiter.domain.intake.declaration": (
        *("Declaration", "DeclarationRequest", "Item", "DeclaredParty"),
        *("Address", "Document", "Money", "Packages", "Container", "TransportMeans"),
    ),
    "landwaiter.domain.cases.case": ("Candidate", "FlagResult", "CaseParty", "Enrichment"),
    "landwaiter.domain.law.pack": ("EditionUsed",),
    "landwaiter.domain.flags.verdict_basis": ("Verdict",),
}
LATER = (
    "said_later: str | None = None\ncounted_later: int = 7\nlisted_later: tuple[str, ...] = ()\n"
)


def add_fields(module: str, classes: Collection[str]) -> None:
    """The module as it stands in its file, with more fields at the end of these classes."""
    spec = importlib.util.find_spec(module)
    assert spec is not None
    assert spec.origin is not None
    tree = ast.parse(Path(spec.origin).read_text(encoding="utf-8"))
    found = [one for one in tree.body if isinstance(one, ast.ClassDef) and one.name in classes]
    assert len(found) == len(classes)
    for one in found:
        one.body += ast.parse(LATER).body
    made = importlib.util.module_from_spec(spec)
    sys.modules[module] = made
    exec(compile(tree, spec.origin, "exec"), made.__dict__)  # noqa: S102  # our own module
    package, _dot, name = module.rpartition(".")
    setattr(sys.modules[package], name, made)


def main(casebook: Path, user: str, password: str, wanted: Collection[str]) -> Any:
    if "later" in wanted:
        for module, classes in CLASSES.items():
            add_fields(module, classes)
    canonical: Any = importlib.import_module("landwaiter.canonical")
    if "whole" in wanted:
        canonical.stated = canonical.plain
    return importlib.import_module("later_fields").told(casebook, user, password, wanted)


if __name__ == "__main__":
    path, who, word, *rest = sys.argv[1:]
    json.dump(main(Path(path), who, word, rest), sys.stdout)
