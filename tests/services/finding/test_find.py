"""Texts are found by their words with their place, and by nobody who may not see them."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas
from tests.services.prepared import prepared
from tests.services.removing import due_case, removed
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    CONSIGNEE,
    EVERYTHING,
    HEAD,
    REF,
    REVIEWER,
    Office,
    declared,
)

from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.entities.deeds import Mark, MarkEntity
from landwaiter.domain.evidence.deeds import AddFile, WipeEvidence
from landwaiter.domain.finding.place import TextKind
from landwaiter.errors import Invalid, NotFound
from landwaiter.services.audit.audit_history import AuditFilter, audit_page
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.deeds.handler import untold
from landwaiter.services.evidence import text_reading
from landwaiter.services.evidence.text_reading import ReadingCount, read_texts
from landwaiter.services.finding.find import (
    Breadth,
    FindQuery,
    TextMatch,
    find,
    gap_sentences,
    gaps,
    kinds_named,
)
from landwaiter.services.finding.saved_searches import (
    remove_search,
    save_search,
    saved_search,
    saved_searches,
)
from landwaiter.storage.sqlite.engine import connect


def a_pdf(*pages: str, password: str = "") -> bytes:
    out = io.BytesIO()
    lock = pdfencrypt.StandardEncryption(password, canPrint=0) if password else None
    canvas = Canvas(out, encrypt=lock)
    for text in pages:
        canvas.drawString(72, 720, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def a_workbook() -> bytes:
    book, out = Workbook(), io.BytesIO()
    sheet = book.create_sheet("Packing list")
    sheet["B7"] = "Quartz crucible"
    book.save(out)
    return out.getvalue()


def a_letter(*paragraphs: str) -> bytes:
    out = io.BytesIO()
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="w">{body}</w:document>')
    return out.getvalue()


MAIL = (
    b"From: seller@example.org\r\nTo: office@example.org\r\nSubject: Order\r\n"
    b"Date: Mon, 2 Mar 2026 09:00:00 +0000\r\nMessage-ID: <1@example.org>\r\n"
    b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    b"Good day,\r\nthe graphite felt leaves on Friday.\r\n"
)


def add(office: Office, name: str, content: bytes, reference: str = REF) -> int:
    path = office.path.parent / name
    path.write_bytes(content)
    added = run(office.session(ANALYST), AddFile(reference, path, received_from="exporter"))
    return int(added.no)


def read(office: Office) -> ReadingCount:
    return read_texts(office.session(ANALYST), untold)


def found(office: Office, words: str, who: str = ANALYST, **narrowed: object) -> list[TextMatch]:
    return list(find(office.session(who), FindQuery(words, **narrowed)).rows)  # type: ignore[arg-type]  # as each test says


@prepared
def with_texts(office: Office) -> None:
    office.act(ANALYST, "note", reason="The exporter spoke of a maraging steel rod in Łódź.")
    office.act(ANALYST, "call", party="Hans Maier", said="The furnace is for dental work.")
    office.act(
        ANALYST, "request_information", to="exporter", reason="Which crucible is meant, please?"
    )


def test_notes_calls_and_requests_are_found_in_any_order_of_the_words(with_texts: Office) -> None:
    (note,) = found(with_texts, "lodz maraging")
    assert (note.kind, note.reference, note.author) == (TextKind.NOTES, REF, ANALYST)
    assert [part for part, hit in note.snippet.parts if hit] == ["maraging", "Łódź"]
    (call,) = found(with_texts, '"hans maier" furn*')
    assert call.kind is TextKind.CALLS
    (asked,) = found(with_texts, "crucible")
    assert asked.kind is TextKind.ANSWERS
    assert found(with_texts, '"rod steel"') == []


def test_a_question_is_taken_more_widely_only_where_nothing_is_found(with_texts: Office) -> None:
    def breadth(words: str) -> Breadth:
        return gaps(with_texts.session(ANALYST), FindQuery(words)).breadth

    kinds = {one.kind for one in found(with_texts, "steel maraging furnace")}
    assert kinds == {TextKind.CALLS, TextKind.NOTES}
    assert breadth("steel maraging furnace") is Breadth.CASES
    assert [one.kind for one in found(with_texts, "marag")] == [TextKind.NOTES]
    assert breadth("marag") is Breadth.BEGINNINGS
    assert breadth("marag furnace") is Breadth.BEGINNINGS_IN_CASES
    assert breadth("maraging") is breadth("nowhere at all") is Breadth.WORDS
    assert found(with_texts, '"marag"') == []
    assert found(with_texts, "steel nowhere") == []
    (said,) = gap_sentences(gaps(with_texts.session(ANALYST), FindQuery("marag")))
    assert "begin so" in said


def test_words_of_two_cases_are_no_answer(with_texts: Office) -> None:
    with_texts.take_in(declared(lrn="A-2"))
    with_texts.act(ANALYST, "note", reference="PL1-2026-000002", reason="A tungsten boat.")
    assert found(with_texts, "tungsten maraging") == []


def test_the_case_itself_is_found_by_its_parties_and_goods(with_texts: Office) -> None:
    (row,) = found(with_texts, "morning lathe", kinds=(TextKind.CASES,))
    assert (row.kind, row.reference) == (TextKind.CASES, REF)


def test_an_answer_that_comes_later_is_found_and_what_it_replaced_is_not_twice(
    with_texts: Office,
) -> None:
    with_texts.act(
        ANALYST, "record_answer", action="information_request", reason="It is for iridium."
    )
    (row,) = found(with_texts, "iridium crucible")
    assert row.kind is TextKind.ANSWERS
    assert len(found(with_texts, "crucible")) == 1


def test_a_proposal_its_return_and_its_remark_are_found(office: Office) -> None:
    office.act(ANALYST, "assess")
    office.act(
        ANALYST, "propose", outcome="hold-and-refer", reason="The lathe turns bismuth alone."
    )
    (row,) = found(office, "bismuth")
    assert row.kind is TextKind.DECISIONS
    office.act(
        REVIEWER,
        "return",
        reason="Say which bismuth alloy it is, please.",
        kind="facts_missing",
        remarks=(("reason", "Thallium is not named."),),
    )
    (row,) = found(office, "alloy")
    assert row.kind is TextKind.DECISIONS
    (row,) = found(office, "thallium")
    assert row.kind is TextKind.REMARKS


def test_a_search_is_narrowed_by_kind_case_and_days(with_texts: Office) -> None:
    office = with_texts
    office.take_in(declared(lrn="A-2"))
    office.clock.move(days=2)
    office.act(ANALYST, "note", reference="PL1-2026-000002", reason="Maraging again, here too.")
    assert [one.reference for one in found(office, "maraging")] == ["PL1-2026-000002", REF]
    assert [one.reference for one in found(office, "maraging", reference=REF)] == [REF]
    assert found(office, "maraging", kinds=(TextKind.CALLS,)) == []
    day = date(2026, 3, 30)
    assert [one.reference for one in found(office, "maraging", last=day)] == [REF]
    assert [one.reference for one in found(office, "maraging", first=date(2026, 4, 1))] == [
        "PL1-2026-000002"
    ]
    with pytest.raises(Invalid, match="before the first"):
        found(office, "maraging", first=day, last=date(2026, 3, 1))
    with pytest.raises(Invalid, match="no such kind"):
        kinds_named("notes,letters")
    with pytest.raises(NotFound):
        found(office, "maraging", reference="PL1-2026-999999")


def test_pages_follow_each_other_and_no_text_stands_twice(with_texts: Office) -> None:
    office = with_texts
    for number in range(5):
        office.act(ANALYST, "note", reason=f"Beryllium, sample {number}, as it was weighed.")
    session, query = office.session(ANALYST), FindQuery("beryllium")
    first = find(session, query, limit=3, counted=True)
    rest = find(session, query, limit=3, after=first.after)
    assert (first.total, len(first.rows), len(rest.rows), rest.after) == (5, 3, 2, None)
    shown = [one.snippet.text for one in (*first.rows, *rest.rows)]
    assert [text.split()[2] for text in shown] == ["4,", "3,", "2,", "1,", "0,"]


FILES: dict[str, tuple[bytes, str, str]] = {
    "contract.pdf": (a_pdf("nothing", "tantalum valve"), "tantalum", "page 2"),
    "list.xlsx": (a_workbook(), "quartz crucible", "sheet Packing list, row 7"),
    "letter.docx": (a_letter("Dear Sir", "zirconium powder"), "zirconium", "paragraph 2"),
    "mail.eml": (MAIL, '"graphite felt"', "line"),
    "notes.txt": ("eins\nzwei\nWolframträger 香港仓库".encode(), "香港", "line 3"),
}


@pytest.mark.parametrize("name", FILES)
def test_the_text_of_a_file_is_found_with_its_place(office: Office, name: str) -> None:
    content, words, place = FILES[name]
    number = add(office, name, content)
    assert found(office, words) == []
    assert gaps(office.session(ANALYST), FindQuery(words)).unread >= 1
    read(office)
    match = next(one for one in found(office, words) if one.evidence == number)
    assert match.where.startswith(f"E-{number:02d} {name}, {place}")
    assert gaps(office.session(ANALYST), FindQuery(words)).unread == 0


def test_an_odt_is_read_by_its_paragraphs(office: Office) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "content.xml",
            '<o:d xmlns:o="o" xmlns:text="t"><text:p>one</text:p><text:p>hafnium</text:p></o:d>',
        )
    add(office, "letter.odt", out.getvalue())
    read(office)
    (match,) = found(office, "hafnium")
    assert match.where == "E-01 letter.odt, paragraph 2"


UNREAD: dict[str, tuple[bytes, str, str]] = {
    "locked.pdf": (a_pdf("secret", password="x"), "not_read", "protected with a password"),
    "scan.pdf": (a_pdf("", ""), "not_read", "scanned"),
    "half.pdf": (a_pdf("words", ""), "in_part", "1 page or part of 2 has no text"),
    "broken.docx": (b"PK\x03\x04 nothing", "not_read", "not what such a file holds"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "not_read", "of an old kind"),
    "photo.jpg": (b"\xff\xd8\xff a photograph", "not_read", "a picture"),
    "data.bin": (bytes(range(64)), "not_read", "no kind of file"),
}


@pytest.mark.parametrize("name", UNREAD)
def test_what_is_not_read_is_told_with_its_cause(office: Office, name: str) -> None:
    content, state, why = UNREAD[name]
    add(office, name, content)
    done = read(office)
    assert (done.not_read, done.in_part) == ((1, 0) if state == "not_read" else (0, 1))
    (told,) = gaps(office.session(REVIEWER), FindQuery("anything")).unsearched
    assert (told.reference, told.name, told.state) == (REF, name, state)
    assert why in told.why
    assert told.sentence.startswith(f"{REF} E-01 {name}: ")


def test_a_bomb_is_not_unpacked(office: Office) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b"x" * (80 << 20) + b"</a>")
    add(office, "bomb.docx", out.getvalue())
    assert read(office).not_read == 1


def test_reading_that_was_cancelled_keeps_what_was_read_and_goes_on_later(
    office: Office,
) -> None:
    add(office, "one.txt", b"osmium")
    add(office, "two.txt", b"rhenium")

    class Cancelled(Exception):
        pass

    def cancelled(done: int, _total: int, _what: str) -> None:
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_texts(office.session(ANALYST), cancelled)
    assert (len(found(office, "rhenium")), len(found(office, "osmium"))) == (1, 0)
    assert read(office) == ReadingCount(1, 0, 0)
    assert len(found(office, "osmium")) == 1


def test_what_another_person_reads_meanwhile_is_kept_once(office: Office) -> None:
    add(office, "one.txt", b"osmium")
    other = office.session(REVIEWER)

    def meanwhile(_done: int, _total: int, _what: str) -> None:
        read_texts(other, untold)

    assert read_texts(office.session(ANALYST), meanwhile) == ReadingCount(0, 0, 0)
    assert len(found(office, "osmium")) == 1


def test_a_long_text_is_found_everywhere_in_it_and_knows_the_line(office: Office) -> None:
    lines = [f"line {number} of a long letter" for number in range(1, 5001)]
    lines[4321] += " molybdenum"
    add(office, "long.txt", "\n".join(lines).encode())
    read(office)
    (match,) = found(office, "molybdenum")
    assert match.line == 4322


def stored_bytes(office: Office, word: str) -> list[str]:
    """Tables of the casebook in which a word stands, by their raw content."""
    casebook = office.session(ANALYST).casebook
    connection = connect(casebook.database, casebook.keys.database, wait_s=1.0)
    names = [
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if name.startswith("text_")
    ]
    met = []
    for name in names:
        for row in connection.execute(f"SELECT * FROM {name}"):  # noqa: S608  # names of the schema
            cells = [c.encode() if isinstance(c, str) else c for c in row]
            if any(isinstance(c, bytes) and word.encode() in c.lower() for c in cells):
                met.append(name)
    connection.close()
    return sorted(set(met))


def test_what_was_wiped_is_found_no_more_and_leaves_no_word(office: Office) -> None:
    add(office, "photo.txt", b"Gallium arsenide wafers")
    read(office)
    assert len(found(office, "gallium")) == 1
    assert stored_bytes(office, "gallium")
    moved = do(office.session(ANALYST), WipeEvidence(REF, 1, "it shows a person, not the case"))
    do(office.session(REVIEWER), SecondOpenMotions((str(moved.motion_id),)))
    assert found(office, "gallium") == []
    assert stored_bytes(office, "gallium") == []
    assert read(office) == ReadingCount(0, 0, 0)
    assert gaps(office.session(ANALYST), FindQuery("gallium")).unsearched == ()


def test_what_was_removed_with_its_case_is_found_no_more_and_leaves_no_word(
    with_texts: Office,
) -> None:
    office = with_texts
    add(office, "list.txt", b"Maraging steel, once more")
    read(office)
    assert len(found(office, "maraging")) == 2
    due_case(office)
    removed(office)
    assert found(office, "maraging") == []
    assert stored_bytes(office, "maraging") == []
    assert found(office, "lathe") == []


@pytest.mark.parametrize("who", [ADMIN, ANALYST, REVIEWER, HEAD, EVERYTHING])
def test_each_role_finds_what_it_may_open(with_texts: Office, who: str) -> None:
    assert with_texts.view(who=who).case.notes
    assert len(found(with_texts, "maraging", who)) == 1


@pytest.mark.parametrize("who", [ANALYST, REVIEWER, HEAD])
def test_who_has_a_conflict_of_interest_finds_nothing_of_the_case(
    with_texts: Office, who: str
) -> None:
    office = with_texts
    add(office, "scan.pdf", a_pdf(""))
    read(office)
    office.act(EVERYTHING, "declare_conflict", to=who, reason="A cousin of the exporter.")
    assert found(office, "maraging", who) == []
    assert find(office.session(who), FindQuery("maraging"), counted=True).total == 0
    left = gaps(office.session(who), FindQuery("maraging"))
    assert (left.left_out, left.unsearched, left.unread) == (1, (), 0)
    assert len(found(office, "maraging", EVERYTHING)) == 1
    if who != HEAD:
        office.act(HEAD, "lift_conflict", to=who, reason="It was another person of this name.")
        assert len(found(office, "maraging", who)) == 1


def entries(office: Office, deed: str, who: str) -> int:
    wanted = AuditFilter(deed=deed, person=who)
    return len(audit_page(office.session(EVERYTHING), wanted=wanted).rows)


def test_who_sees_words_of_evidence_is_noted_once_a_day(office: Office) -> None:
    add(office, "list.txt", b"Gallium arsenide wafers")
    read(office)
    assert found(office, "nothing of the kind", REVIEWER) == []
    assert entries(office, "case.evidence_viewed", REVIEWER) == 0
    for _again in range(2):
        assert len(found(office, "gallium", REVIEWER)) == 1
    assert entries(office, "case.evidence_viewed", REVIEWER) == 1


def test_saved_searches_are_the_own_persons_alone(with_texts: Office) -> None:
    ana, rev = with_texts.session(ANALYST), with_texts.session(REVIEWER)
    query = FindQuery("maraging", (TextKind.NOTES,), REF, date(2026, 3, 1), date(2026, 3, 31))
    save_search(ana, " steel  rods ", query)
    assert [(one.name, one.query) for one in saved_searches(ana)] == [("steel rods", query)]
    assert saved_searches(rev) == ()
    assert find(ana, saved_search(ana, "steel rods").query).rows
    save_search(ana, "steel rods", FindQuery("cobalt"))
    assert [one.query.words for one in saved_searches(ana)] == ["cobalt"]
    with pytest.raises(NotFound):
        remove_search(rev, "steel rods")
    remove_search(ana, "steel rods")
    assert saved_searches(ana) == ()
    for name, words in (("", "x"), ("n" * 61, "x"), ("empty", "***")):
        with pytest.raises(Invalid):
            save_search(ana, name, FindQuery(words))


def test_the_process_that_reads_is_not_believed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(office, "list.txt", b"tungsten")
    said: Callable[..., tuple[str, bool]] = lambda *_a, **_k: ('[["nowhere", 1]]', False)  # noqa: E731
    monkeypatch.setattr("landwaiter.services.base.decoding.words_of", said)
    assert read(office).not_read == 1
    assert text_reading.NOT_READ in {
        one.state for one in gaps(office.session(ANALYST), FindQuery("x")).unsearched
    }


def test_texts_lie_in_no_file_beside_the_database(office: Office, tmp_path: Path) -> None:
    add(office, "list.txt", b"Gallium arsenide wafers")
    read(office)
    office.close()
    for path in office.path.rglob("*"):
        if path.is_file():
            assert b"allium" not in path.read_bytes(), path


def test_who_sees_a_case_with_a_sensitive_entity_is_noted_once_a_day(with_texts: Office) -> None:
    office = with_texts
    office.act(ANALYST, "link", party="consignee", basis="the names and addresses agree")
    said = MarkEntity(entity=CONSIGNEE, mark=Mark.SENSITIVE, reason="under observation")
    do(office.session(HEAD), said)
    assert found(office, "nothing of the kind", REVIEWER) == []
    assert entries(office, "entity.viewed", REVIEWER) == 0
    for _again in range(2):
        assert len(found(office, "maraging", REVIEWER)) == 1
    assert entries(office, "entity.viewed", REVIEWER) == 1
