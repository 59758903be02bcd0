"""Deeds that give files out or take files in, each in every form there is.

They are done beside those of the fault harness, whose table has the rest.
"""

import io
import os
import subprocess
import sys
import zipfile
from unittest import mock

import pytest
from tests.cli.terminal import SAMPLES
from tests.faults.deed import Deed, Refused, Step, command
from tests.faults.deed_table import ANNEXES, PACK
from tests.faults.office_deeds import (
    APPROVED_LISTING,
    EXERCISE,
    FIND,
    MADE_WHILE,
    MONITOR,
    NOTE,
    ON_INCIDENT,
    RUN,
    SAME,
    TWO,
)
from tests.faults.shim import ROOT
from tests.formats.lists.samples import SAMPLES as FORMS
from tests.formats.lists.samples import data_of
from tests.formats.official.official_files import a_workbook
from tests.formats.test_extraction import a_workbook as a_book_of_words
from tests.reports.authority import PASSWORD as CERTIFICATE_PASSWORD
from tests.reports.authority import an_authority
from tests.services.evidence.test_previews import pdf, png
from tests.services.sample_office import ANALYST, CONSIGNEE, PASSWORD, REASON, REF, REVIEWER, Office

from landwaiter.services.office import office_settings as own
from landwaiter.services.reports import reporting
from landwaiter.services.reports.dossier.types import REPORT_TYPES

YEAR = ("--from", "2026-01-01", "--to", "2026-12-31")
BOTH = ("--pdf", "~/out.pdf", "--xlsx", "~/out.xlsx")
AUDIT_CASE = command("case", "new", "--kind", "audit", "--field", "exporter=Obrabiarki")
REPORT = command("report", "case", REF, *BOTH)
MANY = 600
"""Names from which further processes screen."""


def _given(name: str, data: bytes) -> Step:
    """A file that the person has already."""

    def step(office: Office) -> None:
        (office.path.parent / name).write_bytes(data)

    return step


def _certificate(office: Office) -> None:
    an_authority().p12(office.path.parent)


def _verified(office: Office) -> None:
    folder = office.path.parent
    assert reporting.verify_reports([folder / "out.pdf", folder / "out.xlsx"]).passed


REPORTS = (
    *(
        Deed(
            f"report {one.name} as both",
            command("report", one.name, REF, *BOTH),
            before=MADE_WHILE.get(one.name, ()),
        )
        for one in REPORT_TYPES
        if one.name not in {"audit", "incident"}
    ),
    Deed(
        "report incident as both",
        command("report", "incident", "PL1-2026-000002", *BOTH),
        before=ON_INCIDENT,
    ),
    Deed(
        "report listing as both",
        command("report", "listing", "Grey Heron", *BOTH),
        before=APPROVED_LISTING,
    ),
    Deed("report handover as both", command("report", "handover", *BOTH)),
    Deed(
        "report audit as both",
        command("report", "audit", "PL1-2026-000002", *BOTH),
        before=(AUDIT_CASE,),
    ),
    Deed("report entity as both", command("report", "entity", "Grey Heron", *BOTH), before=TWO),
    Deed("report states as both", command("report", "states", "CN,RU", *BOTH)),
    Deed("report load as both", command("report", "load", *BOTH)),
    Deed("report register as both", command("report", "register", *YEAR, *BOTH)),
    Deed("report statistics as both", command("report", "statistics", *YEAR, *BOTH)),
    Deed("report reviewers as both", command("report", "reviewers", *BOTH, who=REVIEWER)),
    Deed("report practice as both", command("report", "practice", *BOTH), before=(EXERCISE,)),
    Deed("monitor export", command("monitor", "export", "tools", *BOTH), before=(MONITOR, RUN)),
    Deed(
        "report case signed by the office",
        command(
            *("report", "case", REF, "--pdf", "~/out.pdf", "--certificate", "~/office.p12"),
            CERTIFICATE_PASSWORD=CERTIFICATE_PASSWORD,
        ),
        before=(_certificate,),
    ),
    Deed("a report taken over an older one", REPORT, before=(REPORT,)),
    Deed("reports verified", _verified, before=(REPORT,)),
)


def _evidence(name: str, data: bytes) -> tuple[Step, ...]:
    return (_given(name, data), command("evidence", "add", REF, f"~/{name}"))


PIECES = {
    "photo.png": png(300, 200),
    "contract.pdf": pdf(CONSIGNEE, "Anna Zielinska"),
    "letter.txt": f"{CONSIGNEE} wrote to Anna Zielinska".encode(),
    "table.xlsx": a_book_of_words(CONSIGNEE, "Anna Zielinska"),
}
EVIDENCE = (
    *(
        Deed(
            f"preview of {name}",
            command("evidence", "preview", REF, "1", *(("--png", "~/page.png") if drawn else ())),
            before=_evidence(name, PIECES[name]),
        )
        for name, drawn in (("photo.png", True), ("contract.pdf", True), ("letter.txt", False))
    ),
    *(
        Deed(
            f"a person sought in {name}",
            command("access-request", "find", "Anna Zielinska", who=REVIEWER),
            before=_evidence(name, PIECES[name]),
        )
        for name in ("contract.pdf", "table.xlsx")
    ),
    Deed(
        "report access-answer as both",
        command("report", "access-answer", "1", *BOTH, who=REVIEWER),
        before=(NOTE, FIND, SAME),
    ),
    *(
        Deed(
            f"access-request give as {form}",
            command(
                *("access-request", "give", "1", f"~/answer.{form}"),
                *("--to", "Anna Zielinska", "--basis", "GDPR Art. 15"),
                who=REVIEWER,
            ),
            before=(NOTE, FIND, SAME),
        )
        for form in ("txt", "pdf", "xlsx")
    ),
)

TAKEN = ("aes_cc515c.xml", "aes_cc515c_envelope.xml", "declarations.csv")
TAKEN_ALSO = ("declarations_semicolon.csv", "wco_declaration.xml")
LATER = ("aes_cc513c_amendment.xml", "aes_cc514c_invalidation.xml")
INTAKE = (
    *(
        Deed(f"intake {name}", command("intake", str(SAMPLES / name)))
        for name in (*TAKEN, *TAKEN_ALSO)
    ),
    *(
        Deed(
            f"intake {name}",
            command("intake", str(SAMPLES / name)),
            before=(command("intake", str(SAMPLES / "aes_cc515c_envelope.xml")),),
        )
        for name in LATER
    ),
)


def _packed(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def _pack_as_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for file in sorted(PACK.iterdir()):
            archive.write(file, file.name)
    return out.getvalue()


def _a_long_list(office: Office) -> None:
    """Its index lies on the disk, in the casebook: it is published."""
    with mock.patch("landwaiter.services.warm.index_store.IN_MEMORY", 1):
        command("list", "import", str(SAMPLES / "watch_list.csv"), "--list-id", "long")(office)
        command("screen", CONSIGNEE)(office)


SHEET = a_workbook(*([line.split(",") for line in ANNEXES.splitlines()],))
IMPORTS = (
    *(
        Deed(
            f"list import of {form}",
            command("list", "import", f"~/{form}", "--list-id", "some", "--edition", "1", "--yes"),
            before=(_given(form, data_of(form)[0]),),
        )
        for form in FORMS
        if len(FORMS[form][0]) == 1
    ),
    Deed(
        "list import of an archive",
        command("list", "import", "~/eu.zip", "--list-id", "some", "--edition", "1"),
        before=(_given("eu.zip", _packed("eu.xml", data_of("eu-fsf")[0])),),
    ),
    Deed("list import of a long list", _a_long_list),
    Deed(
        "pack import of an archive",
        command("pack", "import", "~/pack.zip"),
        before=(_given("pack.zip", _pack_as_zip()),),
    ),
    Deed(
        "pack import of a workbook",
        command(
            *("pack", "import", "~/annexes.xlsx", "--as", "eu_833_annexes"),
            *("--edition", "2026-03", "--valid-from", "2026-03-01"),
        ),
        before=(_given("annexes.xlsx", SHEET),),
    ),
)

NAMES = "name\n" + "".join(f"{CONSIGNEE} {number}\n" for number in range(MANY))
SCREENED = command("screen", "--file", "~/names.csv", "--xlsx", "~/found.xlsx")
OUT = (
    Deed("screen a file", SCREENED, before=(_given("names.csv", NAMES.encode()),)),
    Deed("screen names", command("screen", CONSIGNEE, "Grey Heron", "--json")),
    Deed("casebook keys", command("casebook", "keys", "~/keys.json")),
    Deed("pack template", command("pack", "template", "eu_833_annexes", "~/empty.csv")),
    Deed("audit export", command("audit", "export")),
    Deed("case show", command("case", "show", REF, "--json")),
)


def _draft(office: Office) -> None:
    own.save_draft(office.session(ANALYST), f"case/{REF}/note", f"{CONSIGNEE} called")


def _crash(office: Office) -> None:
    """A mistake of the program whose message is full of the case."""
    bug = RuntimeError(f"{CONSIGNEE} {REF} {REASON}")
    bug.__cause__ = ValueError("PL526100001900000")
    with (
        mock.patch("landwaiter.services.cases.case_reads.case_view", side_effect=bug),
        pytest.raises(Refused, match="made a mistake"),
    ):
        command("case", "show", REF)(office)


def _by_the_program_itself(office: Office) -> None:
    """The real command line, as a person starts it; only the system can be asked what it writes."""
    folder = office.path.parent
    subprocess.run(
        [
            *(sys.executable, "-m", "landwaiter", "report", "case", REF),
            *("--pdf", str(folder / "out.pdf"), "--xlsx", str(folder / "out.xlsx")),
            *("--casebook", str(office.path)),
        ],
        check=True,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "LANDWAITER_USER": ANALYST, "LANDWAITER_PASSWORD": PASSWORD},
    )


INSIDE = (
    Deed("a draft", _draft),
    Deed("a crash", _crash),
    Deed("the program itself", _by_the_program_itself, files=("out.pdf", "out.xlsx")),
)

FROM_THE_TABLE = (
    "act propose",
    "act approve",
    "an amended declaration",
    "audit anchor",
    "case export",
    "case new",
    "casebook backup",
    "casebook create",
    "casebook rekey",
    "casebook restore",
    "casebook users add",
    "chart as GraphML",
    "entity export",
    "entity import",
    "evidence export",
    "interview",
    "list columns",
    "motions second",
    "pack import",
    "pack import of an official file",
    "register licences import",
    "report bundle",
    "report hold-slip",
    "report release-slip",
)
"""Deeds of the fault harness that are always watched; the others where faults are wanted."""
FILE_DEEDS: tuple[Deed, ...] = (*REPORTS, *EVIDENCE, *INTAKE, *IMPORTS, *OUT, *INSIDE)
