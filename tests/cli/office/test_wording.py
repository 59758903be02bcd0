"""Texts of an office on the command line: taken in, spoken after sign-in, shown, given out."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from installer.translations import catalogues, compile_all
from tests.cli.terminal import ADMIN, REVIEWER, Desk, typed

from landwaiter import i18n
from landwaiter.reports.dossier.shown import WordsState, words_of
from landwaiter.reports.proof.verify import verify_reports

HEAD = 'msgid ""\nmsgstr ""\n"Language: pl\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
OWN = 'msgid "Reference"\nmsgstr "Akta"\n\n'
TITLE = 'msgid "Case report"\nmsgstr "Raport z akt"\n\n'
HITS = (
    'msgid "{n} hit"\nmsgid_plural "{n} hits"\n'
    'msgstr[0] "{n} zgodność"\nmsgstr[1] "{n} zgodności"\nmsgstr[2] "{n} zgodności!"\n\n'
)
POLISH = {"LANDWAITER_LANGUAGE": "pl"}


@pytest.fixture(autouse=True)
def _as_at_the_start(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if any(not path.with_suffix(".mo").exists() for path in catalogues()):
        compile_all()
        i18n.catalogue.cache_clear()
    monkeypatch.setattr(i18n._Process, "words", None)
    yield
    i18n.supply({})


def po(folder: Path, *entries: str, head: str = HEAD) -> Path:
    file = folder / "own.po"
    file.write_text(head + "".join(entries), encoding="utf-8")
    return file


def supplied(desk: Desk, *entries: str, language: str = "pl", head: str = HEAD) -> Desk:
    file = po(desk.path.parent, *entries, head=head)
    seen = desk.colleague(ADMIN).types("wording", "import", language, file, "--edition", "2026-1")
    assert seen.code == 0, seen.err
    return desk


def test_the_texts_of_the_office_win_after_sign_in_and_there_alone(desk: Desk) -> None:
    shipped = desk.types("case", "list", environment=POLISH)
    supplied(desk, OWN, HITS)
    assert "Akta" not in shipped.out
    assert "Akta" in desk.types("case", "list", environment=POLISH).out
    assert desk.types("case", "list", environment={"LANDWAITER_LANGUAGE": "de"}).code == 0
    assert i18n.catalogue_here("de") is i18n.catalogue("de")
    assert typed("case", "list", environment=POLISH).err.startswith("Nie wskazano")
    assert i18n.catalogue_here("pl") is i18n.catalogue("pl")


def test_json_says_the_same_with_and_without_them(desk: Desk) -> None:
    before = desk.gets("case", "list")
    supplied(desk, OWN)
    assert desk.gets("case", "list") == before
    assert json.loads(desk.types("case", "list", "--json", environment=POLISH).out) == before


def test_each_language_has_its_own(desk: Desk) -> None:
    supplied(desk, OWN)
    german = HEAD.replace("Language: pl", "Language: de")
    supplied(desk, OWN.replace("Akta", "Akte Nr."), language="de", head=german)
    assert "Akta" in desk.types("case", "list", "--language", "pl").out
    assert "Akte Nr." in desk.types("case", "list", "--language", "de").out
    assert "Reference" in desk.types("case", "list", "--language", "en").out
    rows = desk.gets("wording", "list")
    assert [(row["language"], row["texts"], row["trust"]) for row in rows] == [
        ("de", 1, "supplied by the office"),
        ("pl", 1, "supplied by the office"),
    ]


def test_what_was_done_stands_in_the_audit_trail_with_the_hash_of_the_file(desk: Desk) -> None:
    supplied(desk, OWN, HITS)
    (row,) = desk.gets("wording", "list")
    admin = desk.colleague(ADMIN)
    (entry,) = admin.gets("audit", "list", "--deed", "texts.supplied")
    told = admin.types("audit", "show", "--of", "Texts of the office supplied").out
    assert "Texts of the office supplied" in told
    assert "2026-1" in told
    assert row["sha256"] in admin.types("audit", "export").out
    assert row["by"] == entry["actor"] == ADMIN


def test_taken_away_the_program_speaks_as_before(desk: Desk) -> None:
    supplied(desk, OWN)
    assert desk.colleague(ADMIN).types("wording", "remove", "pl").code == 0
    assert "Akta" not in desk.types("case", "list", environment=POLISH).out
    assert desk.gets("wording", "list") == []
    again = desk.colleague(ADMIN).types("wording", "remove", "pl")
    assert (again.code, "supplies no texts in this language" in again.err) == (1, True)


def test_only_head_and_administrator_supply_and_take_away(desk: Desk) -> None:
    file = po(desk.path.parent, OWN)
    assert desk.types("wording", "import", "pl", file, "--edition", "1").code == 1
    supplied(desk, OWN)
    assert desk.types("wording", "remove", "pl").code == 1
    assert len(desk.gets("wording", "list")) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('msgid "No such text"\nmsgstr "Nic"\n', ("row 6", "No such text", "export --all")),
        (
            'msgid "{contract} of {day}, {instrument}"\nmsgstr "Od {rok}."\n',
            ("row 6", "other places", "{contract}, {day}, {instrument}"),
        ),
        ('msgid "Reference"\nmsgstr "Akta "\n', ("row 6", "blanks", "as the id does")),
        ('msgid "Reference"\nmsgstr "Ak\u202eta"\n', ("row 6", "nobody sees")),
        ('#, fuzzy\nmsgid "Reference"\nmsgstr "Akta"\n', ("row 7", "fuzzy", "Confirm it")),
        (f"{OWN}{OWN}", ("row 9", "twice", "Keep one")),
        ('msgctxt "x"\nmsgid "Reference"\nmsgstr "Akta"\n', ("row 7", "No text of the program")),
        (
            'msgid "{n} hit"\nmsgid_plural "{n} hits"\nmsgstr[0] "{n} a"\nmsgstr[1] "{n} b"\n',
            ("row 6", "number of forms", "“2”", "3"),
        ),
        (HITS + 'msgid "1,000"\nmsgstr "1 000"\n', ("row 12", "No text of the program")),
        ('msgid "Case\nmsgstr "Akta"\n', ("row 6",)),
        ("nothing of gettext\n", ("row 6", "another form", ".po")),
        (f'{OWN}msgid "Case report"\nmsgstr ""\nmsgid "x"\nmsgstr "y"\nmsgid "z"\nmsgstr "y"\n',
         ("row 11", "1 more text")),
    ],
)  # fmt: skip
def test_a_file_that_misfits_is_refused_with_its_place(
    desk: Desk, text: str, told: tuple[str, ...]
) -> None:
    file = po(desk.path.parent, text)
    seen = desk.colleague(ADMIN).types("wording", "import", "pl", file, "--edition", "1")
    assert seen.code == 1
    for part in ("own.po", *told):
        assert part in seen.err, seen.err
    assert desk.gets("wording", "list") == []


@pytest.mark.parametrize(
    ("language", "content", "told"),
    [
        ("de", (HEAD + OWN).encode(), "another language"),
        ("en", (HEAD + OWN).encode(), "does not speak"),
        ("xx", (HEAD + OWN).encode(), "does not speak"),
        ("pl", HEAD.encode() + b'msgid "Hits"\nmsgstr "\xf3"\n', "row 7: The file is not UTF-8"),
        ("pl", b"# " + b"x" * (8 << 20), "larger than 8 MB"),
        ("pl", HEAD.encode(), "No text of the file is other"),
        ("pl", b"", "No text of the file is other"),
        ("pl", HEAD.replace("pl", "pl\\n\"\n\"Plural-Forms: nplurals=99999999999;").encode()
         + HITS.encode()[:-30], "number of forms"),
    ],
)  # fmt: skip
def test_another_file_is_refused(desk: Desk, language: str, content: bytes, told: str) -> None:
    file = desk.path.parent / "own.po"
    file.write_bytes(content)
    seen = desk.colleague(ADMIN).types("wording", "import", language, file, "--edition", "1")
    assert (seen.code, told in seen.err) == (1, True), seen.err


def test_a_long_label_is_kept_and_warned_of(desk: Desk) -> None:
    long = 'msgid "Reference"\nmsgstr "Akta sprawy prowadzonej w urzędzie celno-skarbowym"\n'
    file = po(desk.path.parent, long)
    seen = desk.colleague(ADMIN).types("wording", "import", "pl", file, "--edition", "1")
    assert seen.code == 0
    assert "“Reference”" in seen.err
    assert "may cut it" in seen.err


def test_what_the_program_says_itself_is_not_kept(desk: Desk) -> None:
    own = i18n.catalogue("pl").text("Hits")
    admin = desk.colleague(ADMIN)
    file = po(desk.path.parent, OWN, f'msgid "Hits"\nmsgstr "{own}"\n')
    made = admin.gets("wording", "import", "pl", file, "--edition", "1")
    assert (made["texts"], made["same"]) == (1, 1)
    rows = desk.gets("wording", "list", "pl")
    shipped = i18n.catalogue("pl").text("Reference")
    assert rows == [{"id": "Reference", "text": "Akta", "shipped": shipped}]


def test_what_is_written_out_can_be_taken_in_again(desk: Desk) -> None:
    supplied(desk, OWN, HITS)
    folder = desk.path.parent
    assert desk.gets("wording", "export", "pl", folder / "some.po")["texts"] == 2
    every = desk.gets("wording", "export", "pl", folder / "all.po", "--all")["texts"]
    assert every > 5000
    with (folder / "all.po").open("rb") as file:
        assert read_po(file, locale="pl")["Reference"].string == "Akta"
    (before,) = desk.gets("wording", "list")
    admin = desk.colleague(ADMIN)
    for name in ("some.po", "all.po"):
        made = admin.gets("wording", "import", "pl", folder / name, "--edition", name)
        assert made["texts"] == before["texts"] == 2


def test_a_report_brings_the_words_of_the_office_along(desk: Desk, tmp_path: Path) -> None:
    """Who verifies it has neither the casebook nor these texts."""
    supplied(desk, TITLE, OWN)
    reference = desk.gets("case", "list")[0]["reference"]
    pdf, xlsx = tmp_path / "r.pdf", tmp_path / "r.xlsx"
    made = desk.types("report", "case", reference, "--pdf", pdf, "--xlsx", xlsx, environment=POLISH)
    assert made.code == 0, made.err
    (row,) = desk.gets("wording", "list")
    i18n.choose(None)
    i18n.supply({})
    proof = verify_reports([pdf, xlsx], key_sheet=None)
    (dossier, _same) = (file.content for file in proof.files)
    assert dossier.words["Case report"] == "Raport z akt"
    assert dossier.closing[-1].rows[0][3] == row["sha256"]
    assert "supplied by the office" in json.dumps(json.loads(dossier.canonical())["closing"])
    assert dossier.catalogue != i18n.catalogue("pl").sha256
    assert words_of(dossier) is WordsState.UNKNOWN
    assert all(file.consistent for file in proof.files)
    i18n.supply({"pl": i18n.Catalogue("pl", {"Case report": "Raport z akt", "Reference": "Akta"})})
    assert words_of(dossier) is WordsState.KNOWN


def test_a_colleague_sees_who_supplied_what(desk: Desk) -> None:
    supplied(desk, OWN)
    said = desk.colleague(REVIEWER).types("wording", "list").out
    for part in ("pl", "2026-1", "supplied by the office", ADMIN):
        assert part in said
