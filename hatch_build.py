"""What a build of the package needs beside its modules: the typefaces and the shipped files."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent))

from installer.fonts import ensure


class ShippedFiles(BuildHookInterface[Any]):
    """Makes the typefaces; a real wheel also carries `resources/`, as `landwaiter/_resources`.

    An editable install reads `resources/` in the checkout and gets no copy that would age.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        ensure(Path(self.root) / "resources" / "fonts")
        if version != "editable":
            build_data["force_include"]["resources"] = "landwaiter/_resources"
