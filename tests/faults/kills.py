"""Every deed killed, and refused by the disk, at its intercepted calls: the figures."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.faults.deed_table import DEEDS
from tests.faults.strikes import Figures, every_kill, every_refusal, struck

LEAST_PER_DEED = 1
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Extent:
    """How many kills and refusals over all deeds whose name holds `only`, chosen by `seed`."""

    kills: int
    refusals: int
    seed: int
    only: str = ""


def report(folder: Path, extent: Extent, say: Say) -> int:
    """Print a table of kills and one of refusals; the number of faults."""
    deeds = [deed for deed in DEEDS if re.search(extent.only, deed.name)]
    chance = Random(extent.seed)  # noqa: S311  # points to repeat, not secrets
    choices = (
        (every_kill, _share(extent.kills, len(deeds))),
        (every_refusal, _share(extent.refusals, len(deeds))),
    )
    _begin(say, "SIGKILL at intercepted calls")
    killed, refused = Figures("all deeds"), Figures("all deeds")
    later: list[Figures] = []
    for number, deed in enumerate(deeds):
        first, second = struck(deed, folder / f"deed-{number}", choices, chance)
        say(_line(first))
        killed, refused = killed + first, refused + second
        later.append(second)
    say(_line(killed))
    _begin(say, "A full, read-only or broken disk at intercepted writes")
    for figures in (*later, refused):
        say(_line(figures))
    faults = list(dict.fromkeys((*killed.faults, *refused.faults)))
    for fault in faults:
        say(f"- {fault}")
    return len(faults)


def _share(points: int, deeds: int) -> int:
    return max(LEAST_PER_DEED, -(-points // deeds)) if points else 0


def _begin(say: Say, title: str) -> None:
    say(f"\n## {title}\n")
    say("| deed | calls | struck | write | fsync | rename | other | as before | saved | faults |")
    say("|---|---|---|---|---|---|---|---|---|---|")


def _line(figures: Figures) -> str:
    main = [figures.at[name] for name in ("write", "fsync", "rename")]
    cells = (
        figures.name,
        figures.calls,
        figures.struck,
        *main,
        sum(figures.at.values()) - sum(main),
        figures.as_before,
        figures.saved,
        len(figures.faults),
    )
    return f"| {' | '.join(map(str, cells))} |"
