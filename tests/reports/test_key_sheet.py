"""Key sheets come back as they were written, or are refused by field."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from landwaiter.errors import Invalid, NotFound
from landwaiter.reports import key_sheet
from landwaiter.reports.key_sheet import KeySheet, SheetKey

JAN = datetime(2026, 1, 1, tzinfo=UTC)
DEC = datetime(2026, 12, 31, tzinfo=UTC)
SHEET = KeySheet("Customs office Pomorze", JAN, (SheetKey("Jan Wójcik", "ab" * 32, JAN, DEC),))


def saved(folder: Path, value: Any) -> Path:
    path = folder / "keys.json"
    path.write_bytes(value if isinstance(value, bytes) else json.dumps(value).encode())
    return path


def test_a_key_sheet_comes_back_as_it_was_written(tmp_path: Path) -> None:
    assert key_sheet.read(saved(tmp_path, key_sheet.write(SHEET))) == SHEET


@pytest.mark.parametrize(
    ("moment", "holds"),
    [
        (JAN, True),
        (datetime(2026, 12, 30, 23, 59, 59, tzinfo=UTC), True),
        (DEC, False),
        (datetime(2025, 12, 31, tzinfo=UTC), False),
        (datetime(2027, 1, 1, tzinfo=UTC), False),
    ],
)
def test_a_key_holds_from_its_first_moment_until_before_its_end(
    moment: datetime, holds: bool
) -> None:
    assert SHEET.keys[0].holds_at(moment) is holds


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "something"}, None),
        ({"v": 2}, None),
        ({"office": 5}, "office"),
        (
            {"keys": [{"name": "a", "key": "zz", "valid_from": "2026-01-01T00:00:00Z"}]},
            "keys[0].key",
        ),
        ({"keys": [{"name": "a", "key": "ab" * 32}]}, "keys[0].valid_from"),
        ({"more": 1}, "more"),
    ],
)
def test_what_does_not_fit_is_refused_with_file_and_field(
    tmp_path: Path, change: dict[str, Any], field: str | None
) -> None:
    value = {**json.loads(key_sheet.write(SHEET)), **change}
    with pytest.raises(Invalid) as caught:
        key_sheet.read(saved(tmp_path, value))
    assert (caught.value.file, caught.value.field) == ("keys.json", field)


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_json_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(Invalid):
        key_sheet.read(saved(tmp_path, data))


def test_a_missing_key_sheet_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        key_sheet.read(tmp_path / "none.json")
