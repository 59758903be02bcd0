"""The frozen set: what one version leaves behind, and what every later one must make of it.

    python -m tests.frozen_set FOLDER

makes it: a casebook with a decided case, motions, entities, deputies, retention, monitoring and an
interview, its reports, key sheet, audit export, backup, a reference bundle and declarations. Until
the formats are frozen a set is made anew by each run of the tests; from then on the folder is kept,
and `faults_of` reads it with the program as it is by then.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.cli.terminal import Seen, typed
from tests.faults.bundle_deeds import A_BUNDLE_TAKEN
from tests.faults.deed import Step, answer, command
from tests.faults.office_deeds import (
    AGREED,
    AWAY,
    DEPUTY,
    FIND,
    HOLD,
    LICENCE,
    MERGED,
    MONITOR,
    RUN,
    STATED,
    TWO,
    motion,
)
from tests.services.act_examples import DECIDED, HELD, does
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    HEAD,
    NOW,
    PASSWORD,
    REF,
    REVIEWER,
    Clock,
    Office,
    an_office,
    two_items,
    write_csv,
)

DOCS = Path(__file__).resolve().parents[1] / "docs"
PDF, XLSX, SHEET = "case.pdf", "case.xlsx", "keys.json"
EXPORT, BACKUP, TOLD = "audit.jsonl", "all.lwb", "told.json"


def _declarations(office: Office) -> None:
    rows = [row for no in range(2, 5) for row in two_items(lrn=f"LW-{no}")]
    write_csv(office.path.parent / "declarations.csv", rows)


def _own_motion_waits(office: Office) -> None:
    office.act(ANALYST, "reopen", reason="a later finding on the consignee")


def _export(office: Office) -> None:
    seen = _typed(office, "audit", "export", user=ADMIN)
    (office.path.parent / EXPORT).write_text(seen.out, encoding="utf-8")


STEPS: tuple[Step, ...] = (
    _declarations,
    command("intake", "~/declarations.csv"),
    command(
        *("interview", REF, "--item", "1", "--entry", "2B001"),
        *("--answer", "simultaneous_axes=5", "--answer", "travel_mm=600 mm"),
        *("--source", "data_sheet", "--document", "data sheet, revision 3"),
    ),
    *TWO,
    STATED,
    MERGED,
    MONITOR,
    RUN,
    LICENCE,
    motion("second", who=REVIEWER),
    HELD,
    *DECIDED,
    does("note", reason="the exporter called at noon"),
    HOLD,
    command(
        *("retention", "set", "criminal", "--years", "10", "--from", "case_ended"),
        *("--source", "archive plan 4", "--from-year-end", "--keep-decision"),
        who=HEAD,
    ),
    FIND,
    DEPUTY,
    AGREED,
    AWAY,
    *A_BUNDLE_TAKEN,
    command("report", "case", REF, "--pdf", f"~/{PDF}", "--xlsx", f"~/{XLSX}"),
    command("report", "entity", "Grey Heron", "--pdf", "~/entity.pdf"),
    _own_motion_waits,
    command("casebook", "keys", f"~/{SHEET}", who=ADMIN),
    _export,
    command("casebook", "backup", f"~/{BACKUP}", who=ADMIN),
)


def make(folder: Path) -> None:
    """Everything into the empty folder, and what this version says of it."""
    office = an_office(folder)
    for step in STEPS:
        step(office)
    names = [row["reference"] for row in answer(office, "case", "list", who=ANALYST)]
    said = {name: _of_case(office, name) for name in names}
    (folder / TOLD).write_text(json.dumps(said, indent=1), encoding="utf-8")
    office.close()


def _of_case(office: Office, reference: str) -> dict[str, Any]:
    """What no later version may see otherwise."""
    shown = answer(office, "case", "show", reference, who=ANALYST)
    again = answer(office, "case", "recheck", reference, who=ANALYST)
    return {
        "stage": shown["stage"],
        "decision": shown["decision"],
        "flags": sorted(one["id"] for one in shown["flags"] if one["evaluation"] == "raised"),
        "verdict": [again["form"], again["sha256"]],
    }


def faults_of(kept: Path, work: Path) -> Iterator[str]:
    """What this version makes otherwise of a set; `work` takes a copy of it."""
    folder = Path(shutil.copytree(kept, work / "set"))
    office = Office(folder / "casebook", Clock(NOW))
    for name, told in json.loads((folder / TOLD).read_text(encoding="utf-8")).items():
        found = _of_case(office, name)
        yield from (f"{name}: {key}: {found[key]}" for key in told if found[key] != told[key])
        if not answer(office, "case", "recheck", name, who=ANALYST)["same"]:
            yield f"{name} is judged otherwise"
    (again,) = answer(office, "intake", str(folder / "declarations.csv"), who=ANALYST)
    if again["duplicates"] != again["read"]:
        yield f"taken in again: {again}"
    for words, user in (
        (("casebook", "check"), ADMIN),
        (("audit", "verify", "--full"), ADMIN),
        (("bundle", "show", folder / "bundle.zip"), ADMIN),
        (("verify", *_files(folder), "--keys", folder / SHEET), ANALYST),
        (("casebook", "restore", folder / BACKUP, work / "restored"), ADMIN),
    ):
        seen = _typed(office, *words, user=user)
        if seen.code != 0:
            yield f"{' '.join(map(str, words))}: {seen.code}: {seen.out} {seen.err}"
    office.close()
    yield from _alone("verify_report.py", *_files(folder), Path("--keys"), folder / SHEET)
    yield from _alone("verify_audit.py", folder / EXPORT)


def _alone(verifier: str, *given: Path) -> Iterator[str]:
    words = [sys.executable, str(DOCS / verifier), *map(str, given)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        yield f"{verifier}: {done.returncode}: {done.stdout} {done.stderr}"


def _files(folder: Path) -> tuple[Path, ...]:
    return folder / PDF, folder / XLSX


def _typed(office: Office, *words: object, user: str) -> Seen:
    named = () if "restore" in words else ("--casebook", office.path)
    told = {"LANDWAITER_USER": user, "LANDWAITER_PASSWORD": PASSWORD}
    return typed(*words, *named, environment=told, now=office.clock)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
