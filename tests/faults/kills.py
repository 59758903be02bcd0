"""Every deed killed, or refused by the disk, at its intercepted calls: the figures."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.faults.deed_table import DEEDS
from tests.faults.strikes import Choice, Figures, every_kill, every_refusal, struck

LEAST_PER_DEED = 3
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Extent:
    """How many strikes over all deeds whose name holds `only`, chosen by `seed`."""

    points: int
    seed: int
    only: str = ""


def killed(folder: Path, extent: Extent, say: Say) -> int:
    """SIGKILL before, in the middle of and after intercepted calls; the number of faults."""
    say("## SIGKILL at intercepted calls\n")
    return _over_all(every_kill, folder, extent, say)


def refused(folder: Path, extent: Extent, say: Say) -> int:
    """A full, read-only or broken disk at intercepted writes; the number of faults."""
    say("\n## A full, read-only or broken disk at intercepted writes\n")
    return _over_all(every_refusal, folder, extent, say)


def _over_all(choice: Choice, folder: Path, extent: Extent, say: Say) -> int:
    say("| deed | calls | struck | write | fsync | rename | other | as before | saved | faults |")
    say("|---|---|---|---|---|---|---|---|---|---|")
    deeds = [deed for deed in DEEDS if extent.only in deed.name]
    most = max(LEAST_PER_DEED, -(-extent.points // len(deeds)))
    chance = Random(extent.seed)  # noqa: S311  # points to repeat, not secrets
    total = Figures("all deeds")
    for number, deed in enumerate(deeds):
        figures = struck(deed, folder / f"{choice.__name__}-{number}", choice, most, chance)
        say(_line(figures))
        total += figures
    say(_line(total))
    for fault in total.faults:
        say(f"- {fault}")
    return len(total.faults)


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
