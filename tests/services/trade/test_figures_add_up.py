"""What the sift read is what became of it, whatever that was, in its result and in each batch."""

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from tests.services.intake.message_files import on_declaration, transit
from tests.services.sample_office import ANALYST, Office, declared, write_csv
from tests.services.trade.test_amended import OTHER, QUIET
from tests.services.trade.test_messages import AMENDED
from tests.services.trade.test_sift import policy, rows_of
from tests.taking_in import taken_in

from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.trade.deeds import Sift
from landwaiter.domain.trade.sift_reasons import SiftReason
from landwaiter.services.deeds.engine import run
from landwaiter.services.trade.runs import sift_file
from landwaiter.services.trade.runs.sift_file import SiftResult

MRNS = ("26PL302010E10001A8", "26PL302010E10002A7")
_serial = count(1)
_CSV = [("csv", mrn, changes) for mrn in (*MRNS, "") for changes in ({}, OTHER)]
_XML: list[tuple[str, str, dict[str, Any]]] = [
    (code, mrn, {}) for code in ("CC513C", "CC513C", "CC599C", "CC528C", "CC029C") for mrn in MRNS
]


def adds_up(one: SiftResult) -> bool:
    new = one.messages - one.messages_known
    return one.read == one.sifted + one.amended + one.duplicates + new + one.sifted_before


def batches_add_up(office: Office) -> Iterator[bool]:
    for row in rows_of(office, "trade_batch"):
        said = row["counts"]
        told = json.loads(said) if isinstance(said, str) else said
        yield told["read"] == told["sifted"] + told["amended"] + told["duplicates"]


def written(office: Office, parts: list[tuple[str, str, dict[str, Any]]]) -> Any:
    number = next(_serial)
    if parts[0][0] == "csv":
        rows = {
            (mrn, f"P-{MRNS.index(mrn) if mrn else 9}"): declared(
                **{**QUIET, "mrn": mrn, "lrn": f"P-{MRNS.index(mrn) if mrn else 9}", **changes}
            )
            for _kind, mrn, changes in parts
        }
        return write_csv(office.path.parent / f"{number}.csv", list(rows.values()))
    texts = [_message(code, mrn) for code, mrn, _changes in parts]
    path = office.path.parent / f"{number}.xml"
    path.write_text(f"<all>{''.join(texts)}</all>", encoding="utf-8")
    return path


def _message(code: str, mrn: str) -> str:
    if code == "CC513C":
        return AMENDED.format(mrn=mrn)
    if code == "CC029C":
        return transit(mrn=f"{mrn[:-2]}J1", lrn="", kind="T2", code=code)
    return on_declaration(code, mrn, lrn="P-9" if code == "CC528C" else "")


def _first(office: Office, file: Path, *, is_tried: bool) -> SiftResult:
    """What a file gives that may have come before; a dry run says the same."""
    said = Sift((file,), dry_run=True)
    tried = run(office.session(ANALYST), said)[0] if is_tried else None
    result: SiftResult = run(office.session(ANALYST), replace(said, dry_run=False))[0]
    assert tried is None or (adds_up(tried) and tried.read == result.read)
    return result


@pytest.mark.parametrize("seed", [1, 2])
def test_what_was_read_is_the_sum_of_what_became_of_it(office: Office, seed: int) -> None:
    """Declarations and messages, taken in or sifted, again, otherwise, and on what is not there."""
    policy(office, (SiftReason.SEVERE_FLAG, 1), one_in=0)
    draw = random.Random(seed)  # noqa: S311  # nothing is secret
    for step in range(6):
        parts = draw.choices(draw.choice((_CSV, _XML)), k=draw.randint(1, 3))
        file = written(office, parts)
        if step % 2 == 0:  # also of what was never sifted
            taken_in(office.session(ANALYST), TakeIn((file,)))
        result = _first(office, file, is_tried=draw.random() < 0.2)
        (again,) = run(office.session(ANALYST), Sift((file,)))
        for one in (result, again):
            assert not one.rejected, (parts, one.rejected)
            assert adds_up(one), (parts, one)
            assert one.waiting >= 0
        assert (again.sifted, again.amended) == (0, 0), parts
    assert all(batches_add_up(office))


def test_what_has_a_case_already_is_a_duplicate(office: Office) -> None:
    policy(office, one_in=0)
    rows = [declared(**{**QUIET, "lrn": f"D-{no}"}) for no in range(3)]
    file = write_csv(office.path.parent / "cases.csv", rows)
    taken_in(office.session(ANALYST), TakeIn((file,)))
    (result,) = run(office.session(ANALYST), Sift((file,)))
    assert (result.read, result.sifted, result.amended, result.duplicates) == (3, 0, 0, 3)


def test_it_adds_up_where_messages_that_are_declarations_are_gone_on_with(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of three that carry one each, two were sifted when it was broken off."""
    policy(office, one_in=0)
    monkeypatch.setattr(sift_file, "MOST", 1)
    mrns = (*MRNS, "26PL302010E10003A6")
    texts = [transit(mrn=f"{one[:-2]}J1", lrn="", kind="T2", code="CC029C") for one in mrns]
    file = office.path.parent / "transit.xml"
    file.write_text(f"<all>{''.join(texts)}</all>", encoding="utf-8")

    def stop(_done: int, _total: int, _told: str) -> None:
        if len(rows_of(office, "trade_declaration")) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(office.session(ANALYST), Sift((file,)), stop)
    (result,) = run(office.session(ANALYST), Sift((file,), resume=True))
    assert (result.sifted, result.sifted_before, result.read) == (1, 2, 6)
    assert adds_up(result)


def test_a_case_of_what_an_earlier_file_brought_is_told_as_such(office: Office) -> None:
    """The policy or a new day makes room, and the file sifted by then has nothing to do with it."""
    policy(office, (SiftReason.SEVERE_FLAG, 0), one_in=0)
    for name, changes in (("one", {}), ("two", OTHER)):
        rows = [declared(**{**QUIET, **changes})]
        (first,) = run(
            office.session(ANALYST), Sift((write_csv(office.path.parent / f"{name}.csv", rows),))
        )
    assert (first.opened, first.waiting) == (0, 1)
    policy(office, (SiftReason.SEVERE_FLAG, 5))
    other = write_csv(office.path.parent / "three.csv", [declared(**{**QUIET, "lrn": "D-9"})])
    (tried,) = run(office.session(ANALYST), Sift((other,), dry_run=True))
    assert (tried.opened, tried.opened_earlier, tried.cases_earlier) == (0, 1, ())
    (result,) = run(office.session(ANALYST), Sift((other,)))
    assert (result.opened, result.cases, result.waiting) == (0, (), 0)
    (told,) = result.cases_earlier
    assert (told.number, told.file, told.reasons) == ("A-1", "two.csv", ("severe_flag",))
