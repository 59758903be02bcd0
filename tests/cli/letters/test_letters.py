"""`letter …`: drafts from a case, as text, JSON and PDF."""

from pathlib import Path

import pikepdf
import pytest
from tests.cli.terminal import ADMIN, Desk
from tests.reports.authority import PASSWORD, an_authority

from landwaiter.cli.base.options import OWN_LANGUAGE
from landwaiter.cli.program.program import commands
from landwaiter.domain.letters.letter_text import LETTER_TEXTS
from landwaiter.services.letters.model_letters import letter_title

CASE = "PL1-2026-000002"
ROW = "Who is the end user? | flag RF-P08 | contract"


@pytest.fixture
def worded(desk: Desk) -> Desk:
    admin = desk.colleague(ADMIN)
    for field in LETTER_TEXTS:
        seen = admin.types(
            *("letter", "text", "save", field, "en", "--text", f"text of {field}"),
            *("--source", "Customs Act"),
        )
        assert seen.code == 0, seen.err
    return desk


def test_a_letter_is_drafted_and_nothing_is_written_to_the_case(
    worded: Desk, tmp_path: Path
) -> None:
    pdf = tmp_path / "letter.pdf"
    call = ("letter", "information", CASE, "--to", "exporter", "--language", "en", "--row", ROW)
    made = worded.gets(*call, "--pdf", pdf)
    assert (made["draft"], made["number"], made["language"]) == (True, None, "en")
    assert made["pdf"] == str(pdf)
    assert any("text of office.caution" in line for line in made["lines"])
    assert {one["class"] for one in made["fields"]} <= {"O", "P", "T", "I"}
    with pikepdf.open(pdf) as pages:
        assert str(pages.Root.Lang) == "en"
        assert len(pages.pages) == 1
    first = pdf.read_bytes()
    assert worded.types(*call, "--pdf", pdf).code == 0
    assert pdf.read_bytes() == first
    assert not worded.gets("case", "show", CASE)["actions"]


def test_a_university_that_is_linked_to_the_case_gets_a_letter(worded: Desk) -> None:
    name = "Westhafen University"
    call = ("letter", "information", CASE, "--to", name, "--language", "en", "--row", ROW)
    made = ("entity", "add", name, "--kind", "university", "--country", "DE", "--source", "web")
    link = ("case", "act", CASE, "link", "--party", "exporter", "--basis", "the same number")
    for said in (made, link):
        assert worded.types(*said).code == 0
    seen = worded.types(*call)
    assert seen.code == 1
    assert "linked to the case" in seen.err
    (exporter,) = [
        one for one in worded.gets("case", "show", CASE)["parties"] if one["role"] == "exporter"
    ]
    entity = exporter["link"]["entity_id"]
    joined = worded.types("entity", "link", name, "cooperates", entity, "--source", "a contract")
    assert joined.code == 0, joined.err
    assert f"No address of {name}" in worded.types(*call).err
    where = ("entity", "state", name, "address", "Kai 7, 20457 Hamburg", "--source", "web")
    assert worded.types(*where).code == 0
    address = worded.gets(*call)["address"]
    assert address == [name, "Kai 7", "20457 Hamburg", "Germany (DE)"]


def test_a_text_of_the_office_that_lacks_is_named(desk: Desk) -> None:
    seen = desk.types("letter", "information", CASE, "--to", "exporter", "--row", ROW)
    assert seen.code == 1
    assert "office.answer_address" in seen.err


def test_each_kind_says_why_not(reader: Desk) -> None:
    told = {one["kind"]: one for one in reader.gets("letter", "kinds", CASE)}
    assert len(told) == 7
    assert told["hearing"]["ok"]
    assert told["hold"]["why_not"] == "No goods of this case are held."
    listed = reader.types("letter", "kinds", CASE).out
    assert "not now: No goods of this case are held." in listed
    seen = reader.types("letter", "hold", CASE, "--to", "exporter")
    assert (seen.code, "No goods of this case are held." in seen.err) == (1, True)


def test_a_text_is_listed_with_its_source(worded: Desk) -> None:
    (first, *_others) = worded.gets("letter", "text", "list")
    assert (first["language"], first["source"], first["author"]) == ("en", "Customs Act", ADMIN)
    assert worded.colleague(ADMIN).types(
        "letter", "text", "save", "office.none", "en", "--text", "a", "--source", "b"
    ).code == 1  # fmt: skip


def test_a_letter_is_issued_and_listed(worded: Desk, tmp_path: Path) -> None:
    asked = worded.types("case", "act", CASE, "request-information", "--to", "the exporter",
                         "--reason", "Who is the end user?")  # fmt: skip
    assert asked.code == 0, asked.err
    pdf = tmp_path / "letter.pdf"
    made = worded.gets(
        *("letter", "issue", "information", CASE, "--to", "exporter", "--lang", "en"),
        *("--basis", "UCC Art. 15(1)", "--pdf", pdf),
    )
    assert made["number"] == f"{CASE}/1"
    (row,) = worded.gets("letter", "list", CASE)
    assert letter_title(row["kind"]) in worded.types("letter", "list", CASE).out
    assert (row["number"], row["pdf_sha256"]) == (made["number"], made["pdf_sha256"])
    assert worded.gets("evidence", "list", CASE)


def test_a_question_that_asks_by_a_past_day_is_told_to_who_writes(
    worded: Desk, tmp_path: Path
) -> None:
    told = "Question 1 says “by 20 March 2025”: that day is past."
    row = ("--row", "Send the contract by 20 March 2025 | | contract")
    draft = ("letter", "information", CASE, "--to", "exporter", "--language", "en", *row)
    assert worded.gets(*draft)["remarks"] == [told]
    assert told in worded.types(*draft).out
    issue = (
        *("letter", "issue", "information", CASE, "--to", "exporter", "--lang", "en"),
        *("--basis", "UCC Art. 15(1)", "--pdf", tmp_path / "letter.pdf", *row),
    )
    assert told in worded.types(*issue).out


def test_what_becomes_of_a_letter_is_recorded_and_listed(worded: Desk, tmp_path: Path) -> None:
    def issued(name: str, *rows: str) -> None:
        seen = worded.types(
            *("letter", "issue", "information", CASE, "--to", "exporter", "--lang", "en"),
            *("--basis", "UCC Art. 15(1)", "--pdf", tmp_path / name, *rows),
        )
        assert seen.code == 0, seen.err

    issued("one.pdf", "--row", ROW)
    issued("two.pdf")
    made = worded.gets("letter", "served", CASE, "1", "--date", "2026-04-01", "--how", "by hand")
    assert (made["deed"], made["done"]) == ("case.serve_letter", True)
    reason = ("--reason", "the address was wrong")
    assert worded.gets("letter", "replace", CASE, "1", "--by", "2", *reason)["done"]
    assert worded.gets("letter", "withdraw", CASE, "2", *reason)["done"]
    first, second = worded.gets("letter", "list", CASE)
    assert (first["served"], first["how"], first["ended"]) == ("2026-04-01", "by hand", "replaced")
    assert (first["replaced_by"], first["reason"]) == (f"{CASE}/2", "the address was wrong")
    assert (second["served"], second["ended"], second["request"]) == (
        None,
        "withdrawn",
        first["request"],
    )
    said = worded.types("letter", "list", CASE).out
    assert "served on 1 Apr 2026; replaced by" in " ".join(said.split())
    wrong = worded.types("letter", "withdraw", CASE, "1", *reason)
    assert (wrong.code, "no letter that was issued stands" in wrong.err) == (1, True)
    assert worded.types("letter", "served", CASE, "first", "--date", "2026-04-01").code == 2
    assert worded.types("letter", "served", CASE, "2", "--how", "by hand").code == 2


def test_a_letter_asks_by_a_day_reminds_on_another_and_is_read_again(
    worded: Desk, tmp_path: Path
) -> None:
    ask = ("letter", "information", CASE, "--to", "exporter", "--language", "en", "--row", ROW)
    asked = " ".join(worded.gets(*ask, "--by", "2026-04-10")["lines"])
    assert "by 10 April 2026" in " ".join(asked.split())
    assert worded.types(*ask, "--by", "2026-03-01").code == 1
    assert worded.types(*ask, "--by", "Friday").code == 1
    issue = (
        *("letter", "issue", "information", CASE, "--to", "exporter", "--lang", "en"),
        *("--basis", "UCC Art. 15(1)", "--pdf", tmp_path / "letter.pdf", "--row", ROW),
    )
    days = ("--by", "2026-04-10", "--remind", "2026-04-08")
    assert worded.types(*issue, *days).code == 0
    shown = worded.gets("letter", "show", CASE, "1")
    assert (shown["due"], shown["remind"], shown["answered"]) == ("2026-04-10", "2026-04-08", None)
    assert shown["opened"].startswith("information request to Przykładowe ")
    assert any("Who is the end user?" in line for line in shown["lines"])
    assert worded.gets("letter", "remind", CASE, "1", "--on", "2026-04-09")["done"]
    assert worded.gets("letter", "list", CASE)[0]["remind"] == "2026-04-09"
    assert worded.gets("letter", "remind", CASE, "1")["done"]
    assert worded.gets("letter", "list", CASE)[0]["remind"] is None
    said = " ".join(worded.types("letter", "show", CASE, "1").out.split())
    assert "Answer by 10 Apr 2026" in said
    assert "Answered no answer yet" in said
    assert "Remind me" not in said
    assert worded.types("letter", "show", CASE, "7").code == 1


def test_the_language_of_a_letter_is_not_that_of_the_answer(worded: Desk) -> None:
    letter = ("letter", "information", CASE, "--to", "exporter", "--row", ROW)
    polish = worded.types(*letter, "--language", "pl")
    assert (polish.code, "The letter cannot be made" in polish.err) == (1, True)
    english = worded.types("--language", "pl", *letter, "--language", "en")
    assert "Yours faithfully" in english.out
    assert "Język" in english.out
    assert worded.types(*letter, "--language=klingon").code == 1
    assert worded.types("--language", "klingon", *letter).code == 2


def test_every_command_with_a_language_of_its_own_is_known() -> None:
    shared = {one.help for one in commands().params if "--language" in one.opts}
    own = {
        (group, name)
        for group, found in commands().commands.items()
        for name, command in getattr(found, "commands", {}).items()
        for one in command.params
        if "--language" in one.opts and one.help not in shared
    }
    assert own == OWN_LANGUAGE


def test_a_letter_is_sealed_with_the_certificate_of_the_office(
    worded: Desk, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_text(f"{PASSWORD}\n", encoding="utf-8")
    certificate = an_authority().p12(tmp_path)
    call = (
        *("letter", "issue", "information", CASE, "--to", "exporter", "--lang", "en"),
        *("--basis", "UCC Art. 15(1)", "--row", ROW, "--certificate-password-file", secret),
    )
    sealed = tmp_path / "sealed.pdf"
    assert worded.gets(*call, "--pdf", sealed, "--certificate", certificate)["number"]
    assert b"/ByteRange" in sealed.read_bytes()
    admin = worded.colleague(ADMIN)
    assert admin.types("office", "set", "report.certificate", certificate).code == 0
    later = tmp_path / "later.pdf"
    other = (*call[:-4], "--row", "Where is it?", *call[-2:])
    assert worded.types(*other, "--pdf", later).code == 0
    assert b"/ByteRange" in later.read_bytes()
