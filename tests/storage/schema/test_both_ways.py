"""The schema as text and the schema as data make the same database."""

import re
import sqlite3
from collections.abc import Iterable
from typing import Any

from landwaiter.storage.migrations import script
from landwaiter.storage.schema.guards.all_guards import GUARDS
from landwaiter.storage.schema.tables import metadata
from landwaiter.storage.sqlite.whole_schema import statements


def made(texts: Iterable[str]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    for text in texts:
        connection.execute(text)
    return connection


def plain(text: str) -> str:
    """Without what does not count: line breaks, spaces inside brackets, quotes around names."""
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s*\(\s*", "(", text).replace(" )", ")").replace(" ;", ";")
    text = re.sub(  # up to a mark: cut the rest off, or take as much of the text itself
        r"substr\(([\w.]+ ->> '\$\.object'), 6, instr", r"substr(substr(\1, 6), 1, instr", text
    )
    text = text.replace("motion m JOIN motion_second s", "motion AS m JOIN motion_second AS s")
    return text.replace('"', "").replace("WHEN 1 AND ", "WHEN ")


def parts(text: str) -> frozenset[str]:
    """Columns and constraints, each as the set of what it says."""
    body = plain(text)
    body = body[body.index("(") + 1 : body.rindex(")")]
    found, depth, part = [], 0, ""
    for letter in body:
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and not depth:
            found.append(part.strip())
            part = ""
        else:
            part += letter
    return frozenset(spread([*found, part.strip()]))


def spread(found: list[str]) -> Iterable[str]:
    """A constraint of one column is said beside the column or after all of them: the same."""
    for part in found:
        if re.match(r"(PRIMARY KEY|UNIQUE|FOREIGN KEY|CHECK)\(", part):
            yield part
            continue
        name, said = part.split(" ", 1)
        if check := re.search(r"CHECK\((.*)\)", said):
            yield check.group()
            said = said.replace(check.group(), "")
        if other := re.search(r"REFERENCES (\w+)\((\w+)\)", said):
            yield f"FOREIGN KEY({name}) {other.group()}"
            said = said.replace(other.group(), "")
        for word, whole in (("UNIQUE", f"UNIQUE({name})"), ("PRIMARY KEY", f"PRIMARY KEY({name})")):
            if word in said:
                yield whole
                said = said.replace(word, "") + (" NOT NULL" if word == "PRIMARY KEY" else "")
        if default := re.search(r"DEFAULT ('[^']*'|\d+)", said):
            kind = said.split()[0]
            value = default.group(1).strip("'") if kind == "INTEGER" else default.group(1)
            yield f"{name} DEFAULT {value}"
            said = said.replace(default.group(), "")
        if generated := re.search(r"GENERATED.*", said):
            yield f"{name} {generated.group()}"
            said = said.replace(generated.group(), "")
        yield f"{name} {' '.join(sorted(set(said.replace('NOT NULL', 'NOT_NULL').split())))}"


def seen(connection: sqlite3.Connection) -> dict[str, Any]:
    found: dict[str, Any] = {}
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    for kind, name, table, text in rows:
        if name.startswith("sqlite_autoindex"):
            continue
        if kind == "table" and not name.startswith("case_search"):
            found[f"table {name}"] = parts(text)
            found[f"end {name}"] = plain(text)[plain(text).rindex(")") :]
            found[f"columns {name}"] = [
                (c[1], c[2], bool(c[3]) or bool(c[5]), str(c[4]).strip("'"), c[5], c[6])
                for c in connection.execute(f"PRAGMA table_xinfo({name})")
            ]
            found[f"keys {name}"] = sorted(
                row[2:] for row in connection.execute(f"PRAGMA foreign_key_list({name})")
            )
            found[f"indexes {name}"] = sorted(
                (
                    row[1] if row[3] == "c" else "",
                    row[2:],
                    [c[1:] for c in connection.execute(f"PRAGMA index_xinfo({row[1]})")],
                )
                for row in connection.execute(f"PRAGMA index_list({name})")
            )
        else:
            found[f"{kind} {name}"] = (table, plain(text))
    for kind in ("INSERT", "UPDATE", "DELETE"):
        order: dict[str, list[str]] = {}
        for name, table, text in connection.execute(
            "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY rowid"
        ):
            if f"BEFORE {kind}" in text:
                order.setdefault(table, []).append(name)
        found[f"order {kind}"] = order
    return found


def test_both_ways_make_the_same() -> None:
    old, new = (
        seen(made(script.statements("casebook.sql"))),
        seen(made(statements(metadata, GUARDS))),
    )
    assert old.keys() == new.keys()
    differ = [f"{k}\n  {v}\n  {new[k]}" for k, v in old.items() if new[k] != v]
    assert not differ, "\n".join(differ)
    assert len(old) > 100
