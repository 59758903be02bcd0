"""Tells what is sealed, in a process that speaks another language from its start.

`LANGUAGE FILES casebook FOLDER USER PASSWORD`: of the sample casebook.
`LANGUAGE FILES deeds`: of an office in which a case is worked on to its report.
`LANGUAGE FILES verify REPORT…`: what is found of reports of others.
"""

import json
import sys
from pathlib import Path
from typing import Any

from tests import languages


def main(language: str, files: Path, wanted: str, *more: str) -> Any:
    languages.speak(language)
    if wanted == "verify":
        from landwaiter.services.reports.reporting import verify_reports  # noqa: PLC0415

        found = verify_reports([Path(one) for one in more])
        return [[one.state.value, one.consistent, one.words.value] for one in found.files]
    if wanted == "deeds":
        from tests.languages_deeds import told  # noqa: PLC0415  # it reads at import what is spoken

        return told(files)
    casebook, user, password = more
    return languages.told(Path(casebook), user, password, files)


if __name__ == "__main__":
    told_ = main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
    sys.stdout.write(json.dumps(told_, ensure_ascii=True))
