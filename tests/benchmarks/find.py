"""Finding in texts beside bare SQLite FTS5, and three ways of parting words.

    python -m tests.benchmarks.find [--notes 100000] [--pieces 10000] [--cases 10000] [--json FILE]
                                    [--texts FILE …]

Notes and texts of evidence are generated straight into an encrypted casebook, and the same folded
words into a plain FTS5 table. Each question is asked many times; the 95th percentile counts. With
`--texts` the lines of other people's files are indexed in three ways, and it is told how large each
index is and what it finds. Prints Markdown tables and writes the same as JSON; nothing is asserted.
"""

import argparse
import json
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from landwaiter.domain.finding.place import TextKind
from landwaiter.domain.finding.words import asked, fold, indexed
from landwaiter.services.finding.find import FindQuery, find
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session
from landwaiter.storage.sqlite.engine import connect

PASSWORD = "a sentence that is long enough"
TIMES, PAGE = 20, 50
FILLING_KIB, CACHE_KIB = 1_000_000, 65_536
SYLLABLES = (
    "ka",
    "lo",
    "mi",
    "ren",
    "to",
    "vas",
    "ska",
    "dor",
    "eli",
    "pum",
    "gra",
    "ny",
    "ße",
    "łó",
)
PLACE = (
    "INSERT INTO text_place (serial, case_id, kind, source, part, part_name, first_line, author, "
    "at, text) VALUES (?, ?, ?, ?, ?, ?, 1, 'Ana', ?, ?)"
)
WORDS = "INSERT INTO text_search (rowid, words) VALUES (?, ?)"
CASE = (
    "INSERT INTO case_file (id, serial, reference, kind, stage, title, member_state, source, "
    "received, created_at, created_by, revision) VALUES (?, ?, ?, 'export', 'new', 'goods', "
    "'PL', 'risk', '2026-03-01', '2026-03-01T09:00:00Z', 'Ana', 1)"
)
QUESTIONS = (
    ("a rare word", "raresthafnium"),
    ("two words", "kalo miren"),
    ("words in a row", '"to vas"'),
    ("the beginning of a word", "pumg*"),
    ("a word of every second text", "steel"),
    ("the beginning of a word without saying so", "raresthaf"),
    ("two words in several texts of a case", "raresthafnium tungstenite"),
    ("a word that is nowhere", "quastelhuber"),
)


def vocabulary(chance: random.Random) -> list[str]:
    words = {"".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(60_000)}
    return sorted(words)


def texts(notes: int, pieces: int) -> Iterator[tuple[TextKind, str]]:
    """Words as they are spread in writing: few of them often, most of them seldom."""
    chance = random.Random(16)  # noqa: S311  # the same texts each time
    words = vocabulary(chance)
    weights = [1 / (rank + 3) for rank in range(len(words))]
    chance.shuffle(words)
    many = chance.choices(words, weights, k=2_000_000)

    def said(length: int) -> str:
        start = chance.randrange(len(many) - length)
        steel = ("steel",) if chance.random() < 0.5 else ()
        return " ".join((*many[start : start + length], *steel))

    for number in range(notes):
        # The two never stand in one text; in one case they do.
        rare = " raresthafnium" if number % 10_000 == 7 else ""
        rare = " tungstenite" if number % 10_000 == 8 else rare
        yield TextKind.NOTES, said(chance.randint(8, 60)) + rare
    for _ in range(pieces):
        yield TextKind.EVIDENCE, said(1_500)


def filled(folder: Path, rows: Sequence[tuple[TextKind, str]], cases: int) -> tuple[Session, float]:
    office = sessions.CasebookOffice("PL1", "PL")
    opened = sessions.create_casebook(folder, office=office, user="Adam", password=PASSWORD)
    casebook = opened.session.casebook
    connection = connect(casebook.database, casebook.keys.database, wait_s=10.0)
    connection.execute(f"PRAGMA cache_size = -{FILLING_KIB}")
    begun = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        CASE, ((f"case-{no}", no, f"PL1-2026-{no:06d}") for no in range(1, cases + 1))
    )
    for serial, (_kind, text) in enumerate(rows, start=1):
        day = f"2026-{1 + serial % 12:02d}-{1 + serial % 28:02d}T09:00:00Z"
        # Two neighbours are of one case.
        case = f"case-{1 + serial // 2 % cases}"
        # Pieces of evidence have no row of their own here: their words are read as those of notes.
        place = (serial, case, TextKind.NOTES.value, f"row-{serial}", "", "", day, text)
        connection.execute(PLACE, place)
        connection.execute(WORDS, (serial, indexed(text)))
    connection.execute("COMMIT")
    took = time.perf_counter() - begun
    connection.execute("ANALYZE")
    connection.close()
    casebook.close()
    return sessions.open_casebook(folder, user="Adam", password=PASSWORD), took


def bare(path: Path, rows: Sequence[tuple[TextKind, str]]) -> tuple[sqlite3.Connection, float]:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE VIRTUAL TABLE bare USING fts5 (words, tokenize = 'ascii')")
    begun = time.perf_counter()
    connection.execute("BEGIN")
    connection.executemany(
        "INSERT INTO bare (rowid, words) VALUES (?, ?)",
        ((serial, fold(text)) for serial, (_kind, text) in enumerate(rows, start=1)),
    )
    connection.execute("COMMIT")
    return connection, time.perf_counter() - begun


def percentile_ms(ask: Callable[[], object]) -> float:
    ask()
    taken = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - begun) * 1000)
    return sorted(taken)[int(TIMES * 0.95) - 1]


def match_of(words: str) -> str:
    terms = asked(words).terms
    return " AND ".join(f'"{" ".join(one.words)}"{" *" if one.begins else ""}' for one in terms)


BARE = (
    "SELECT rowid, snippet(bare, 0, '[', ']', '…', 30) FROM bare WHERE words MATCH ? "
    "ORDER BY rank LIMIT 50"
)


def questions(session: Session, plain: sqlite3.Connection, rows: Any) -> list[dict[str, Any]]:
    say(f"First page of {PAGE} of {len(rows):,} texts, 95th percentile of {TIMES}\n")
    taken = []
    say("| question | found | bare FTS5 | Landwaiter | ratio |")
    say("|---|---|---|---|---|")
    for name, words in QUESTIONS:
        match = match_of(words)
        total = plain.execute("SELECT count(*) FROM bare WHERE words MATCH ?", (match,))
        found = total.fetchone()[0]
        theirs = percentile_ms(lambda match=match: plain.execute(BARE, (match,)).fetchall())  # type: ignore[misc]  # bound now
        ours = percentile_ms(lambda words=words: find(session, FindQuery(words), limit=PAGE))  # type: ignore[misc]  # bound now
        say(f"| {name} | {found:,} | {theirs:.1f} ms | {ours:.1f} ms | {ours / theirs:.1f} |")
        taken.append({"question": name, "found": found, "bare_ms": theirs, "ours_ms": ours})
    return taken


WAYS: tuple[tuple[str, str, Callable[[str], str]], ...] = (
    ("trigram, as written", "trigram remove_diacritics 1", str),
    ("unicode61, as written", "unicode61 remove_diacritics 2", str),
    ("ascii, folded", "ascii", fold),
)
TRIED = ("lodz", "香港", "королев", "αθηνα", "muller", "ng")


def ways(files: Sequence[Path]) -> None:
    lines = [
        line
        for file in files
        for line in file.read_text(encoding="utf-8", errors="replace").splitlines()
    ]
    size = sum(len(line.encode()) for line in lines)
    say(f"\n{len(lines):,} lines, {size / 1e6:.1f} MB of text\n")
    say(f"| way | index beside the text | filled in | {' | '.join(TRIED)} |")
    say(f"|---|---|---|{'---|' * len(TRIED)}")
    for name, tokens, way in WAYS:
        connection = sqlite3.connect(":memory:", isolation_level=None)
        connection.execute(f"CREATE VIRTUAL TABLE bare USING fts5 (words, tokenize = '{tokens}')")
        begun = time.perf_counter()
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO bare VALUES (?)", ((way(line),) for line in lines))
        connection.execute("COMMIT")
        took = time.perf_counter() - begun
        connection.execute("INSERT INTO bare (bare) VALUES ('optimize')")
        index = connection.execute("SELECT sum(length(block)) FROM bare_data").fetchone()[0]
        counts = []
        for word in TRIED:
            match = match_of(word) if way is fold else f'"{word}"'
            rows = connection.execute("SELECT count(*) FROM bare WHERE words MATCH ?", (match,))
            counts.append(f"{rows.fetchone()[0]:,}")
        say(f"| {name} | {index / 1e6:.1f} MB | {took:.1f} s | {' | '.join(counts)} |")


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201  # a report for a person


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=100_000)
    parser.add_argument("--pieces", type=int, default=10_000)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--json", type=Path, default=Path("find.json"))
    parser.add_argument("--texts", type=Path, nargs="*", default=())
    given = parser.parse_args()
    rows = list(texts(given.notes, given.pieces))
    with tempfile.TemporaryDirectory(prefix="landwaiter-find-") as folder:
        session, ours = filled(Path(folder) / "casebook", rows, given.cases)
        plain, theirs = bare(Path(folder) / "plain.db", rows)
        size = sum(len(text) for _kind, text in rows) / 1e6
        say(f"{size:.0f} MB of text indexed in {ours:.1f} s, bare FTS5 in {theirs:.1f} s\n")
        taken = questions(session, plain, rows)
        plain.close()
        session.casebook.close()
    told = {
        "notes": given.notes,
        "pieces": given.pieces,
        "cases": given.cases,
        "indexed_s": {"bare": theirs, "ours": ours},
        "questions": taken,
    }
    given.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    if given.texts:
        ways(given.texts)


if __name__ == "__main__":
    main()
