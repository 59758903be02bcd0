"""Rows of a great casebook, generated straight into its encrypted database.

Cases come day by day over seven years; most are at an end, the newest are open. What is chosen is
unlike in frequency: one destination in a thousand or in ten, a flag on a third or on hardly any.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from operator import itemgetter
from typing import Any

from landwaiter.domain.registers.entry_words import words_of as words_of_entry
from landwaiter.domain.registers.register_columns import RegisterKind
from landwaiter.domain.registers.register_entries import RegisterEntry
from landwaiter.storage.base.word_hints import place_of
from landwaiter.storage.cases.case_marks import SIGNED, marks_of, signs_of
from landwaiter.storage.people.open_casebook import Casebook
from landwaiter.storage.sqlite.engine import connect
from landwaiter.storage.sqlite.full_text import hints_of

CACHE_KIB, FILLING_KIB = 65_536, 2_000_000
"""The product's own page cache, and one that holds the whole while it is filled."""
FIRST_DAY, DAYS = date(2020, 1, 1), 2_526
DESTINATIONS = ("CN", "US", "AE", "TR", "KZ", "CH", "HK", "JP", None)
FEW_GO_TO = "BT"
OPEN = ("new", "triage", "assessment", "decision_draft", "decision_review", "decided", "reopened")
ENDED = ("executed", "closed", "closed", "closed", "dismissed", "dismissed", "merged")
KINDS = ("export",) * 7 + ("transit", "transit", "brokering")
FEW_ARE = "technical_assistance"
STATUSES = ("not_presented", "held", "sampled", "suspended", "released", "exited", "seized")
GOODS = ("machining centre", "ball valve", "integrated circuits", "cleaning agent", "gyroscope")
CANDIDATES = ("2B001", "3A001", "5A002", "1C350", "6A003", "7A003", "9A012", "2B350", "3B001")
FLAGS = (("RF-P05", 3), ("RF-P12", 50), ("RF-G09", 400), ("RF-R01", 5_000))
"""Each on one case in so many."""
TAGS = (("audit", 5), ("sample", 60), ("board", 900), ("minister", 40_000))
COLUMNS = (
    *("id", "serial", "reference", "kind", "stage", "title", "title_sort", "member_state"),
    *("source", "received", "created_at", "created_by", "assignee", "revision", "mrn"),
    *("exporter", "consignee", "end_user", "destination", "goods", "tracks", "due", "clock"),
    *("flags", "not_evaluated", "proposed_by", "pending", "returned_to", "next_step"),
    *("candidate_list", "candidate_code", "candidate_score", "candidate_authorised"),
    *("codes", "value", "currency", "marks"),
)


def mixed(number: int) -> int:
    """A number that looks drawn, and is the same each time."""
    return (number * 2_654_435_761 & 0xFFFFFFFF) >> 4


def case_id(number: int) -> str:
    return f"{number:032x}"


def case_row(number: int, count: int) -> dict[str, Any]:
    """The line of one case; identities rise with birth, as those of the product do."""
    drawn = mixed(number)
    day = FIRST_DAY + timedelta(days=number * DAYS // count - drawn % 5 * (drawn % 3))
    is_open = number > count * 0.97 or drawn % 400 == 0
    stage = OPEN[drawn % 7] if is_open else ENDED[drawn % 7]
    destination = FEW_GO_TO if drawn % 1_999 == 0 else DESTINATIONS[drawn % 9]
    person = f"Officer {drawn // 7 % 300}" if drawn % 6 else None
    title = f"{GOODS[drawn % 5]} {drawn % 9_973} to Harbour Works {drawn % 7_919}"
    code = f"84{drawn % 4_500:06d}"
    due = clock = None
    if is_open and drawn % 3:
        due = (day + timedelta(days=10 + drawn % 90)).isoformat()
        legal = {"due": due, "ends_at": f"{due}T22:00:00Z", "calendar": "PL"}
        clock = json.dumps({**legal, "label": "A", "legal": drawn % 2 == 0, "total": 10})
    head = CANDIDATES[drawn % 9] if drawn % 11 == 0 else None
    in_draft, in_review = stage == "decision_draft", stage == "decision_review"
    return {
        "id": case_id(number),
        "serial": number,
        "reference": f"PL1-{day.year}-{number:07d}",
        "kind": FEW_ARE if drawn % 2_503 == 0 else KINDS[drawn % 10],
        "stage": stage,
        "title": title,
        "title_sort": title,
        "member_state": "PL",
        "source": "risk-engine hit",
        "received": day.isoformat(),
        "created_at": f"{day}T09:00:00Z",
        "created_by": "Adam",
        "assignee": person,
        "revision": 1,
        "mrn": f"{day.year % 100}PL44101000{number:07d}E",
        "exporter": f"Obrabiarki Wisla {drawn % 4_999}",
        "consignee": f"Harbour Works {drawn % 7_919}",
        "end_user": f"Port Mills {drawn % 6_101}" if drawn % 2 else None,
        "destination": destination,
        "goods": f'{{"{STATUSES[drawn % 3] if is_open else STATUSES[3 + drawn % 4]}":1}}',
        "tracks": '["A"]' if due else "[]",
        "due": due,
        "clock": clock,
        "flags": '{"high":1}' if drawn % 2 else "{}",
        "not_evaluated": drawn % 7,
        "proposed_by": person if in_review else None,
        "pending": ("approval", "countersign")[drawn % 2] if in_review else None,
        "returned_to": person if in_draft and drawn % 5 == 0 else None,
        "next_step": "Take the case and begin its triage.",
        "candidate_list": "Annex I" if head else None,
        "candidate_code": head,
        "candidate_score": drawn % 1_000 if head else 0,
        "candidate_authorised": (None, 0, 1)[drawn % 3] if head else None,
        "codes": f'["{code}"]',
        "value": int(10 ** (2 + drawn % 600 / 100)) if drawn % 10 else None,
        "currency": "EUR" if drawn % 10 else None,
        "marks": marks_of(
            (rule for rule, each in FLAGS if drawn % each == 0),
            (name for name, each in TAGS if drawn % each == 1),
        ),
    }


def lines(numbers: Iterable[int], count: int) -> Iterator[dict[str, Any]]:
    return (case_row(number, count) for number in numbers)


def words_of(row: dict[str, Any]) -> str:
    code = row["codes"][2:-2]
    names = ("reference", "title", "mrn", "exporter", "consignee", "end_user")
    return "\n".join((*filter(None, (row[name] for name in names)), code))


def inserting(table: str, names: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608  # constants


@contextmanager
def filling(connection: Any, *tables: str) -> Iterator[None]:
    """Rows come without guards, and indexes are made of them all at once; then both stand again."""
    quoted = ", ".join(f"'{name}'" for name in tables)
    made = connection.execute(
        f"SELECT type, name, sql FROM sqlite_master WHERE tbl_name IN ({quoted}) "  # noqa: S608  # constants
        "AND sql IS NOT NULL AND (type = 'trigger' OR type = 'index')"
    ).fetchall()
    connection.execute(f"PRAGMA cache_size = -{FILLING_KIB}")
    connection.execute("BEGIN IMMEDIATE")
    for kind, name, _sql in made:
        connection.execute(f"DROP {kind} {name}")
    yield
    for _kind, _name, sql in made:
        connection.execute(sql)
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")


def fill_cases(connection: Any, count: int, *, first: int = 1) -> None:
    """Lines of cases from a number on, their words, flags and tags."""
    numbers = range(first, first + count)
    with filling(connection, "case_file", "flag_raised", "office_tag", "case_tag"):
        connection.executemany(
            inserting("case_file", COLUMNS),
            (tuple(map(row.__getitem__, COLUMNS)) for row in lines(numbers, count)),
        )
        connection.executemany(
            "INSERT INTO case_search (rowid, words, signs) VALUES (?, ?, ?)",
            (
                (row["serial"], words_of(row), signs)
                for row, signs in zip(
                    lines(numbers, count), _signs(connection, numbers), strict=True
                )
            ),
        )
        connection.executemany(
            inserting("flag_raised", ("case_id", "rule", "severity")),
            (
                (case_id(number), rule, "high")
                for number in numbers
                for rule, each in FLAGS
                if mixed(number) % each == 0
            ),
        )
        _tag(connection, numbers)


def _signs(connection: Any, numbers: range) -> Iterator[str]:
    """Of each case, as the database says what they are of."""
    asked = f"SELECT {', '.join(SIGNED)} FROM case_file WHERE serial >= ? ORDER BY serial"  # noqa: S608  # constants
    for row in connection.execute(asked, (numbers.start,)):
        yield signs_of(dict(zip(SIGNED, row, strict=True)))


def _tag(connection: Any, numbers: range) -> None:
    by = ("Adam", "2026-01-01T09:00:00Z")
    connection.executemany(
        inserting("office_tag", ("id", "name", "name_key", "author", "at")),
        ((f"tag-{name}", name, name, *by) for name, _each in TAGS),
    )
    rows = (
        (f"{name}-{number}", case_id(number), f"tag-{name}", *by)
        for name, each in TAGS
        for number in numbers
        if mixed(number) % each == 1
    )
    connection.executemany(inserting("case_tag", ("id", "case_id", "tag_id", "author", "at")), rows)


DEEDS = ("case.note", "case.assess", "case.propose", "case.approve", "hit.judged", "case.opened")


def fill_audit(connection: Any, count: int, cases: int) -> None:
    """Entries that follow each other by number; their hashes are none of a sound chain."""
    last = connection.execute("SELECT max(seq) FROM audit_entry").fetchone()[0]
    with filling(connection, "audit_entry", "audit_payload"):
        numbers = range(1, count + 1)
        connection.executemany(
            "INSERT INTO audit_entry (seq, entry, sha256) VALUES (?, ?, ?)",
            ((last + number, *_entry(last + number, number, count, cases)) for number in numbers),
        )
        connection.executemany(
            "INSERT INTO audit_payload (seq, salt, content) VALUES (?, ?, ?)",
            ((last + number, b"0" * 16, _told(number, cases)) for number in numbers),
        )


def _about(number: int, cases: int) -> int:
    return 1 + mixed(number) % cases


def _told(number: int, cases: int) -> str:
    about = case_row(_about(number, cases), cases)
    return json.dumps({"reference": about["reference"], "reason": f"seen at the quay, {number}"})


def _entry(seq: int, number: int, count: int, cases: int) -> tuple[str, str]:
    drawn = mixed(number)
    day = FIRST_DAY + timedelta(days=number * DAYS // count)
    path = f"case/{case_id(_about(number, cases))}"
    if drawn % 10 == 0:
        path = (
            f"entity/{drawn % 5_000:032x}" if drawn % 20 else f"{path}/entity/{drawn % 5_000:032x}"
        )
    text = json.dumps(
        {
            "actor": f"Officer {drawn // 7 % 300}" if drawn % 5 else "Adam",
            "at": f"{day}T{6 + number * 12 // count % 12:02d}:00:00Z",
            "by": "",
            "case_prev": "",
            "case_seq": "",
            "deed": "case.reopened" if drawn % 30_011 == 0 else DEEDS[drawn % 6],
            "deed_id": case_id(number),
            "object": path,
            "payload_sha256": "0" * 64,
            "prev": "0" * 64,
            "seq": str(seq),
            "unit": str(seq),
            "v": "2",
        },
        separators=(",", ":"),
    )
    return text, hashlib.sha256(text.encode()).hexdigest()


ENTRY = ("id", "register", "issuer", "ref", "content", "sha256", "reason", "batch", "motion_id")


def fill_registers(connection: Any, count: int) -> None:
    """Licences of two issuers, one in ten stated twice."""

    def rows() -> Iterator[tuple[str, ...]]:
        for number in range(1, count + 1):
            key = number - 1 if number % 10 == 0 else number
            issuer, entry = licence(key)
            content = json.dumps({"values": entry.values, "items": entry.items})
            yield (
                f"{number:032x}",
                "licences",
                issuer,
                entry.ref,
                content,
                "0" * 64,
                "",
                "",
                "",
            )

    def said() -> Iterator[tuple[str, dict[str, str]]]:
        for number in range(1, count + 1):
            issuer, entry = licence(number - 1 if number % 10 == 0 else number)
            key = {"register": "licences", "issuer": issuer, "ref": entry.ref}
            yield words_of_entry(RegisterKind.LICENCES, issuer, entry), key

    with filling(connection, "register_entry", "register_worded"):
        connection.executemany(
            inserting("register_entry", (*ENTRY, "author", "at")),
            ((*row, "Adam", "2026-01-01T09:00:00Z") for row in rows()),
        )
        fill_words(connection, "register", said())


def _numbered(
    said: Iterable[tuple[str, Mapping[str, str]]], order: str
) -> Iterator[tuple[int, tuple[str, Mapping[str, str]]]]:
    last: dict[int, int] = {}
    for words, key in said:
        place = place_of(key[order]) if order else 0
        last[place] = last.get(place, place) + 1
        yield last[place], (words, key)


def fill_words(connection: Any, name: str, said: Iterable[tuple[str, Mapping[str, str]]]) -> None:
    """Words of a list, each with the key of its row."""
    numbered = sorted(_numbered(said, "name" if name == "entity" else ""), key=itemgetter(0))
    connection.executemany(
        inserting(f"{name}_words", ("rowid", "words")),
        ((no, hints_of(words.casefold(), key.get("issuer", ""))) for no, (words, key) in numbered),
    )
    connection.executemany(
        inserting(f"{name}_worded", ("serial", *numbered[0][1][1])),
        ((no, *key.values()) for no, (_words, key) in numbered),
    )


def licence(key: int) -> tuple[str, RegisterEntry]:
    """An issuer and what it stated."""
    values = {
        "ref": f"L-{key:07d}",
        "holder": f"Obrabiarki Wisla {mixed(key) % 4_999}",
        "consignee": f"Harbour Works {mixed(key) % 7_919}",
        "destination": FEW_GO_TO if key % 1_999 == 0 else DESTINATIONS[key % 8] or "CN",
        "valid_from": "2026-01-01",
        "valid_to": "2027-12-31",
    }
    return ("BAFA", "MRiT")[key % 2], RegisterEntry(values, ({"no": "1", "code": "2B001"},))


def fill_entities(connection: Any, count: int) -> None:
    """Firms with a number each; what half of them is called is stated as a fact too."""
    by = ("Adam", "2026-01-01T09:00:00Z")
    numbered = numbers(count)

    def facts() -> Iterator[tuple[str, ...]]:
        for no in numbered[::2]:
            value = json.dumps({"text": other_name(no), "kind": "trade"})
            yield (f"fact-{no}", f"{no:032x}", "name", value, "register", "A1", "", *by)

    def said() -> Iterator[tuple[str, dict[str, str]]]:
        for no in numbered:
            for words in (firm(no), number_of(no), *([other_name(no)] if no % 2 else [])):
                yield words, {"name": firm(no), "entity_id": f"{no:032x}"}

    with filling(connection, "entity", "entity_identifier", "entity_fact", "entity_worded"):
        connection.executemany(
            inserting("entity", ("id", "name", "kind", "country", "author", "at")),
            ((f"{no:032x}", firm(no), "organisation", "PL", *by) for no in numbered),
        )
        connection.executemany(
            inserting("entity_identifier", ("entity_id", "kind", "value")),
            ((f"{no:032x}", "eori", number_of(no)) for no in numbered),
        )
        named = ("id", "entity_id", "kind", "value", "source", "grade", "note", "author", "at")
        connection.executemany(inserting("entity_fact", named), facts())
        fill_words(connection, "entity", said())


def firm(no: int) -> str:
    """Of a thousand beginnings; one in ten is at the end of the list, by a word of its own."""
    if no % 10 == 0:
        return f"Zatoka Harbour Works {mixed(no) % 97_919}"
    begins = "".join(_LETTERS[mixed(no) // 97_919 // power % 10] for power in (1, 10, 100))
    return f"{begins}ona Harbour Works {mixed(no) % 97_919}"


_LETTERS = "ABDEKLMORT"


def other_name(no: int) -> str:
    return f"Port Mills {mixed(no) % 6_101}"


def number_of(no: int) -> str:
    return f"PL{no:09d}"


def fill_texts(connection: Any, count: int) -> None:
    """A note on each case; steel stands in every second."""
    with filling(connection, "text_place"):
        connection.executemany(
            "INSERT INTO text_place (serial, case_id, kind, source, part, part_name, first_line, "
            "author, at, text) VALUES (?, ?, 'notes', ?, '', '', 1, 'Adam', ?, ?)",
            (
                (no, case_id(no), f"row-{no}", case_day(no, count), note(no))
                for no in numbers(count)
            ),
        )
        connection.executemany(
            "INSERT INTO text_search (rowid, words) VALUES (?, ?)",
            ((no, note(no)) for no in numbers(count)),
        )


def numbers(count: int) -> range:
    return range(1, count + 1)


def case_day(number: int, count: int) -> str:
    return f"{FIRST_DAY + timedelta(days=number * DAYS // count)}T09:00:00Z"


def note(number: int) -> str:
    drawn = mixed(number)
    words = (f"w{drawn % 5_003}", f"w{drawn % 797}", f"w{drawn % 101}", "quay")
    return " ".join((*words, *(("steel",) if drawn % 2 else ()), "pipe" if drawn % 77 == 0 else ""))


def filled(casebook: Casebook, *steps: Callable[[Any], None]) -> None:
    """The casebook with rows of its own making in place of deeds."""
    connection = connect(casebook.database, casebook.keys.database, wait_s=10.0)
    for step in steps:
        step(connection)
    connection.close()
