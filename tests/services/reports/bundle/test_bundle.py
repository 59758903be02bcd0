"""The bundle for a court: what lies in it, what does not, and what each verifier says of it."""

import json
import os
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from tests.formats.test_mail import with_attachments
from tests.services.act_examples import LED
from tests.services.reports.bundle.court_bundle import (
    CONFIDED,
    LETTER,
    add,
    bundled,
    copied,
    decide,
    judged,
    said_alone,
    sheet_of,
)
from tests.services.sample_office import ANALYST, HEAD, REASON, REF, REVIEWER, Office, an_office

from landwaiter.canonical import canonical_bytes
from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.reports.bundle_deeds import ReportBundle
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.find_deeds import JudgeFind
from landwaiter.domain.reports.finds import FindOutcome
from landwaiter.domain.reports.profiles import Profile
from landwaiter.errors import Conflict, Invalid, NotAllowed, Unavailable
from landwaiter.reports.dossier.bundled import ENTRIES, PAGES, SEAL
from landwaiter.reports.dossier.dossier import CellMark, Dossier, Table
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.reports import reporting
from landwaiter.services.reports.files import rendering
from landwaiter.services.reports.finds import finds_known
from landwaiter.services.reports.kinds.paper_kinds import why_no_paper
from landwaiter.services.reports.withheld_passages import withheld_passages


@pytest.fixture(scope="module")
def court(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, Path]]:
    """A decided case with its bundle as folder and PDF, and the key sheet beside them."""
    place = tmp_path_factory.mktemp("court")
    office = an_office(place)
    decide(office)
    bundled(office, folder=place / "bundle", pdf=place / "bundle.pdf", to="Regional Court")
    sheet_of(office, place)
    yield office, place
    office.close()


def dossier_in(place: Path) -> Dossier:
    return Dossier.from_bytes((place / "bundle" / SEAL["dossier"]).read_bytes())


def table(dossier: Dossier, name: str) -> Table:
    return next(one for one in (*dossier.tables, *dossier.closing) if one.id == name)


def rows(one: Table) -> list[list[str]]:
    return [
        [str(cell.text if isinstance(cell, CellMark) else cell or "") for cell in row]
        for row in one.rows
    ]


def lines(place: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (place / "bundle" / ENTRIES).read_text().splitlines()]


# When it is made, and of what.


def test_without_a_decision_or_a_prosecution_there_is_none(office: Office, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed, match="No decision and no prosecution") as told:
        bundled(office, folder=tmp_path / "bundle")
    assert told.value.message == why_no_paper("bundle", office.view())
    assert not (tmp_path / "bundle").exists()
    assert reporting.reports_made(office.session(ANALYST)).rows == ()


def test_a_prosecution_is_enough_and_the_case_stands_there_as_it_is(
    office: Office, tmp_path: Path
) -> None:
    LED(office)
    bundled(office, folder=tmp_path / "bundle")
    dossier = dossier_in(tmp_path)
    assert table(dossier, "then").title == "State of the case: nothing is decided"
    assert rows(table(dossier, "items"))
    assert {"later", "changed_since"}.isdisjoint(one.id for one in dossier.closing)
    assert judged(tmp_path / "bundle")[0] == 3


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "as a folder, as one PDF"),
        ({"pdf": "b.pdf", "reader": Profile.PARTY}, "made for a court"),
    ],
)
def test_what_cannot_be_made_is_refused(
    office: Office, tmp_path: Path, given: dict[str, Any], said: str
) -> None:
    named = {name: tmp_path / one if name == "pdf" else one for name, one in given.items()}
    with pytest.raises(Invalid, match=said):
        run(office.session(ANALYST), ReportBundle(REF, **named))


def test_no_folder_takes_the_place_of_another(court: tuple[Office, Path]) -> None:
    office, place = court
    with pytest.raises(Conflict, match="a folder of this name already"):
        bundled(office, folder=place / "bundle")


def test_each_file_of_the_folder_is_named_by_the_manifest(court: tuple[Office, Path]) -> None:
    _office, place = court
    folder = place / "bundle"
    stated = json.loads((folder / SEAL["manifest"]).read_bytes())["files"]
    names = {one["name"] for one in stated}
    assert names | set(SEAL.values()) == {path.name for path in folder.iterdir()}
    assert {PAGES, ENTRIES, "exhibit-001.txt", "exhibit-003.jpg"} <= names
    assert {"verify_report.py", "verify_audit.py"} <= names
    for one in stated:
        data = (folder / one["name"]).read_bytes()
        assert (one["size"], one["sha256"]) == (len(data), sha256(data).hexdigest())
    assert (folder / "exhibit-001.txt").read_bytes() == LETTER


def test_exhibits_are_numbered_with_hash_and_custody(court: tuple[Office, Path]) -> None:
    _office, place = court
    dossier = dossier_in(place)
    first, second, third = rows(table(dossier, "exhibits"))
    digest = sha256(LETTER).hexdigest()
    assert first == ["1", "E-01", "letter.txt", "exhibit-001.txt", str(len(LETTER)), digest]
    source = "[S: source in confidence]"
    assert second == ["2", "E-02", source, "–", source, source]
    assert third[3] == "exhibit-003.jpg"
    assert {row[0] for row in rows(table(dossier, "custody"))} == {"E-01", "E-02", "E-03"}


def test_a_bundle_is_named_also_where_one_stands_in_its_folder(
    court: tuple[Office, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, place = court
    monkeypatch.chdir(place / "bundle")
    code, words = judged(Path())
    assert code == 3
    named = [line for line in words.splitlines() if "the signature verifies" in line]
    assert len(named) == 4  # the folder and its pages, said by either verifier
    assert {line.partition(":")[0] for line in named} == {"bundle", "bundle.pdf"}


def test_what_was_given_in_confidence_is_named_as_withheld_and_is_nowhere(
    court: tuple[Office, Path], tmp_path: Path
) -> None:
    office, place = court
    digest = sha256(CONFIDED).hexdigest()
    for path in (*(place / "bundle").iterdir(), place / "bundle.pdf"):
        data = path.read_bytes()
        assert CONFIDED not in data
        if path.name != "verify_report.py":
            assert digest.encode() not in data
        assert b"informant.txt" not in data
        assert b"Jan Informant" not in data
    (row,) = rows(table(dossier_in(place), "withheld_exhibits"))
    assert row[:2] == ["Exhibit 2, withheld", "handed over under seal, on the order of the court"]
    # What is handed over later is what the commitment is to.
    session = office.session(ANALYST)
    (passage,) = withheld_passages(session, dossier_in(place).id, place="exhibits/2/sha256")
    assert passage.commitment == row[2]
    assert json.loads(passage.passage) == digest
    shown = tmp_path / "passages.json"
    shown.write_text(json.dumps({"passages": [passage.to_plain()]}), encoding="utf-8")
    found = reporting.verify_reports([place / "bundle"], passages=shown)
    assert found.passed
    assert any("is what was withheld there" in one for one in found.sentences())


@pytest.mark.parametrize(
    ("confided", "withheld"),
    [
        (1, ["E-01", "E-01.1", "E-01.2", "E-01.3"]),  # the mail: all that came with it
        (1002, ["E-01", "E-01.1", "E-01.2"]),  # a paper in it: the mails around it
        (1003, ["E-01", "E-01.3"]),
    ],
)
def test_a_mail_and_what_came_with_it_tell_of_each_other(
    office: Office, tmp_path: Path, confided: int, withheld: list[str]
) -> None:
    inner = with_attachments(("secret.txt", b"the informant"), subject="Forwarded")
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "Jan Informant <jan@firm.example>", "Papers"
    outer.set_content("See it.")
    outer.add_attachment(inner)
    outer.add_attachment("plain", filename="plain.txt")
    add(office, "mail.eml", outer.as_bytes(), "")
    labels = [one.label for one in office.case().evidence]
    assert labels == ["E-01", "E-01.1", "E-01.2", "E-01.3"]
    LED(office)
    office.act(ANALYST, "confide_source", evidence=confided, outcome="in_confidence")
    session = office.session(ANALYST)
    for find in finds_known(session, REF, CaseReport.CASE, Profile.COURT):
        # Other pieces of the mail name the same sender: somebody says that it is not the source.
        said = JudgeFind(REF, find.digest, Profile.COURT, FindOutcome.OTHER, REASON)
        moved = run(session, said).motion_id
        do(office.session(REVIEWER), SecondOpenMotions((moved,)))
    bundled(office, folder=tmp_path / "bundle")
    dossier = dossier_in(tmp_path)
    rows_of = rows(table(dossier, "exhibits"))
    assert [row[1] for row in rows_of if row[3] == "–"] == withheld
    kept = {path.name for path in (tmp_path / "bundle").glob("exhibit-*")}
    assert kept == {row[3] for row in rows_of} - {"–"}
    custody = {row[0]: row[2] for row in rows(table(dossier, "custody"))}
    assert {one for one, said in custody.items() if said.startswith("[S: ")} == set(withheld)


def test_the_index_names_the_page_on_which_each_part_begins(court: tuple[Office, Path]) -> None:
    _office, place = court
    index = rows(table(dossier_in(place), "index"))
    assert [row[0] for row in index] == list("ABCDEFGHI")[: len(index)]
    with pikepdf.open(place / "bundle.pdf") as pdf:
        pages: dict[object, int] = {
            page.objgen: number for number, page in enumerate(pdf.pages, start=1)
        }
        with pdf.open_outline() as outline:
            marks = [
                (one.title.split("\xa0\xa0")[0], pages[_page_of(one).objgen])
                for top in outline.root
                for one in (top, *top.children)
            ]
        assert len(pdf.pages) >= int(index[-1][3])
    assert {(row[1], int(row[3])) for row in index} <= set(marks)


def test_what_came_later_stands_apart_from_what_was_decided_on(
    office: Office, tmp_path: Path
) -> None:
    decide(office)
    office.clock.move(days=1)
    office.act(ANALYST, "serve_decision", to="the exporter")
    office.act(ANALYST, "reopen", reason=REASON)
    office.act(HEAD, "second")
    add(office, "late.txt", b"It came a day too late.")
    bundled(office, folder=tmp_path / "bundle")
    dossier = dossier_in(tmp_path)
    then = {row[0] for row in rows(table(dossier, "then_evidence"))}
    assert then == {"E-01", "[S: source in confidence]", "E-03"}
    said = [row[1] for row in rows(table(dossier, "later"))]
    assert (said[0], said[-1]) == ("Record the service of the decision", "Add evidence")
    assert "Reopen the case" in said
    assert "Approve and sign" not in said
    (changed,) = rows(table(dossier, "changed_since"))
    assert changed[:2] == ["E-04", "–"]
    assert changed[2].startswith("late.txt; SHA-256 ")
    (signed, approved) = rows(table(dossier, "then"))
    assert signed[3] == approved[3] == office.case().decisions[-1].text_sha256


def test_every_entry_of_the_case_is_there_up_to_its_head(court: tuple[Office, Path]) -> None:
    _office, place = court
    dossier = dossier_in(place)
    assert dossier.case_head is not None
    entries = [json.loads(line["entry"]) for line in lines(place)]
    numbers = [str(number) for number in range(1, dossier.case_head.seq + 1)]
    assert [one["case_seq"] for one in entries] == numbers
    assert lines(place)[-1]["sha256"] == dossier.case_head.sha256
    assert [row[0] for row in rows(table(dossier, "entries"))] == numbers
    assert {line["payload"] for line in lines(place)} == {None}


# What verifiers say.


def test_both_verifiers_find_it_sound_and_know_whose_it_is(court: tuple[Office, Path]) -> None:
    _office, place = court
    for path in (place / "bundle", place / "bundle.pdf"):
        code, said = judged(path, place / "keys.json")
        assert (code, "Origin proven" in said) == (0, True)
        assert "audit entries of the case are there, from the first on" in said
        assert judged(path)[0] == 3


def test_the_verifier_in_the_folder_is_the_one_that_was_verified_with(
    court: tuple[Office, Path],
) -> None:
    _office, place = court
    code, said = said_alone(place / "bundle", place / "bundle.pdf")
    assert (code, "made from the same dossier" in said) == (3, True)


Tamper = Callable[[Path], object]


def _shortened(folder: Path) -> None:
    path = folder / ENTRIES
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:-1]))


ATTACKS: dict[str, tuple[Tamper, str]] = {
    "an exhibit was changed": (
        lambda folder: (folder / "exhibit-001.txt").write_bytes(LETTER[::-1]),
        "exhibit-001.txt: its contents were changed.",
    ),
    "an exhibit is longer": (
        lambda folder: (folder / "exhibit-001.txt").write_bytes(LETTER + b"!"),
        "exhibit-001.txt: its contents were changed.",
    ),
    "an exhibit was removed": (
        lambda folder: (folder / "exhibit-003.jpg").unlink(),
        "exhibit-003.jpg: it was removed.",
    ),
    "a file was added": (
        lambda folder: (folder / "exhibit-004.txt").write_bytes(b"made up"),
        "exhibit-004.txt: it was added to the folder.",
    ),
    "a folder was added": (
        lambda folder: (folder / "more").mkdir(),
        "more: it was added to the folder.",
    ),
    "a verifier was changed": (
        lambda folder: (folder / "verify_report.py").write_text("print('all is well')"),
        "verify_report.py: its contents were changed.",
    ),
    "an entry was left out": (_shortened, f"{ENTRIES}: its contents were changed."),
    "the pages are another file": (
        lambda folder: (folder / PAGES).write_bytes((folder / PAGES).read_bytes() + b" "),
        f"{PAGES}: its contents were changed.",
    ),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_what_was_done_to_a_folder_is_named(court: tuple[Office, Path], name: str) -> None:
    _office, place = court
    tamper, expected = ATTACKS[name]
    folder = copied(place / "bundle", name.replace(" ", "-"))
    tamper(folder)
    code, said = judged(folder)
    assert code == 1
    assert said.count(expected) == 2, said


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_a_link_in_place_of_an_exhibit_is_none(court: tuple[Office, Path]) -> None:
    _office, place = court
    folder = copied(place / "bundle", "linked")
    aside = place / "the-letter.txt"
    (folder / "exhibit-001.txt").rename(aside)
    (folder / "exhibit-001.txt").symlink_to(aside)
    code, said = judged(folder)
    assert (code, said.count("exhibit-001.txt: this is no file, or a link to one.")) == (1, 2)


def _entry(line: dict[str, Any], **changes: str) -> dict[str, Any]:
    """The line with its entry written anew, and the hash that fits it."""
    entry = canonical_bytes({**json.loads(line["entry"]), **changes}).decode()
    return {**line, "entry": entry, "sha256": sha256(entry.encode()).hexdigest()}


Rewrite = Callable[[list[dict[str, Any]]], list[dict[str, Any]]]
REWRITTEN: dict[str, tuple[Rewrite, str]] = {
    "the first was left out": (
        lambda kept: kept[1:],
        f"{ENTRIES}, line 1: entry 1 about the case is expected here, and this is 2.",
    ),
    "one in the middle was left out": (
        lambda kept: [*kept[:3], *kept[4:]],
        f"{ENTRIES}, line 4: entry 4 about the case is expected here, and this is 5.",
    ),
    "one was left out and the rest renumbered": (
        lambda kept: [
            *kept[:3],
            *(_entry(one, case_seq=str(number)) for number, one in enumerate(kept[4:], start=4)),
        ],
        f"{ENTRIES}, line 4: the entry does not follow the one before it about the case.",
    ),
    "one is of another case": (
        lambda kept: [
            *kept[:3],
            _entry(kept[3], object="case/01a1ceb3-0080-76d6-9cc5-60993533d641"),
            *kept[4:],
        ],
        f"{ENTRIES}, line 4: the entry is about something else than the case.",
    ),
    "one is of no case": (
        lambda kept: [*kept[:3], _entry(kept[3], object="audit"), *kept[4:]],
        f"{ENTRIES}, line 4: the entry is about something else than the case.",
    ),
    "one was changed": (
        lambda kept: [*kept[:3], _entry(kept[3], actor="Nobody"), *kept[4:]],
        f"{ENTRIES}, line 5: the entry does not follow the one before it about the case.",
    ),
    "two changed places": (
        lambda kept: [*kept[:3], kept[4], kept[3], *kept[5:]],
        f"{ENTRIES}, line 4: entry 4 about the case is expected here, and this is 5.",
    ),
    "the last was left out": (
        lambda kept: kept[:-1],
        f"{ENTRIES}: they end with entry ",
    ),
    "one was made up at the end": (
        lambda kept: [
            *kept,
            _entry(kept[-1], case_seq=str(len(kept) + 1), case_prev=kept[-1]["sha256"]),
        ],
        f"{ENTRIES}: they end with entry ",
    ),
    "one is none": (
        lambda kept: [*kept[:3], {"entry": "{}"}, *kept[4:]],
        f"{ENTRIES}, line 4: it is no audit entry.",
    ),
}


@pytest.mark.parametrize("name", REWRITTEN)
def test_who_signs_the_bundle_anew_cannot_leave_an_entry_out(
    court: tuple[Office, Path], name: str
) -> None:
    """Whoever made it has the key: the head of the case, which the pages print, tells."""
    office, place = court
    rewrite, expected = REWRITTEN[name]
    folder = copied(place / "bundle", f"signed-{name.replace(' ', '-')}")
    changed = "".join(json.dumps(one) + "\n" for one in rewrite(lines(place)))
    _resigned(office, folder, ENTRIES, changed.encode())
    code, said = judged(folder)
    assert code == 1
    assert said.count(expected) == 2, said
    assert "does not verify" not in said


def test_who_signs_the_bundle_anew_cannot_give_another_exhibit(court: tuple[Office, Path]) -> None:
    office, place = court
    folder = copied(place / "bundle", "another-exhibit")
    _resigned(office, folder, "exhibit-001.txt", b"something else")
    code, said = judged(folder)
    assert (code, said.count("exhibit-001.txt: it is not what the dossier says.")) == (1, 2)


def test_who_signs_the_bundle_anew_cannot_keep_an_exhibit_back(court: tuple[Office, Path]) -> None:
    office, place = court
    folder = copied(place / "bundle", "kept-back")
    _resigned(office, folder, "exhibit-001.txt", None)
    code, said = judged(folder)
    expected = "exhibit-001.txt: the dossier names it, and it is not in the bundle."
    assert (code, said.count(expected)) == (1, 2)


def _resigned(office: Office, folder: Path, name: str, data: bytes | None) -> None:
    """A file in place of another, and the manifest signed anew by the same person."""
    manifest = json.loads((folder / SEAL["manifest"]).read_bytes())
    if data is None:
        (folder / name).unlink()
        manifest["files"] = [one for one in manifest["files"] if one["name"] != name]
    else:
        (folder / name).write_bytes(data)
        for one in manifest["files"]:
            if one["name"] == name:
                one |= {"sha256": sha256(data).hexdigest(), "size": len(data)}
    said = canonical_bytes(manifest)
    (folder / SEAL["manifest"]).write_bytes(said)
    signer = rendering.signer_of(office.session(ANALYST))
    (folder / SEAL["signature"]).write_bytes(signer.sign(said))


def test_a_folder_without_its_seal_is_no_bundle(court: tuple[Office, Path]) -> None:
    _office, place = court
    folder = copied(place / "bundle", "unsealed")
    (folder / SEAL["signature"]).unlink()
    with pytest.raises(Invalid, match="no bundle"):
        reporting.verify_reports([folder])
    code, said = said_alone(folder)
    assert (code, "it is no bundle" in said) == (2, True)


# As one PDF.


def test_the_pdf_has_every_file_attached_with_what_it_is_to_the_pages(
    court: tuple[Office, Path],
) -> None:
    _office, place = court
    with pikepdf.open(place / "bundle.pdf") as pdf:
        assert pdf.attachments["exhibit-001.txt"].get_file().read_bytes() == LETTER
        relations = {name: str(one.obj.AFRelationship) for name, one in pdf.attachments.items()}
        assert len(pdf.Root.AF) == len(relations)
        assert pdf.attachments["exhibit-003.jpg"].get_file().mime_type == "image/jpeg"
    assert relations["exhibit-001.txt"] == "/Supplement"
    assert relations[ENTRIES] == "/Data"
    assert relations["dossier.json"] == "/Source"


def _attached(pdf: pikepdf.Pdf, name: str, data: bytes) -> None:
    old = pdf.attachments[name].obj
    stream = pdf.make_stream(data)
    stream.Type, stream.Subtype = pikepdf.Name.EmbeddedFile, old.EF.F.Subtype
    old.EF = pikepdf.Dictionary(F=stream, UF=stream)


def _removed(pdf: pikepdf.Pdf) -> None:
    del pdf.attachments["exhibit-001.txt"]


def _added(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["exhibit-009.txt"] = pikepdf.AttachedFileSpec(pdf, b"x", filename="x")


def _described(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["exhibit-001.txt"].obj.Desc = pikepdf.String("a forgery")


def _sorted_otherwise(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Collection.View = pikepdf.Name.D


PDF_ATTACKS: dict[str, tuple[Callable[[pikepdf.Pdf], None], str]] = {
    "an exhibit was changed": (
        lambda pdf: _attached(pdf, "exhibit-001.txt", b"something else"),
        "exhibit-001.txt: its contents were changed.",
    ),
    "an exhibit was removed": (_removed, "exhibit-001.txt: it was removed."),
    "an attachment was added": (_added, "exhibit-009.txt: it was added to the file."),
    "an exhibit was described": (
        _described,
        "exhibit-001.txt: it is attached otherwise than it was.",
    ),
    "the entries were changed": (
        lambda pdf: _attached(pdf, ENTRIES, b"{}"),
        f"{ENTRIES}: its contents were changed.",
    ),
    "the portfolio shows otherwise": (
        _sorted_otherwise,
        "/Collection: it is not what a bundle has.",
    ),
}


@pytest.mark.parametrize("name", PDF_ATTACKS)
def test_what_was_done_to_an_attachment_is_named(court: tuple[Office, Path], name: str) -> None:
    _office, place = court
    tamper, expected = PDF_ATTACKS[name]
    path = place / f"{name.replace(' ', '-')}.pdf"
    with pikepdf.open(place / "bundle.pdf") as pdf:
        tamper(pdf)
        pdf.save(path)
    code, said = judged(path)
    assert code == 1
    assert said.count(expected) == 2, said


def test_a_pdf_that_was_saved_again_is_sound(court: tuple[Office, Path]) -> None:
    _office, place = court
    path = place / "again.pdf"
    with pikepdf.open(place / "bundle.pdf") as pdf:
        pdf.save(path)
    code, said = judged(path)
    assert (code, "re-saved with the same values" in said) == (3, True)


# Nothing half done.


class Stopped(Exception):
    """Somebody cancels."""


@pytest.mark.parametrize("after", [0, 1, 4])
def test_nothing_is_left_of_a_bundle_that_somebody_cancels(
    court: tuple[Office, Path], tmp_path: Path, after: int
) -> None:
    office, _place = court
    told: list[str] = []

    def tell(_done: int, _total: int, name: str) -> None:
        told.append(name)
        if len(told) > after:
            raise Stopped

    said = ReportBundle(REF, folder=tmp_path / "bundle", pdf=tmp_path / "bundle.pdf")
    with pytest.raises(Stopped):
        run(office.session(ANALYST), said, tell)
    assert list(tmp_path.iterdir()) == []


def test_progress_counts_every_byte_of_both(court: tuple[Office, Path], tmp_path: Path) -> None:
    office, _place = court
    told: list[tuple[int, int]] = []
    said = ReportBundle(REF, folder=tmp_path / "bundle", pdf=tmp_path / "bundle.pdf")
    run(office.session(ANALYST), said, lambda done, total, _name: told.append((done, total)))
    done = [one for one, _total in told]
    assert done == sorted(done)
    assert told[-1][0] == told[-1][1] > 2 * len(LETTER)


def test_an_exhibit_that_is_damaged_in_the_vault_makes_no_bundle(
    office: Office, tmp_path: Path
) -> None:
    decide(office)
    vault = office.session(ANALYST).casebook.vault
    path = vault.folder / vault.name_of(sha256(LETTER).hexdigest())
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    for given in ({"folder": tmp_path / "b"}, {"pdf": tmp_path / "b.pdf"}):
        with pytest.raises(Unavailable):
            bundled(office, **given)
    assert not (tmp_path / "b").exists()
    assert not (tmp_path / "b.pdf").exists()
    assert not [one for one in tmp_path.iterdir() if one.name.endswith(".part")]


def test_the_audit_trail_says_which_exhibits_went_out(court: tuple[Office, Path]) -> None:
    office, _place = court
    noted = [row for row in office.view().history if row.name == "case.report_made"]
    payload = json.loads(noted[0].payload or "")
    assert (payload["exhibits"], payload["for"]) == (["E-01", "E-03"], "court")


def _page_of(mark: pikepdf.OutlineItem) -> pikepdf.Object:
    assert isinstance(mark.destination, pikepdf.Array)
    return mark.destination[0]


# What both verifiers say of pages that cannot be read.


@pytest.mark.parametrize("damage", [b"", b"no report", b"%PDF-1.7\n"])
def test_pages_that_cannot_be_read_are_told_with_all_else(
    court: tuple[Office, Path], damage: bytes
) -> None:
    _office, place = court
    name = f"bundle-unread-{len(damage)}-{damage[:1] == b'%'}"
    folder = copied(place / "bundle", name)
    (folder / PAGES).write_bytes(damage)
    (folder / "exhibit-001.txt").write_bytes(b"another letter")
    code, said = judged(folder)
    assert code == 1
    assert said.count(f"{name}: {PAGES}: its contents were changed.") == 2
    assert said.count(f"{name}: {PAGES}: ") == 4  # and what is wrong with them
    assert said.count(f"{name}: exhibit-001.txt: its contents were changed.") == 2


def test_both_say_that_all_entries_are_there(court: tuple[Office, Path]) -> None:
    _office, place = court
    count = len(lines(place))
    for path in (place / "bundle", place / "bundle.pdf"):
        _code, said = judged(path)
        assert (
            said.count(f"all {count} audit entries of the case are there, from the first on") == 2
        )


def test_the_dossier_of_another_bundle_is_told(court: tuple[Office, Path]) -> None:
    _office, place = court
    folder = copied(place / "bundle", "bundle-of-another")
    dossier = json.loads((folder / SEAL["dossier"]).read_bytes())
    dossier["id"] = "PL1-2026-000001-D9"
    (folder / SEAL["dossier"]).write_bytes(canonical_bytes(dossier))
    code, said = judged(folder)
    assert code == 1
    assert said.count("the manifest is not about the dossier that lies beside it.") == 2
    assert "embedded" not in said
