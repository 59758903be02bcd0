"""A dry run of the sift: what it tells is what the run does, and it leaves nothing."""

import os
import random
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import pytest
from tests.services.sample_office import ANALYST, HEAD, LISTED, Office, declared, two_items
from tests.services.trade.test_sift import policy, rows_of, table, traffic

from landwaiter.domain.trade.deeds import SetAside, Sift
from landwaiter.domain.trade.sift_reasons import SiftReason
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.trade.runs import sift_file
from landwaiter.services.trade.runs.sift_file import SiftResult
from landwaiter.storage.schema.columns import metadata
from landwaiter.storage.trade import batches

SEEDS: Final = int(os.environ.get("LANDWAITER_LONGER", "1")) * 6
_NAMES: Final = (LISTED, "Quiet Harbour", "Tulip Chairs FZE", "Blue Crane")
_GOODS: Final = (
    ("ball bearings", "84821090"),
    ("wooden chairs", "94036090"),
    ("uranium hexafluoride", "28441000"),
)


def drawn_rows(chance: random.Random, count: int) -> list[dict[str, Any]]:
    """Declarations, some of which come again within these, as they were or otherwise, and of the
    case that is there a newer version.
    """
    rows: list[dict[str, Any]] = []
    for _number in range(count):
        again = chance.random()
        if rows and again < 0.15:
            rows.append(dict(chance.choice(rows)))
            continue
        description, code = chance.choice(_GOODS)
        rows.append(
            declared(
                lrn=f"S-{chance.randrange(count * 2)}",
                consignee_name=chance.choice(_NAMES),
                consignee_address=f"{chance.randrange(4)} Free Zone Road",
                country_destination=chance.choice(("US", "CN", "RU")),
                country_routing=chance.choice(("PL|DE|CN", "PL|RU|CN")),
                description=description,
                cn8=code,
                value_eur=chance.choice((100, 1000, 250000)),
                net_mass_kg=50,
                gross_mass_kg=55,
            )
        )
    if chance.random() < 0.5:
        rows += two_items(value_eur=5)
    return rows


def stored(office: Office) -> dict[str, int]:
    """How much each table holds."""
    return {name: len(rows_of(office, name)) for name in sorted(metadata.tables)}


class Judged:
    """What each run wrote of its declarations, noted on the way into the store."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.rows: list[tuple[str, str, tuple[str, ...], int | None]] = []
        add = batches.add_batch

        def noted(work: Any, no: int, head: Any, rows: Sequence[Any]) -> range:
            self.rows += [
                (one.content_sha256, one.verdict_sha256, one.reasons, one.replaces) for one in rows
            ]
            return add(work, no, head, rows)

        patch.setattr(batches, "add_batch", noted)

    def taken(self) -> list[tuple[str, str, tuple[str, ...], int | None]]:
        rows, self.rows = self.rows, []
        return rows


def figures(results: Sequence[SiftResult]) -> list[dict[str, Any]]:
    """Without what only a run has that was carried out."""
    return [{**asdict(one), "cases": None, "batch": None} for one in results]


def tried_and_done(
    office: Office, judged: Judged, files: Sequence[Path], **options: Any
) -> tuple[SiftResult, ...]:
    """The same files tried, then sifted: the figures, and all that was found, are the same."""
    before, there = stored(office), sorted(office.path.rglob("*"))
    said = Sift(tuple(files), **options)
    tried = run(office.session(ANALYST), Sift(**{**vars_of(said), "dry_run": True}))
    assert stored(office) == before
    assert sorted(office.path.rglob("*")) == there
    foretold = judged.taken()
    done: tuple[SiftResult, ...] = run(office.session(ANALYST), said)
    assert figures(tried) == figures(done)
    assert foretold == judged.taken()
    assert [(one.cases, one.batch) for one in tried] == [((), None)] * len(files)
    return done


def vars_of(said: Sift) -> dict[str, Any]:
    return {"files": said.files, "mapping": said.mapping, "resume": said.resume}


@pytest.mark.parametrize("seed", range(SEEDS))
def test_whatever_comes_a_dry_run_tells_what_the_run_does(
    office: Office, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Two files, amended and duplicate declarations within and between batches and files, what
    earlier runs left waiting, and caps that are full in the middle of it.
    """
    chance = random.Random(seed)  # noqa: S311  # chance, no secret
    monkeypatch.setattr(sift_file, "MOST", chance.randrange(2, 8))
    caps = ((one, chance.randrange(1, 4)) for one in (SiftReason.OTHER_HIT, SiftReason.SEVERE_FLAG))
    policy(office, *caps)
    judged, folder = Judged(monkeypatch), office.path.parent
    files = [table(folder / f"{n}.csv", *drawn_rows(chance, 12)) for n in range(3)]
    run(office.session(ANALYST), Sift((files[0],)))
    judged.taken()
    tried_and_done(office, judged, files[1:])
    office.clock.move(days=1)
    tried_and_done(office, judged, files)


def test_a_full_day_and_what_goes_on_are_told_too(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy(office, (SiftReason.OTHER_HIT, 3))
    monkeypatch.setattr(sift_file, "MOST", 10)
    judged, path = Judged(monkeypatch), traffic(office)

    def stop(done: int, _total: int, _told: str) -> None:
        if done == 25:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(office.session(ANALYST), Sift((path,)), stop)
    judged.taken()
    (done,) = tried_and_done(office, judged, [path], resume=True)
    assert (done.sifted, done.opened, done.waiting) == (20, 1, 1)


def test_nobody_waits_for_a_dry_run(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    first = declared(lrn="E-1", consignee_name=LISTED)
    run(office.session(ANALYST), Sift((table(office.path.parent / "first.csv", first),)))
    add = batches.add_batch

    def beside(work: Any, no: int, head: Any, rows: Sequence[Any]) -> range:
        numbers = add(work, no, head, rows)
        do(office.session(HEAD), SetAside("E-1", "looked at it"))
        return numbers

    monkeypatch.setattr(batches, "add_batch", beside)
    run(office.session(ANALYST), Sift((traffic(office, 3),), dry_run=True))
    assert [row["mark"] for row in rows_of(office, "trade_mark")] == ["aside"]


def test_who_tries_a_file_does_not_learn_what_will_be_drawn_of_it(office: Office) -> None:
    """Else the one that is drawn would be declared otherwise."""
    policy(office, one_in=2)
    run(office.session(ANALYST), Sift((traffic(office, 2),)))
    path = traffic(office, 60)
    told = [
        run(office.session(ANALYST), Sift((path,), dry_run=True))[0].sample for _time in range(6)
    ]
    assert len(set(told)) > 1
