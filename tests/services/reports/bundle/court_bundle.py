"""A decided case with exhibits, its bundle, and both verifiers on it."""

import contextlib
import functools
import importlib.util
import io
import shutil
import sys
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from tests.services.act_examples import DECIDED
from tests.services.sample_office import ANALYST, REF, REVIEWER, Office

from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.domain.reports.bundle_deeds import ReportBundle
from landwaiter.services.deeds.engine import run
from landwaiter.services.reports import reporting
from landwaiter.services.reports.bundle.making import BundleResult

LETTER: Final = b"The machine is for a university."
CONFIDED: Final = b"What the informant wrote."


def add(office: Office, name: str, data: bytes, source: str = "the exporter", **given: Any) -> None:
    """A piece of evidence, from a file that is gone afterwards."""
    path = office.path.parent / name
    path.write_bytes(data)
    run(office.session(ANALYST), AddFile(REF, path, source, **given))
    path.unlink()


def decide(office: Office) -> None:
    """Three pieces of evidence, the second of a source in confidence, and a decision."""
    add(office, "letter.txt", LETTER)
    add(office, "informant.txt", CONFIDED, "Jan Informant", in_confidence=True)
    add(office, "photo.JPG", b"\xff\xd8\xff" + bytes(range(256)))
    for step in DECIDED:
        step(office)


def bundled(office: Office, **given: Any) -> BundleResult:
    made: BundleResult = run(office.session(ANALYST), ReportBundle(REF, **given))
    return made


def sheet_of(office: Office, folder: Path) -> Path:
    """The key sheet of the office, which came by another way."""
    path = folder / "keys.json"
    if not path.exists():
        reporting.write_key_sheet(office.session(REVIEWER), path)
    return path


def copied(folder: Path, name: str) -> Path:
    """The bundle as somebody else has it, to be tampered with."""
    return Path(shutil.copytree(folder, folder.with_name(name)))


def _loaded() -> ModuleType:
    file = Path(__file__).parents[4] / "docs" / "verify_report.py"
    spec = importlib.util.spec_from_file_location("verify_report_of_bundles", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@functools.cache
def _alone() -> Any:
    module: Any = _loaded()
    # It computes signatures in plain Python: the same few come again in every test.
    module.signature_holds = functools.cache(module.signature_holds)
    return module


def said_alone(*arguments: object) -> tuple[int, str]:
    """Exit code and words of the stand-alone verifier."""
    out = io.StringIO()
    before, sys.argv = sys.argv, ["verify_report.py", *map(str, arguments)]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            code = _alone().main()
    finally:
        sys.argv = before
    return code, out.getvalue()


def judged(path: Path, sheet: Path | None = None) -> tuple[int, str]:
    """What both verifiers say of a bundle: one exit code, and all of their words."""
    found = reporting.verify_reports([path], sheet)
    code = (0 if found.proven else 3) if found.passed else 1
    alone, words = said_alone(path, *(("--keys", sheet) if sheet else ()))
    assert alone == code, (found.sentences(), words)
    return code, "\n".join((*found.sentences(), words))
