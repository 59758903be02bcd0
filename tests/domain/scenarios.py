"""The acceptance scenarios as plain data."""

from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parents[1] / "acceptance" / "scenarios" / "scenarios.yaml"

SCENARIOS: tuple[dict[str, Any], ...] = tuple(yaml.safe_load(FILE.read_text(encoding="utf-8")))
