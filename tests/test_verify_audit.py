"""docs/verify_audit.py, the file a court's expert runs: what it passes and what it names."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.services.act_examples import DECIDED
from tests.services.sample_office import ADMIN as ADMINISTRATOR
from tests.services.sample_office import ANALYST, HEAD, an_office
from tests.standalone import imported_by
from tests.storage import sample
from tests.storage.sample import ADMIN, LATER

from landwaiter.domain.audit.deeds import ErasePayload, ExportChain
from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.services.deeds.engine import do
from landwaiter.services.table.sessions import every_handler
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit import chain
from landwaiter.storage.audit.anchors import write_anchor_file
from landwaiter.storage.audit.chain import Anchor
from landwaiter.storage.sqlite.engine import connect
from landwaiter.trust.seals import SealCount, sealed_text

VERIFIER = Path(__file__).parents[1] / "docs" / "verify_audit.py"
Line = dict[str, Any]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A casebook with a chain of eight entries."""
    with sample.opened(sample.a_casebook(tmp_path)) as casebook:
        with casebook.write("begin", now=LATER) as work:
            work.audit("office.begun", "office", {})
        with casebook.write("note", now=LATER) as work:
            for number in range(4):
                work.audit("case.noted", f"case/{number}", {"text": f"ńóṫę {number}"})
        yield Session(casebook, every_handler, lambda: LATER)


def exported(session: Session, wanted: ExportChain | None = None) -> list[Line]:
    return [json.loads(line) for line in do(session, wanted or ExportChain()).outcome]


def verified(tmp_path: Path, lines: list[Line], *options: object) -> tuple[int, str]:
    """Exit code and words of the verifier, run apart from everything of ours."""
    file = tmp_path / "audit.jsonl"
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    file.write_text(text, encoding="utf-8")
    seen = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", str(VERIFIER), str(file), *map(str, options)],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return seen.returncode, seen.stdout + seen.stderr


def sealed(line: Line, **changes: str) -> Line:
    """The line with a changed entry and a hash that fits it."""
    text = json.dumps(
        {**json.loads(line["entry"]), **changes},
        ensure_ascii=False, separators=(",", ":"), sort_keys=True,
    )  # fmt: skip
    return {**line, "entry": text, "sha256": hashlib.sha256(text.encode()).hexdigest()}


def test_a_whole_export_is_sound_and_its_head_is_told(session: Session, tmp_path: Path) -> None:
    lines = exported(session)
    code, said = verified(tmp_path, lines)
    assert code == 0, said
    assert f"SOUND: {len(lines)} entries, the head is {lines[-1]['sha256']}." in said
    assert "Proven from outside: nothing." in said


def test_the_verifier_shares_no_code_with_the_program() -> None:
    assert imported_by(VERIFIER) == {
        "__future__",
        "argparse",
        "collections",
        "contextlib",
        "copy",
        "datetime",
        "hashlib",
        "io",
        "json",
        "re",
        "sys",
        "typing",
    }


def swapped(lines: list[Line]) -> list[Line]:
    return [*lines[:4], lines[5], lines[4], *lines[6:]]


def with_line(number: int, change: Callable[[Line], Line]) -> Callable[[list[Line]], list[Line]]:
    return lambda lines: [
        change(line) if at == number else line for at, line in enumerate(lines, start=1)
    ]


def spelled_otherwise(line: Line) -> Line:
    text = line["entry"].replace('"v":"2"', '"v": "2"')
    return {**line, "entry": text, "sha256": hashlib.sha256(text.encode()).hexdigest()}


WRONG: dict[str, tuple[Callable[[list[Line]], list[Line]], str]] = {
    "an entry changed": (
        with_line(5, lambda line: {**line, "entry": line["entry"].replace("Anna", "Hanna")}),
        "line 5: the entry was changed",
    ),
    "an entry changed and hashed anew": (
        with_line(5, lambda line: sealed(line, actor="Hanna")),
        "line 6: entry 6 does not follow the one before it",
    ),
    "an entry gone": (lambda lines: lines[:4] + lines[5:], "line 5: entry 5 is expected here"),
    "two swapped": (swapped, "line 5: entry 5 is expected here, and this is entry 6"),
    "a payload changed": (
        with_line(5, lambda line: {**line, "payload": '{"text":"other"}'}),
        "line 5: the payload of entry 5 was changed",
    ),
    "a payload gone": (
        with_line(5, lambda line: {**line, "payload": None, "salt": None}),
        "line 5: the payload of entry 5 is gone, and no later entry records it",
    ),
    "a payload gone and its salt kept": (
        with_line(5, lambda line: {**line, "payload": None}),
        "line 5: the payload of entry 5 is gone, and its salt is not",
    ),
    "a member more": (
        with_line(5, lambda line: sealed(line, note="hidden")),
        "line 5: the entry has not exactly the members",
    ),
    "a second spelling": (
        with_line(5, spelled_otherwise),
        "line 5: the entry is not in its canonical form",
    ),
    "another form of line": (
        with_line(5, lambda line: {"entry": line["entry"]}),
        "line 5: this is not a line of an export",
    ),
    "an entry of a unit that was skipped": (
        with_line(5, lambda line: sealed(line, unit="7")),
        "line 5: entry 5 is not of the unit of work that comes next",
    ),
    "an entry slipped into a unit of somebody else": (
        with_line(6, lambda line: sealed(line, actor="Hanna")),
        "line 6: entry 6 is of another deed than the rest of its unit of work",
    ),
    "an entry counted with no case": (
        with_line(8, lambda line: sealed(line, object="office/1")),
        "line 8: entry 8 is counted with a case that it is not about",
    ),
    "an entry about a case that is not counted": (
        with_line(8, lambda line: sealed(line, case_seq="", case_prev="")),
        "line 8: entry 8 is not the next one about its case",
    ),
    "an entry that follows another one about its case": (
        with_line(8, lambda line: sealed(line, case_prev="1" * 64)),
        "line 8: entry 8 does not follow the one before it about its case",
    ),
    "an extract mixed in": (
        with_line(5, lambda line: {**line, "extract": {}}),
        "line 5: lines of different exports are mixed",
    ),
    "nothing": (lambda lines: [], "line 1: the file holds no entry"),
}


@pytest.mark.parametrize("name", WRONG)
def test_the_first_wrong_line_is_named(session: Session, tmp_path: Path, name: str) -> None:
    change, expected = WRONG[name]
    code, said = verified(tmp_path, change(exported(session)))
    assert code == 1
    assert f"WRONG, {expected}" in said


def test_what_is_no_json_is_named(session: Session, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_bytes(b'{"entry": 1, "entry": 2}\n')
    seen = subprocess.run(
        [sys.executable, "-I", str(VERIFIER), str(broken)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert seen.returncode == 1
    assert "line 1: this is not JSON in UTF-8" in seen.stdout


def test_a_payload_that_one_person_erased_is_named(session: Session, tmp_path: Path) -> None:
    with session.writing("erase") as work:
        work.audit(chain.ERASED, f"audit/5/motion/{'0' * 64}", {"reason": "order of the court"})
    lines = with_line(5, lambda line: {**line, "payload": None, "salt": None})(exported(session))
    code, said = verified(tmp_path, lines)
    assert code == 1
    assert "line 5: no two persons wanted that the payload of entry 5 is gone" in said


def test_a_head_printed_in_a_report_vouches_for_the_entries_before(
    session: Session, tmp_path: Path
) -> None:
    lines = exported(session)
    printed = " ".join(lines[4]["sha256"][at : at + 8] for at in range(0, 64, 8)).upper()
    code, said = verified(tmp_path, lines, "--head", printed)
    assert code == 0
    assert "Proven from outside: entries 1 to 5." in said


def rehashed(lines: list[Line], session: Session) -> list[Line]:
    """Everything from entry 5 on written anew by its author, with hashes and seals that fit."""
    made, casebook = lines[:4], session.casebook
    own = [seq for seq, line in enumerate(made, start=1) if line["seal"]]
    for line in lines[4:]:
        changed = sealed(line, actor="Nobody", prev=made[-1]["sha256"])
        made.append(changed)
        if line["seal"]:
            text = sealed_text(
                casebook.id,
                first=own[-1] + 1,
                last=len(made),
                sha256=changed["sha256"],
                own=SealCount(len(own), own[-1]),
            )
            changed["seal"] = {"key": casebook.public_key, "signature": casebook.sign(text).hex()}
            own.append(len(made))
    return made


def test_a_tail_written_anew_by_its_author_is_sound_by_itself_and_found_by_a_head(
    session: Session, tmp_path: Path
) -> None:
    lines = exported(session)
    code, said = verified(tmp_path, rehashed(lines, session))
    assert code == 0, said
    code, said = verified(tmp_path, rehashed(lines, session), "--head", lines[5]["sha256"])
    assert code == 1
    assert "no entry has the head that was given" in said


def an_anchor(session: Session, line: Line, folder: Path, casebook: str = "") -> Path:
    seq = int(json.loads(line["entry"])["seq"])
    anchor = Anchor(casebook or session.casebook.id, seq, line["sha256"], LATER, "file")
    write_anchor_file(folder / "anchor.json", anchor)
    return folder / "anchor.json"


def test_an_anchor_file_finds_a_cut_and_a_rewritten_chain(session: Session, tmp_path: Path) -> None:
    lines = exported(session)
    anchor = an_anchor(session, lines[6], tmp_path)
    code, said = verified(tmp_path, lines, "--anchor", anchor)
    assert (code, "entries 1 to 7." in said) == (0, True)
    code, said = verified(tmp_path, rehashed(lines, session), "--anchor", anchor)
    assert (code, "line 7: entry 7 is not the one that was anchored" in said) == (1, True)
    code, said = verified(tmp_path, lines[:4], "--anchor", anchor)
    assert (code, "entry 7, anchored on 2026-03-03T09:30:00Z, is gone" in said) == (1, True)


def test_an_anchor_of_another_casebook_is_refused(session: Session, tmp_path: Path) -> None:
    lines = exported(session)
    anchor = an_anchor(session, lines[6], tmp_path, casebook="another")
    code, said = verified(tmp_path, lines, "--anchor", anchor)
    assert (code, "belongs to another casebook" in said) == (1, True)


def test_a_clock_that_went_backwards_is_a_warning(session: Session, tmp_path: Path) -> None:
    with session.casebook.write("note", now=LATER - timedelta(days=3)) as work:
        work.audit("case.noted", "case/1", {})
    code, said = verified(tmp_path, exported(session))
    assert code == 0
    assert "WARNING: the clock went backwards 1 time, first at entry 9." in said


def test_an_extract_is_sound_line_by_line_and_says_what_it_cannot_show(
    session: Session, tmp_path: Path
) -> None:
    lines = exported(session, ExportChain(person=ADMIN.lower(), deed="case.noted"))
    assert len(lines) == 4
    code, said = verified(tmp_path, lines, "--head", lines[0]["sha256"])
    assert code == 0, said
    assert "SOUND, as an extract: 4 entries" in said


def of_one_case(session: Session) -> list[Line]:
    """An extract of a case with three entries, with deeds on others between them."""
    for case in (2, 1, 2):
        with session.writing("note") as work:
            work.audit("case.noted", f"case/{case}/remark/1", {})
    return [
        {**line, "extract": {"case": "2"}}
        for line in exported(session)
        if json.loads(line["entry"])["object"].startswith("case/2")
    ]


def test_an_extract_of_a_case_shows_that_it_is_complete(session: Session, tmp_path: Path) -> None:
    lines = of_one_case(session)
    code, said = verified(tmp_path, lines, "--case-head", lines[-1]["sha256"])
    assert code == 0, said
    assert "Of case 2, all entries from the first to number 3 about it are here." in said
    assert "The head of the case given is its entry 3" in said


@pytest.mark.parametrize(("gone", "first"), [(0, 1), (1, 2)])
def test_an_entry_left_out_of_the_extract_of_a_case_is_told(
    session: Session, tmp_path: Path, gone: int, first: int
) -> None:
    lines = of_one_case(session)
    del lines[gone]
    code, said = verified(tmp_path, lines)
    assert code == 0, said
    assert f"Of case 2, entries are left out, the first of them number {first} about it." in said


def test_the_end_of_a_case_left_out_is_found_by_its_printed_head(
    session: Session, tmp_path: Path
) -> None:
    *lines, newest = of_one_case(session)
    assert verified(tmp_path, lines)[0] == 0
    code, said = verified(tmp_path, lines, "--case-head", newest["sha256"])
    assert (code, "no entry has the head of the case that was given" in said) == (1, True)


def test_of_an_extract_of_many_cases_it_is_counted_which_are_complete(
    session: Session, tmp_path: Path
) -> None:
    with session.writing("note") as work:
        for case in range(30):
            work.audit("case.noted", f"case/new-{case}", {})
    lines = exported(session, ExportChain(deed="case.noted"))
    code, said = verified(tmp_path, lines)
    assert (code, "Of 34 cases, 34 have all entries from the first on." in said) == (0, True)


def test_a_changed_line_of_an_extract_is_named(session: Session, tmp_path: Path) -> None:
    lines = exported(session, ExportChain(first=date(2026, 3, 3)))
    code, said = verified(tmp_path, WRONG["a payload changed"][0](lines[:4] + lines[3:]))
    assert code == 1
    assert "WRONG, line 5: entry 7 stands after entry 7" in said


@pytest.mark.parametrize("arguments", [(), ("nowhere.jsonl",), (str(VERIFIER), "--head", "abc")])
def test_a_wrong_call_ends_with_two(arguments: tuple[str, ...]) -> None:
    seen = subprocess.run(
        [sys.executable, "-I", str(VERIFIER), *arguments],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert seen.returncode == 2
    assert "Traceback" not in seen.stderr


def test_a_terminal_that_lacks_letters_is_no_hindrance(session: Session, tmp_path: Path) -> None:
    lines = with_line(2, lambda line: {**line, "entry": 1})(exported(session))
    file = tmp_path / "audit.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    seen = subprocess.run(
        [sys.executable, "-I", "-c", f"import runpy, sys; sys.argv = ['v', {str(file)!r}]; "
         "sys.stdout.reconfigure(encoding='ascii'); "
         f"runpy.run_path({str(VERIFIER)!r}, run_name='__main__')"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (seen.returncode, seen.stderr) == (1, "")
    assert "WRONG, line 2" in seen.stdout


def test_the_database_and_the_export_agree(session: Session, tmp_path: Path) -> None:
    """An entry changed behind the casebook's back is found in an export made from it."""
    connection = connect(session.casebook.database, session.casebook.keys.database, wait_s=1.0)
    connection.execute("DROP TRIGGER audit_entry_no_update")
    connection.execute(
        "UPDATE audit_entry SET entry = replace(entry, 'Anna', 'Hanna') WHERE seq = 4"
    )
    connection.close()
    code, said = verified(tmp_path, exported(session))
    assert (code, "WRONG, line 4" in said) == (1, True)


# Of the whole: people and keys, seals, and what two persons signed


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> list[Line]:
    """The chain of an office that decided a case, and erased one payload by two persons."""
    office = an_office(tmp_path_factory.mktemp("decided"))
    for step in DECIDED:
        step(office)
    office.act(ANALYST, "note", reason="a name that must not stay")
    noted = exported(office.session(ADMINISTRATOR))[-2]
    seq = int(json.loads(noted["entry"])["seq"])
    asked = do(office.session(HEAD), ErasePayload(seq, "the order of a court"))
    do(office.session(ADMINISTRATOR), SecondOpenMotions((str(asked.motion_id),)))
    lines = exported(office.session(ADMINISTRATOR))
    office.close()
    return lines


def test_who_sealed_and_what_two_persons_signed_is_told(
    decided: list[Line], tmp_path: Path
) -> None:
    for options in ((), ("--full",)):
        code, said = verified(tmp_path, decided, *options)
        assert code == 0, said
        assert "1 statement about people and keys" in said
        assert "3 deeds are signed by two persons each." in said
        assert "was erased, as entry" in said


def line_of(lines: list[Line], deed: str) -> int:
    """The number of the first line with this deed."""
    return next(
        number
        for number, line in enumerate(lines, start=1)
        if json.loads(line["entry"])["deed"] == deed
    )


def without_seal(line: Line) -> Line:
    return {**line, "seal": None}


def with_another_signature(line: Line) -> Line:
    return {**line, "seal": {**line["seal"], "signature": "00" * 64}}


def newest_of_two(lines: list[Line]) -> tuple[int, int]:
    """Of the key that sealed most: the lines of its last seal, and of one before it."""
    found: dict[str, list[int]] = {}
    for number, line in enumerate(lines, start=1):
        if line["seal"]:
            found.setdefault(line["seal"]["key"], []).append(number)
    own = max(found.values(), key=len)
    return own[-1], own[-2]


def test_an_entry_that_nobody_sealed_is_named(decided: list[Line], tmp_path: Path) -> None:
    code, said = verified(tmp_path, with_line(len(decided), without_seal)(decided))
    assert (code, "sealed by nobody" in said) == (1, True), said


def test_a_forged_last_seal_is_named(decided: list[Line], tmp_path: Path) -> None:
    newest, _before = newest_of_two(decided)
    code, said = verified(tmp_path, with_line(newest, with_another_signature)(decided))
    assert (code, "its signature is another" in said) == (1, True), said


def test_a_forged_seal_in_the_middle_is_named_by_the_full_reading(
    decided: list[Line], tmp_path: Path
) -> None:
    _newest, before = newest_of_two(decided)
    forged = with_line(before, with_another_signature)(decided)
    assert verified(tmp_path, forged)[0] == 0
    code, said = verified(tmp_path, forged, "--full")
    assert (code, f"line {before}" in said) == (1, True), said


def test_a_seal_by_somebody_else_is_named(decided: list[Line], tmp_path: Path) -> None:
    keys = list(dict.fromkeys(line["seal"]["key"] for line in decided if line["seal"]))
    newest, _before = newest_of_two(decided)
    mine = decided[newest - 1]["seal"]["key"]
    other = next(key for key in keys if key != mine)

    def exchanged(line: Line) -> Line:
        return {**line, "seal": {**line["seal"], "key": other}}

    code, said = verified(tmp_path, with_line(newest, exchanged)(decided))
    assert (code, "of somebody else than who sealed it" in said) == (1, True), said


def test_the_founding_left_out_is_named(decided: list[Line], tmp_path: Path) -> None:
    code, said = verified(tmp_path, with_line(1, lambda line: {**line, "signed": None})(decided))
    assert (code, "a statement that is missing" in said) == (1, True), said


def test_another_founding_is_named(decided: list[Line], tmp_path: Path) -> None:
    def invented(line: Line) -> Line:
        text = line["signed"]["text"].replace('"analyst"', '"auditor"')
        return {**line, "signed": {**line["signed"], "text": text}}

    code, said = verified(tmp_path, with_line(1, invented)(decided))
    assert (code, "names something else than what was signed" in said) == (1, True), said


@pytest.mark.parametrize("deed", ["case.propose", "motion.moved"])
def test_what_the_second_signature_is_about_must_be_there(
    decided: list[Line], tmp_path: Path, deed: str
) -> None:
    number = line_of(decided, deed)
    code, said = verified(
        tmp_path, with_line(number, lambda line: {**line, "signed": None})(decided)
    )
    assert (code, "is about something that is missing" in said) == (1, True), said


def test_an_erasure_whose_motion_is_for_another_entry_is_named(
    decided: list[Line], tmp_path: Path
) -> None:
    number = line_of(decided, "case.assess")
    gone = with_line(number, lambda line: {**line, "payload": None, "salt": None})(decided)
    code, said = verified(tmp_path, gone)
    assert (code, "no later entry records it" in said) == (1, True), said


def test_both_verifiers_read_people_and_keys_by_the_same_words() -> None:
    """Each is one file that needs no other; what they have in common is the same."""
    files = (VERIFIER.read_text(), VERIFIER.with_name("verify_report.py").read_text())
    begin, ends = "# --- Ed25519 (RFC 8032)", ("# --- Lines", "# --- Key sheets")
    parts = [
        text[text.index(begin) : text.index(end)] for text, end in zip(files, ends, strict=True)
    ]
    assert parts[0].rstrip() == parts[1].rstrip()
