"""Texts of an office on the command line: taken in, spoken after sign-in, shown, given out."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from installer.translations import catalogues, compile_all
from tests.cli.terminal import ADMIN, REVIEWER, Desk, Seen, typed

from landwaiter import i18n
from landwaiter.reports.dossier.shown import WordsState, words_of
from landwaiter.reports.proof.verify import verify_reports
from landwaiter.services.office import texts_file

HEAD = 'msgid ""\nmsgstr ""\n"Language: pl\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
OWN = 'msgid "Reference"\nmsgstr "Akta"\n\n'
TITLE = 'msgid "Case report"\nmsgstr "Raport z akt"\n\n'
HITS = (
    'msgid "{n} hit"\nmsgid_plural "{n} hits"\n'
    'msgstr[0] "{n} zgodność"\nmsgstr[1] "{n} zgodności"\nmsgstr[2] "{n} zgodności!"\n\n'
)
POLISH = {"LANDWAITER_LANGUAGE": "pl"}
WHY = "the house says it so"


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
    """Proposed by the administrator, agreed to by the reviewer."""
    file = po(desk.path.parent, *entries, head=head)
    seen = proposed(desk, file, language)
    assert seen.code == 0, seen.err
    agreed(desk)
    return desk


def proposed(desk: Desk, file: Path, language: str = "pl", edition: str = "2026-1") -> Seen:
    words = ("wording", "import", language, file, "--edition", edition, "--reason", WHY)
    return desk.colleague(ADMIN).types(*words, "--json")


def agreed(desk: Desk, who: str = REVIEWER) -> None:
    second = desk.colleague(who)
    (waiting,) = second.gets("motions", "list")
    second.gets("motions", "second", waiting["id"])


def test_the_texts_of_the_office_win_after_sign_in_and_there_alone(desk: Desk) -> None:
    shipped = desk.types("case", "list", environment=POLISH)
    supplied(desk, OWN, HITS)
    assert "Akta" not in shipped.out
    assert "Akta" in desk.types("case", "list", environment=POLISH).out
    assert desk.types("case", "list", environment={"LANDWAITER_LANGUAGE": "de"}).code == 0
    assert i18n.catalogue_here("de") is i18n.catalogue("de")
    assert typed("case", "list", environment=POLISH).err.startswith("Nie wskazano")
    assert i18n.catalogue_here("pl") is i18n.catalogue("pl")


def test_until_another_person_agrees_the_old_texts_hold(desk: Desk) -> None:
    supplied(desk, OWN)
    other = OWN.replace("Akta", "Papiery")
    asked = proposed(desk, po(desk.path.parent, other, HITS), edition="2026-2").data
    assert asked["motion"] is not None
    assert "Akta" in desk.types("case", "list", environment=POLISH).out
    own = desk.colleague(ADMIN).types("motions", "second", asked["motion"])
    assert (own.code, "own motion" in own.err) == (1, True)
    agreed(desk)
    assert "Papiery" in desk.types("case", "list", environment=POLISH).out
    (row,) = desk.gets("wording", "list")
    assert (row["edition"], row["texts"]) == ("2026-2", 2)


def test_the_second_person_reads_each_text_as_it_is_and_as_it_would_be(desk: Desk) -> None:
    supplied(desk, OWN, TITLE)
    shipped = i18n.catalogue("pl")
    file = po(desk.path.parent, OWN.replace("Akta", "Papiery"), HITS)
    asked = proposed(desk, file, edition="2026-2").data["motion"]
    reviewer = desk.colleague(REVIEWER)
    shown = reviewer.gets("motions", "show", asked)
    hits = "\n".join(shipped.counts["{n} hit", "{n} hits"])
    title = shipped.text("Case report")
    assert [tuple(one.values()) for one in shown["texts"]] == [
        ("Case report", title, "Raport z akt", title),
        ("Reference", shipped.text("Reference"), "Akta", "Papiery"),
        ("{n} hit / {n} hits", hits, hits, "{n} zgodność\n{n} zgodności\n{n} zgodności!"),
    ]
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    assert shown["facts"]["source"] == {"edition": "2026-2", "sha256": sha256}
    assert shown["facts"]["words"]["count"] == 2
    told = reviewer.types("motions", "show", asked).out
    for part in (sha256, "Text now: Akta", "Text proposed: Papiery", "edition 2026-2", WHY):
        assert part in told


def test_who_reads_a_removal_sees_what_comes_back(desk: Desk) -> None:
    supplied(desk, OWN)
    desk.colleague(ADMIN).gets("wording", "remove", "pl", "--reason", WHY)
    (waiting,) = desk.gets("motions", "list")
    (text,) = desk.gets("motions", "show", waiting["id"])["texts"]
    shipped = i18n.catalogue("pl").text("Reference")
    assert (text["now"], text["proposed"]) == ("Akta", shipped)


def test_declined_or_withdrawn_nothing_is_spoken(desk: Desk) -> None:
    file = po(desk.path.parent, OWN)
    admin, reviewer = desk.colleague(ADMIN), desk.colleague(REVIEWER)
    asked = proposed(desk, file).data["motion"]
    reviewer.gets("motions", "decline", asked, "--reason", "it misleads")
    asked = proposed(desk, file).data["motion"]
    admin.gets("motions", "withdraw", asked, "--reason", "a slip")
    assert desk.gets("wording", "list") == desk.gets("motions", "list") == []
    assert "Akta" not in desk.types("case", "list", environment=POLISH).out


def test_what_rests_on_an_edition_that_was_replaced_is_moved_anew(desk: Desk) -> None:
    """Also where the same edition came back in between, or none is there again."""
    first = proposed(desk, po(desk.path.parent, OWN)).data["motion"]
    other = proposed(desk, po(desk.path.parent, TITLE), edition="2026-2").data["motion"]
    reviewer = desk.colleague(REVIEWER)
    reviewer.gets("motions", "second", other)
    desk.colleague(ADMIN).gets("wording", "remove", "pl", "--reason", WHY)
    gone = next(row for row in reviewer.gets("motions", "list") if row["id"] != first)
    reviewer.gets("motions", "second", gone["id"])
    late = reviewer.types("motions", "second", first)
    assert (late.code, "has changed since it was moved" in late.err) == (1, True)
    assert desk.gets("wording", "list") == []


def test_texts_that_fit_the_program_no_more_are_refused(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A newer version may have another id between proposal and agreement."""
    asked = proposed(desk, po(desk.path.parent, OWN)).data["motion"]
    shipped = i18n.catalogue("pl")
    fewer = {id_: text for id_, text in shipped.texts.items() if id_ != "Reference"}
    newer = i18n.Catalogue("pl", fewer, shipped.counts)
    monkeypatch.setattr(texts_file, "catalogue", lambda language: newer)
    late = desk.colleague(REVIEWER).types("motions", "second", asked)
    assert (late.code, "No text of the program has this id" in late.err) == (1, True)
    assert desk.gets("wording", "list") == []


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
    (entry,) = admin.gets("audit", "list", "--deed", "supply_texts")
    told = admin.types("audit", "show", "--of", "Texts of the office supplied").out
    assert "Texts of the office supplied" in told
    assert "2026-1" in told
    assert row["sha256"] in admin.types("audit", "export").out
    assert row["by"] == json.loads(entry["payload"])["moved_by"] == ADMIN
    assert row["seconder"] == entry["actor"] == REVIEWER


def test_taken_away_the_program_speaks_as_before(desk: Desk) -> None:
    supplied(desk, OWN)
    admin = desk.colleague(ADMIN)
    assert admin.gets("wording", "remove", "pl", "--reason", WHY)["done"] is False
    assert "Akta" in desk.types("case", "list", environment=POLISH).out
    agreed(desk)
    assert "Akta" not in desk.types("case", "list", environment=POLISH).out
    assert desk.gets("wording", "list") == []
    again = admin.types("wording", "remove", "pl", "--reason", WHY)
    assert (again.code, "supplies no texts in this language" in again.err) == (1, True)


def test_only_head_and_administrator_supply_and_take_away(desk: Desk) -> None:
    file = po(desk.path.parent, OWN)
    said = ("--edition", "1", "--reason", WHY)
    assert desk.types("wording", "import", "pl", file, *said).code == 1
    supplied(desk, OWN)
    assert desk.types("wording", "remove", "pl", "--reason", WHY).code == 1
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
    seen = proposed(desk, file)
    assert seen.code == 1
    for part in ("own.po", *told):
        assert part in seen.err, seen.err
    assert desk.gets("motions", "list") == []
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
    seen = proposed(desk, file, language)
    assert (seen.code, told in seen.err) == (1, True), seen.err


def test_a_long_label_is_kept_and_warned_of(desk: Desk) -> None:
    long = 'msgid "Reference"\nmsgstr "Akta sprawy prowadzonej w urzędzie celno-skarbowym"\n'
    file = po(desk.path.parent, long)
    seen = proposed(desk, file)
    assert seen.code == 0
    assert "“Reference”" in seen.err
    assert "may cut it" in seen.err


def test_what_the_program_says_itself_is_not_kept(desk: Desk) -> None:
    own = i18n.catalogue("pl").text("Hits")
    file = po(desk.path.parent, OWN, f'msgid "Hits"\nmsgstr "{own}"\n')
    made = proposed(desk, file).data
    assert (made["texts"], made["same"]) == (1, 1)
    agreed(desk)
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
    for name in ("some.po", "all.po"):
        made = proposed(desk, folder / name, edition=name).data
        assert made["texts"] == before["texts"] == 2
        agreed(desk)


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
    for part in ("pl", "2026-1", "supplied by the office", ADMIN, REVIEWER):
        assert part in said
