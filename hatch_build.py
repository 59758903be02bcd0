"""What a build needs beside the modules: typefaces, compiled translations, the shipped files."""

import os
import shutil
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent))

from installer.fonts import ensure
from installer.translations import compile_all

VERIFIERS = ("verify_audit.py", "verify_report.py")
"""They go out with a bundle for a court."""


class ShippedFiles(BuildHookInterface[Any]):
    """Makes typefaces and catalogues; a real wheel has `resources/` as `landwaiter/_resources`,
    and the stand-alone verifiers in it.

    An editable install reads `resources/` in the checkout and gets no copy that would age.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        faces = Path(self.root) / "resources" / "fonts"
        if made := os.environ.get("LANDWAITER_FACES"):
            shutil.copytree(made, faces, dirs_exist_ok=True)  # made anew where they are others
        ensure(faces)
        compile_all(Path(self.root) / "resources" / "translations")
        if version != "editable":
            build_data["force_include"]["resources"] = "landwaiter/_resources"
            for name in VERIFIERS:
                place = f"landwaiter/_resources/verifiers/{name}"
                build_data["force_include"][f"docs/{name}"] = place
