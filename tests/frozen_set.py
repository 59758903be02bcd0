"""The frozen set: what one version leaves behind, and what every later one must make of it.

    python -m tests.frozen_set tests/kept/VERSION.tar.xz

makes it, once for each release: a casebook with a decided case, motions, entities, deputies,
retention, monitoring and an interview; a trade store with what was opened, set aside, put right,
restricted, erased and sifted again; reports, letter, statistics and court bundle, key sheet, audit
export, backup, a reference bundle and declarations. What is kept is never made anew: `faults_of`
reads it with the program as it is by then.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
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
    ISSUE_LETTER,
    LICENCE,
    MERGED,
    MONITOR,
    RUN,
    STATED,
    TWO,
    UNDRAWN,
    motion,
)
from tests.services.act_examples import DECIDED, ON_TRACK_L, does
from tests.services.letters.letter_office import with_texts
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    HEAD,
    NOW,
    PASSWORD,
    REASON,
    REF,
    REVIEWER,
    Clock,
    Office,
    an_office,
    declared,
    two_items,
    write_csv,
    write_list,
)

DOCS = Path(__file__).resolve().parents[1] / "docs"
PDF, XLSX, SHEET = "case.pdf", "case.xlsx", "keys.json"
PAPERS = (
    (PDF, XLSX),
    ("ministry.pdf",),
    ("statistics.pdf", "statistics.xlsx"),
    ("bundle.pdf",),
)
"""Files that are made from one dossier each."""
EXPORT, BACKUP, TOLD = "audit.jsonl", "all.lwb", "told.json"
PUBLISHED = "out"
"""What the publisher of the reference bundle keeps for himself."""
ERASED, OPENED, ASIDE, HELD_BACK, RECTIFIED, LATER = (f"TS-{no}" for no in range(1, 7))
"""Of the trade store, by what became of them; the last is of a batch of its own."""
KEPT = (OPENED, ASIDE, HELD_BACK, RECTIFIED, LATER)


def _declarations(office: Office) -> None:
    rows = [row for no in range(2, 5) for row in two_items(lrn=f"LW-{no}")]
    write_csv(office.path.parent / "declarations.csv", rows)


def _trade(office: Office) -> None:
    """Two files: chairs nobody looks at, and goods that are looked at."""
    folder = office.path.parent
    chairs = {"cn8": "94013100", "description": "chairs", "consignee_name": "Tulip Chairs FZE"}
    plain = [declared(lrn=name, **chairs) for name in (ERASED, ASIDE, HELD_BACK, RECTIFIED)]
    write_csv(folder / "trade-1.csv", [*plain, declared(lrn=OPENED)])
    write_csv(folder / "trade-2.csv", [declared(lrn=LATER, **chairs)])


def _later_list(office: Office) -> None:
    """A list that names whom the store knows: what was sifted is sifted again."""
    file = write_list(office.path.parent / "later.csv", "Tulip Chairs FZE")
    command("list", "import", str(file), "--list-id", "later", "--kind", "asset_freeze")(office)


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
    with_texts,
    ON_TRACK_L,
    ISSUE_LETTER,
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
    *UNDRAWN,
    _trade,
    command("sift", "~/trade-1.csv"),
    command("sift", "~/trade-2.csv"),
    command("trade", "erase", "--number", ERASED, "--reason", REASON, who=HEAD),
    motion("second", who=REVIEWER),
    command("trade", "mark", ASIDE, "aside"),
    command("trade", "seal", "--reason", REASON),
    command(
        *("trade", "restrict", "restriction", "--number", HELD_BACK),
        *("--basis", "request of 2026-03-01", "--reason", REASON),
        who=HEAD,
    ),
    command(
        *("trade", "rectify", RECTIFIED, "--note", "40 chairs", "--reason", REASON),
        who=HEAD,
    ),
    _later_list,
    command("trade", "again"),
    command("report", "case", REF, "--pdf", f"~/{PDF}", "--xlsx", f"~/{XLSX}"),
    command("report", "ministry", REF, "--pdf", "~/ministry.pdf"),
    command("report", "entity", "Grey Heron", "--pdf", "~/entity.pdf"),
    command(
        *("report", "statistics", "--from", "2026-01-01", "--to", "2026-03-31"),
        *("--pdf", "~/statistics.pdf", "--xlsx", "~/statistics.xlsx"),
    ),
    command("report", "bundle", REF, "--pdf", "~/bundle.pdf"),
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
    said = {
        "cases": {name: _of_case(office, name) for name in names},
        "trade": {name: _of_trade(office, name) for name in KEPT},
    }
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


def _of_trade(office: Office, number: str) -> dict[str, Any]:
    """The same of a declaration of the store."""
    shown = answer(office, "trade", "show", number, who=ANALYST)
    proof = answer(office, "sift", "--prove", number, who=ANALYST)
    again = answer(office, "trade", "compare", number, who=ANALYST)
    return {
        "reasons": shown["line"]["reasons"],
        "verdict": shown["verdict"],
        "marks": [one["mark"] for one in shown["marks"]],
        "notes": [one["note"] for one in shown["notes"]],
        "restrictions": [one["effect"] for one in shown["restrictions"]],
        "again": shown["again"],
        "proof": proof,
        "same": again,
    }


def faults_of(kept: Path, work: Path) -> Iterator[str]:
    """What this version makes otherwise of a set; `work` takes a copy of it."""
    folder = Path(shutil.copytree(kept, work / "set"))
    office = Office(folder / "casebook", Clock(NOW))
    said = json.loads((folder / TOLD).read_text(encoding="utf-8"))
    for name, told in said["trade"].items():
        yield from _otherwise(name, told, _of_trade(office, name))
    for name, told in said["cases"].items():
        yield from _otherwise(name, told, _of_case(office, name))
        if not answer(office, "case", "recheck", name, who=ANALYST)["same"]:
            yield f"{name} is judged otherwise"
    (again,) = answer(office, "intake", str(folder / "declarations.csv"), who=ANALYST)
    if again["duplicates"] != again["read"]:
        yield f"taken in again: {again}"
    for words, user in (
        (("casebook", "check"), ADMIN),
        (("audit", "verify", "--full"), ADMIN),
        (("bundle", "show", folder / "bundle.zip"), ADMIN),
        *((("verify", *some, "--keys", folder / SHEET), ANALYST) for some in _files(folder)),
        (("casebook", "restore", folder / BACKUP, work / "restored"), ADMIN),
    ):
        seen = _typed(office, *words, user=user)
        if seen.code != 0:
            yield f"{' '.join(map(str, words))}: {seen.code}: {seen.out} {seen.err}"
    office.close()
    for some in _files(folder):
        yield from _alone("verify_report.py", *some, Path("--keys"), folder / SHEET)
    yield from _alone("verify_audit.py", folder / EXPORT)


def _otherwise(name: str, told: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{name}: {key}: {found[key]}" for key in told if found[key] != told[key])


def _alone(verifier: str, *given: Path) -> Iterator[str]:
    words = [sys.executable, str(DOCS / verifier), *map(str, given)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        yield f"{verifier}: {done.returncode}: {done.stdout} {done.stderr}"


def _files(folder: Path) -> Iterator[tuple[Path, ...]]:
    return (tuple(folder / name for name in names) for names in PAPERS)


def _typed(office: Office, *words: object, user: str) -> Seen:
    named = () if "restore" in words else ("--casebook", office.path)
    told = {"LANDWAITER_USER": user, "LANDWAITER_PASSWORD": PASSWORD}
    return typed(*words, *named, environment=told, now=office.clock)


def pack(archive: Path) -> None:
    """A new set into one file."""
    with TemporaryDirectory() as name, tarfile.open(archive, "x:xz") as packed:
        folder = Path(name)
        make(folder)
        shutil.rmtree(folder / PUBLISHED)
        for one in sorted(folder.iterdir()):
            packed.add(one, one.name, filter=_of_nobody)


def unpack(archive: Path, folder: Path) -> None:
    """A set as it was packed."""
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")


def _of_nobody(one: tarfile.TarInfo) -> tarfile.TarInfo:
    """Without whose account packed it."""
    return one.replace(uid=0, gid=0, uname="", gname="", deep=False)


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("archive", type=Path)
    pack(parser.parse_args(arguments).archive)


if __name__ == "__main__":
    main(sys.argv[1:])
