"""What a file imports that shares no code with the program."""

import ast
from pathlib import Path


def imported_by(file: Path) -> set[str]:
    """The top names of all imports, read as the grammar of Python 3.8."""
    tree = ast.parse(file.read_text(encoding="utf-8"), feature_version=(3, 8))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").split(".")[0])
    return found
