"""The marks of the window: a state of the domain → the pieces that show it, shape and word.

Four things stand side by side and are never mixed in one pill: stage, goods status, track, action.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.base.terms import low
from landwaiter.domain.cases.case import (
    ActionKind,
    ClassificationState,
    GoodsStatus,
    Severity,
    Stage,
    TrackLetter,
)
from landwaiter.domain.cases.countdown import ClockState
from landwaiter.domain.cases.stages import stage_title
from landwaiter.i18n import _
from landwaiter.services.base.restrictions_said import StandingRestriction, said_of
from landwaiter.services.base.wording import weekday
from landwaiter.services.cases.case_row import ClockRow
from landwaiter.services.cases.clock_words import countdown_short
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import (
    Bar,
    Gap,
    Glyph,
    Inline,
    InlineBox,
    InlineCell,
    Line,
    Text,
    Ticks,
    spaced,
)
from landwaiter.ui.kit.theme import Ink
from landwaiter.ui.kit.words import SEVERITY_WORDS, word

_SEVERITY: dict[Severity | None, tuple[str, Ink]] = {
    Severity.CRITICAL: ("severity-critical", "crit"),
    Severity.HIGH: ("severity-high", "high"),
    Severity.MEDIUM: ("severity-medium", "med"),
    Severity.LOW: ("severity-low", "low"),
    None: ("severity-not-evaluated", "ne"),
}

# stage → glyph, ground, edge, ink of the word
_STAGE: dict[Stage, tuple[str, Ink, Ink, Ink]] = {
    Stage.NEW: ("stage-new", "base", "line2", "text2"),
    Stage.TRIAGE: ("stage-triage", "base", "line2", "text2"),
    Stage.ASSESSMENT: ("stage-assessment", "tint", "tint", "accent"),
    Stage.REOPENED: ("stage-reopened", "tint", "tint", "accent"),
    Stage.DECISION_DRAFT: ("stage-draft", "base", "accent", "accent"),
    Stage.DECISION_REVIEW: ("stage-review", "base", "accent", "accent"),
    Stage.DECIDED: ("stage-done", "nebg", "nebg", "text2"),
    Stage.EXECUTED: ("stage-done", "nebg", "nebg", "text2"),
    Stage.CLOSED: ("stage-done", "nebg", "nebg", "text2"),
    Stage.DISMISSED: ("stage-dismissed", "nebg", "nebg", "text2"),
    Stage.MERGED: ("stage-merged", "nebg", "nebg", "text2"),
}

_CLASSIFICATION: dict[ClassificationState, tuple[str, Ink]] = {
    ClassificationState.CANDIDATE: ("candidate", "text"),
    ClassificationState.CONFIRMED: ("confirmed", "accent"),
    ClassificationState.REJECTED: ("rejected", "text2"),
    ClassificationState.INSUFFICIENT: ("insufficient", "muted"),
}

# certainty → ground, edge, ink of the word: the surest is filled, what is alleged warns
_CERTAINTY: dict[Certainty, tuple[Ink, Ink, Ink]] = {
    Certainty.ESTABLISHED: ("tint", "tint", "accent"),
    Certainty.ASSESSED: ("base", "accent", "accent"),
    Certainty.REPORTED: ("base", "line2", "text2"),
    Certainty.ALLEGED: ("medbg", "med", "med"),
}

_CLAIM: dict[str, str] = {
    "listed": "Listed",
    "by_path": "By path",
    "unconfirmed_identity": "Unconfirmed identity",
}


def severity(level: Severity | None, *, count: int | None = None, said: bool = True) -> Line:
    """Shape and word; in tables shape and count with the word unseen. None: not evaluated."""
    meaning, ink = _SEVERITY[level]
    spoken = _(SEVERITY_WORDS[level])
    pieces: list[Inline] = [Glyph(meaning, 12, ink, "" if said else spoken)]
    if count is not None:
        pieces += [Gap(4), Text(str(count), ink, bold=True, whole=True)]
    if said:
        pieces += [Gap(4), Text(spoken, ink, whole=True)]
    return tuple(pieces)


def severities(counts: Mapping[Severity, int], *, gap: int = 8, said: bool = False) -> Line:
    """The counts that are not zero, the gravest first; “none raised” where there are none."""
    line: list[Inline] = []
    for level in Severity:
        if counts.get(level):
            line += [Gap(gap)] if line else []
            line += severity(level, count=counts[level], said=said)
    return tuple(line) or (Text(_("none raised"), "muted"),)


def certainty(said: Certainty | None) -> Line:
    """A badge with the word; “not said” where nobody said how sure it is."""
    if said is None:
        return (Text(_("not said"), "muted"),)
    ground, edge, ink = _CERTAINTY[said]
    return (InlineBox((Text(word(said), ink, whole=True),), ground, edge),)


def stage_pill(stage: Stage | str) -> InlineBox:
    stage = Stage(stage)
    glyph, ground, edge, ink = _STAGE[stage]
    return InlineBox(
        (Glyph(glyph, 10, ink), Text(stage_title(stage), ink, whole=True)), ground, edge
    )


def goods(status: GoodsStatus | str, *, prefix: str = "") -> Line:
    """Glyph and word without edge or fill; `prefix` such as “Item 1”."""
    said = f"{prefix} {word(status)}" if prefix else word(status)
    meaning = f"goods-{str(status).replace('_', '-')}"
    return (Glyph(meaning, 10, "text2"), Gap(5), Text(said, whole=True))


def goods_counts(counts: Mapping[str, int]) -> Line:
    """The count per status of a case with several items; “no goods” without any."""
    if not counts:
        return (Text(_("no goods"), "muted"),)
    if sum(counts.values()) == 1:
        return goods(next(iter(counts)))
    line: list[Inline] = []
    for status, count in counts.items():
        line += [Gap(8)] if line else []
        meaning = f"goods-{status.replace('_', '-')}"
        said = f"{count} {low(status)}"
        line += [Glyph(meaning, 10, "text2"), Gap(4), Text(said, whole=True)]
    return tuple(line)


def track(letter: TrackLetter | str, basis: str, *, ended: str = "") -> InlineBox:
    """Letter in its own cell and the basis; an ended track says since when."""
    said = _("Track {letter} · {basis}").format(letter=letter, basis=basis)
    cell = InlineBox(
        (Text(str(letter), bold=True, whole=True),), "nebg", radius=2, divider="line2", pad=5
    )
    text = f"{said}, {ended}" if ended else said
    return InlineBox((cell, Text(text, "text2", whole=True)), "base", "line2", pad_left=1, gap=6)


def action(kind: ActionKind | str, detail: str, *, answered: bool = False) -> InlineBox:
    """Word, what is open and its own due date."""
    meaning = f"action-{str(kind).replace('_', '-')}"
    return InlineBox(
        (
            Glyph(meaning, 10, "ok" if answered else "med"),
            Text(word(kind), whole=True),
            Text(detail, "text2", whole=True),
        ),
        "base",
        "line2",
        radius=10,
        pad=8,
    )


def waiting(line: Line) -> Line:
    """What will stand there once it is sealed: in italics, and heard to wait."""
    return (Glyph("clock", 10, "accent", _("waits")), Gap(4), *_in_italics(line))


def waiting_lines(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The same of several; the first is marked."""
    first, *more = lines or ((),)
    return (waiting(first), *(tuple(_in_italics(line)) for line in more))


def waiting_cell(stands: InlineCell, drafted: InlineCell) -> InlineCell:
    """The drafted cell; what differs from the one that stands waits."""
    before, after = stands.lines, drafted.lines
    if len(before) == len(after):
        lines = tuple(map(waiting_parts, before, after))
    elif all(line in before for line in after):
        lines = waiting_lines(after)
    else:
        lines = tuple(line if line in before else waiting(line) for line in after)
    return replace(drafted, lines=lines)


def waiting_parts(stands: Line, drafted: Line) -> Line:
    """The drafted line; what it begins and ends with as the one that stands does not wait."""
    if stands == drafted:
        return drafted
    begin = _alike(stands, drafted)
    end = len(drafted) - _alike(stands[begin:][::-1], drafted[begin:][::-1])
    changed = drafted[begin:end]
    if not changed:
        return waiting(drafted)
    apart = (Gap(4),) if begin and isinstance(drafted[begin - 1], Text) else ()
    return (*drafted[:begin], *apart, *waiting(changed), *drafted[end:])


def _alike(one: Line, other: Line) -> int:
    """With how many of the same pieces both begin."""
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return sum(1 for _pair in pairs)


def _in_italics(line: Line) -> Iterator[Inline]:
    for piece in line:
        if isinstance(piece, Text):
            yield replace(piece, italic=True)
        elif isinstance(piece, InlineBox):
            yield replace(piece, inlines=tuple(_in_italics(piece.inlines)))
        else:
            yield piece


def classification(state: ClassificationState) -> Line:
    meaning, ink = _CLASSIFICATION[state]
    return (Glyph(meaning, 10, ink), Gap(4), Text(word(state), ink, whole=True))


def claim(kind: str, detail: str = "", *, level: Severity | None = Severity.HIGH) -> Line:
    """Bold word after the severity shape; three kinds, an assessment is plain text."""
    spoken = _CLAIM.get(kind)
    if spoken is None:
        return (Text(_("Assessed"), "text2"), *_detail(detail))
    if kind == "unconfirmed_identity":
        mark = InlineBox(
            (Glyph("question", 10, "text2"), Text(_(spoken), bold=True)),
            None,
            "line2",
            dashed=True,
            pad=5,
            height=18,
        )
        return (mark, *_detail(detail))
    meaning, ink = _SEVERITY[level]
    return (Glyph(meaning, 12, ink), Gap(5), Text(_(spoken), bold=True), *_detail(detail))


def claims() -> tuple[InlineCell, ...]:
    """Every kind of claim as a table shows it."""
    return tuple(InlineCell((claim(kind),)) for kind in _CLAIM)


def _detail(detail: str) -> Line:
    return (Text(f", {detail}"),) if detail else ()


def code(text: str) -> InlineBox:
    """A control entry in fixed width, thin frame."""
    return InlineBox((Text(text, mono=True, whole=True),), "base", "line2", pad=4)


def chip(text: str, *, ink: Ink = "text", ground: Ink = "nebg", height: int = 20) -> InlineBox:
    """A declared fact."""
    return InlineBox((Text(text, ink, whole=True),), ground, height=height)


def key(
    text: str, *, ink: Ink = "text2", ground: Ink | None = "alt", edge: Ink = "line2"
) -> InlineBox:
    """A key cap beside the act it triggers."""
    face = Text(text, ink, Size.SMALL, whole=True)
    return InlineBox((face,), ground, edge, pad=4, height=16)


def key_hint(keys: str, deed: str) -> Line:
    return (key(keys), Gap(6), Text(deed, "text2", Size.SMALL, whole=True))


def clock_ink(clock: ClockRow) -> tuple[Ink, bool]:
    """Only a legal clock takes colour: its last day and after critical, up to three days high."""
    if not clock.legal:
        return "text2", False
    if clock.countdown.state in _PRESSING:
        return "crit", True
    return ("high", True) if clock.countdown.working_days <= 3 else ("text2", False)


_PRESSING = frozenset({ClockState.LAST_DAY, ClockState.RAN_OUT})


def used(clock: ClockRow) -> float:
    """The share of a clock's days that is used up."""
    return clock.days_used / clock.days_total if clock.days_total else 1.0


def clock(row: ClockRow | None) -> Line:
    """What is left in words, then which clock; one line for dense tables."""
    if row is None:
        return (Text(_("no clock"), "muted"),)
    ink, bold = clock_ink(row)
    return spaced(
        Text(countdown_short(row.countdown), ink, bold=bold, whole=True),
        Text(row.label, "muted", Size.SMALL),
        gap=5,
    )


def clock_lines(row: ClockRow | None) -> tuple[Line, ...]:
    """The two-line form: what is left, then which clock, its last day and the days used."""
    if row is None:
        return ((Text(_("no clock"), "muted"),),)
    ink, bold = clock_ink(row)
    dated = _("{clock}, {day}").format(clock=row.label, day=weekday(row.due))
    label = Text(dated, "muted", Size.SMALL)
    bar: Line = (Gap(6), Bar(used(row), 36, ink)) if row.legal and not row.ran_out else ()
    says = Text(row.says, ink, bold=bold or row.legal, whole=True)
    return ((says, *bar), (label,))


def ticks(row: ClockRow) -> Ticks:
    ink, _bold = clock_ink(row)
    return Ticks(row.days_used, row.days_total, ink)


def restrictions(found: Sequence[StandingRestriction]) -> tuple[Line, ...]:
    """What is restricted in the trade store, for who acts to know before."""
    return tuple(
        (Glyph("lock", 11, "med"), Gap(6), Text(said_of(one), "med", bold=True)) for one in found
    )
