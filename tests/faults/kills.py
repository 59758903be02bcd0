"""SIGKILL at intercepted calls, over all deeds."""

import argparse
import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.faults.deed_table import DEEDS, Deed
from tests.faults.shim import CALLS, KILLS, Fault, How
from tests.faults.trial import NOTHING, Trial, a_copy, prepared, under

LEAST_PER_DEED = 3


@dataclass(slots=True)
class Figures:
    """What one deed went through."""

    name: str
    calls: int = 0
    points: int = 0
    as_before: int = 0
    done: int = 0
    missed: int = 0
    at: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            "all deeds",
            self.calls + other.calls,
            self.points + other.points,
            self.as_before + other.as_before,
            self.done + other.done,
            self.missed + other.missed,
            self.at + other.at,
            [*self.faults, *other.faults],
        )


def report(folder: Path, options: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Print a line per deed and give the number of faults."""
    say("| deed | calls | killed at | as before | done | write | fsync | rename | other | faults |")
    say("|---|---|---|---|---|---|---|---|---|---|")
    deeds = [deed for deed in DEEDS if options.only in deed.name]
    share = max(LEAST_PER_DEED, options.points // len(deeds))
    chance = Random(options.seed)  # noqa: S311  # points to repeat, not secrets
    total = Figures("all deeds")
    for number, deed in enumerate(deeds):
        figures = _figures(deed, folder / str(number), share, chance)
        say(_line(figures))
        total += figures
    say(_line(total))
    for fault in total.faults:
        say(f"- {fault}")
    return len(total.faults)


def _figures(deed: Deed, folder: Path, share: int, chance: Random) -> Figures:
    try:
        trial = prepared(deed, folder)
        return _killed(trial, _points(trial.calls, share, chance))
    except AssertionError as why:
        return Figures(deed.name, faults=[str(why)])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _points(calls: str, most: int, chance: Random) -> Sequence[tuple[int, How]]:
    """Calls and how to kill there: each kind of call first, then whatever chance gives."""
    every = [
        (at, how)
        for at, call in enumerate(calls)
        for how in KILLS
        if how is not How.KILL_HALF or call == "w"
    ]
    if len(every) <= most:
        return every
    chance.shuffle(every)
    rare = [point for point in every if calls[point[0]] == "r"][: most // 3]
    return sorted([*rare, *(point for point in every if point not in rare)][:most])


def _killed(trial: Trial, points: Sequence[tuple[int, How]]) -> Figures:
    figures = Figures(trial.deed.name, calls=len(trial.calls))
    for at, how in points:
        with a_copy(trial) as copy:
            end, seen = under(trial, Fault(copy, at, how), copy)
        if not end.killed and not end.done:
            figures.faults.append(f"{trial.deed.name}, call {at}: {end.said.strip()}")
        figures.points += end.killed
        figures.missed += not end.killed
        figures.at[CALLS[trial.calls[at]]] += end.killed
        figures.as_before += seen.changed == NOTHING
        figures.done += seen.changed != NOTHING
        where = f"{trial.deed.name}, {how.name.lower()} {CALLS[trial.calls[at]]} {at}"
        figures.faults += [f"{where}: {fault}" for fault in seen.faults]
    return figures


def _line(figures: Figures) -> str:
    main = [figures.at[name] for name in ("write", "fsync", "rename")]
    cells = (
        figures.name,
        figures.calls,
        figures.points,
        figures.as_before,
        figures.done,
        *main,
        sum(figures.at.values()) - sum(main),
        len(figures.faults),
    )
    return f"| {' | '.join(map(str, cells))} |"
