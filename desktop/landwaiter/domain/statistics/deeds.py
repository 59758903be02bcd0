"""Deeds on figures that the office states of itself: two persons say each of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

from landwaiter.domain.base.facts import Content
from landwaiter.domain.deeds.shape import (
    APPROVERS,
    WORKERS,
    Ask,
    Deed,
    FileUse,
    Reason,
    Second,
)

SUBJECT: Final = "statistics"


@dataclass(frozen=True, slots=True)
class StateFigure:
    """State a figure of a year that no case holds; once another person agrees it is printed, and
    only a later statement takes its place.
    """

    code: Annotated[
        str,
        Ask(
            "Figure",
            Content.OPEN,
            hint="staff, training, or a code of the office's list.",
            given=True,
        ),
    ]
    year: Annotated[int, Ask("Year", hint="Such as 2025; it is over.")]
    value: Annotated[
        str, Ask("Value", Content.OPEN, hint="A number, or not-known: it is never 0 by default.")
    ]
    source: Annotated[
        str, Ask("Source", Content.OPEN, hint="Such as a letter of the prosecution of 3 March.")
    ]
    reason: Reason


@dataclass(frozen=True, slots=True)
class ImportFigureList:
    """The office's list of figures for Directive (EU) 2024/1226; once another person agrees it
    takes the place of the one before. What was stated of a figure stays with its code.
    """

    path: Annotated[
        Path,
        Ask(
            "Table",
            Content.INTERNAL,
            hint="CSV or .xlsx with code, title, unit, source, edition.",
            given=True,
            option="file",
            file=FileUse.READ,
        ),
    ]
    reason: Reason


STATE_FIGURE: Deed[StateFigure, None] = Deed(
    StateFigure,
    name="state_figure",
    subject=SUBJECT,
    title="State a figure",
    done="The figure is stated.",
    told="Figure of the office stated",
    command="statistics state",
    roles=WORKERS,
    topics=("reports",),
    second=(Second("Figure of the office stated", "always", APPROVERS, "its mover"),),
)
IMPORT_FIGURE_LIST: Deed[ImportFigureList, None] = Deed(
    ImportFigureList,
    name="import_figure_list",
    subject=SUBJECT,
    title="Import a list of figures",
    done="The list is imported.",
    told="List of figures imported",
    command="statistics import",
    roles=WORKERS,
    topics=("reports",),
    second=(Second("List of figures imported", "always", APPROVERS, "its mover"),),
)
DEEDS = (STATE_FIGURE, IMPORT_FIGURE_LIST)
EVENTS: Mapping[str, str] = {}
