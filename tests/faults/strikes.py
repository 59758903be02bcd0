"""One deed struck at many of its intercepted calls: killed there, or refused by the disk."""

import errno
import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.faults.child import End
from tests.faults.deed import Deed
from tests.faults.shim import CALLS, KILLS, Fault, How
from tests.faults.trial import NOTHING, Seen, Trial, a_copy, prepared, under

NAMES = {errno.ENOSPC: "full disk", errno.EROFS: "read-only disk", errno.EIO: "broken disk"}


@dataclass(frozen=True, slots=True)
class Strike:
    """At which call, how, and with which error of the disk."""

    at: int
    how: How
    error: int = 0


Choice = Callable[[str], Sequence[Strike]]
"""From the calls of a deed, one letter each, every strike there can be."""


def every_kill(calls: str) -> Sequence[Strike]:
    return [
        Strike(at, how)
        for at, call in enumerate(calls)
        for how in KILLS
        if how is not How.KILL_HALF or call == "w"
    ]


def every_refusal(calls: str) -> Sequence[Strike]:
    """Every write, by a disk that is full, read-only or broken: for once, and from then on."""
    return [
        Strike(at, how, error)
        for at, call in enumerate(calls)
        if call == "w"
        for how in (How.FAIL_ONCE, How.FAIL_FROM_HERE)
        for error in NAMES
    ]


@dataclass(slots=True)
class Figures:
    """What one deed went through."""

    name: str
    calls: int = 0
    struck: int = 0
    as_before: int = 0
    saved: int = 0
    unmoved: int = 0
    """Ended well all the same: the call was not reached, or did not matter."""
    at: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            "all deeds",
            self.calls + other.calls,
            self.struck + other.struck,
            self.as_before + other.as_before,
            self.saved + other.saved,
            self.unmoved + other.unmoved,
            self.at + other.at,
            [*self.faults, *other.faults],
        )


def struck(
    deed: Deed, folder: Path, choices: Sequence[tuple[Choice, int]], chance: Random
) -> list[Figures]:
    """The figures of one deed for each choice of strikes, of which so many are drawn.

    A deed that does not work without a strike is a fault itself.
    """
    found = [Figures(deed.name) for _ in choices]
    try:
        trial = prepared(deed, folder)
        for figures, (choice, most) in zip(found, choices, strict=True):
            figures.calls = len(trial.calls)
            for strike in _some(choice(trial.calls), trial.calls, most, chance):
                _strike(trial, strike, figures)
    except AssertionError as why:
        found[0].faults.append(str(why))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return found


def _some(every: Sequence[Strike], calls: str, most: int, chance: Random) -> Sequence[Strike]:
    """Drawn by chance, a quarter of them at renames and a quarter at fsync: they are few."""
    mixed = chance.sample(every, len(every))
    rare = [
        strike
        for call in "rs"
        for strike in [one for one in mixed if calls[one.at] == call][: max(1, most // 4)]
    ]
    chosen = dict.fromkeys((*rare[:most], *mixed))
    return sorted(list(chosen)[:most], key=lambda s: (s.at, s.how, s.error))


def _strike(trial: Trial, strike: Strike, figures: Figures) -> None:
    call = CALLS[trial.calls[strike.at]]
    with a_copy(trial) as copy:
        end, seen = under(trial, Fault(copy, strike.at, strike.how, strike.error), copy)
    figures.struck += not end.done
    figures.unmoved += end.done
    figures.at[call] += not end.done
    figures.as_before += seen.changed == NOTHING
    figures.saved += seen.changed != NOTHING
    where = f"{trial.deed.name}, call {strike.at} ({call}), {strike.how.name.lower()}"
    where += f", {NAMES[strike.error]}" if strike.error else ""
    figures.faults += [f"{where}: {fault}" for fault in (*_told(end, seen), *seen.faults)]


def _told(end: End, seen: Seen) -> Sequence[str]:
    """What is wrong with how the deed ended and with what it said."""
    if end.killed or (end.done and not end.said):
        return ()
    if not end.refused:
        return (f"no sentence: {end.said.strip()}",)
    if seen.changed != NOTHING and "othing" in end.said:
        return (f"it says that nothing was saved, and it was: {end.said.strip()}",)
    return ()
