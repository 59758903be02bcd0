"""docs/evidence.md names tests: each of them exists, and no attack is left out."""

import ast
import re
from pathlib import Path

from tests.attacks.test_attacks import ALONE

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "evidence.md").read_text(encoding="utf-8")


def functions(file: str) -> set[str]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_test_it_names_exists() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)
    assert named
    missing = [f"{file}::{name}" for file, name in named if name not in functions(file)]
    assert missing == []


def test_it_names_every_attack_with_every_protection() -> None:
    tried = {str(parameters.id) for parameters in ALONE}
    named = set(re.findall(r"`([^`\n]+ against [^`\n]+)`", PAGE))
    assert named == tried
