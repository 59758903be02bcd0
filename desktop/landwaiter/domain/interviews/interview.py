"""The interview on one entry: what is asked, what the values meet, and each comparison shown.

A sub-entry is met when every figure of one of its ways holds. What nobody has stated cannot be
told, but for exceptions and the usual kind of the goods, which the pack presumes and the
interview names. Only questions whose answer can still change something are asked.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from landwaiter.domain.interviews.comparing import SIGNS, Params, holds
from landwaiter.domain.interviews.course import Course, Step, course_of, offered
from landwaiter.domain.interviews.criterion import KIND_OF_GOODS, NOTHING_KNOWN, About, open_in
from landwaiter.domain.interviews.parameter import (
    NO_EDITION,
    EntryWay,
    Figure,
    NoAnswer,
    Parameter,
    ParameterKind,
    parameters_in,
    ways_of,
)
from landwaiter.domain.interviews.units import shown
from landwaiter.domain.interviews.value import in_words, units_of
from landwaiter.domain.law.control_codes import head_of, is_open, is_under
from landwaiter.domain.law.pack import Pack
from landwaiter.i18n import _, joined


class InterviewVerdict(StrEnum):
    MEETS = "meets"
    CANNOT_TELL = "cannot_tell"
    DOES_NOT_MEET = "does_not_meet"


@dataclass(frozen=True, slots=True)
class StatedValue:
    """A value that somebody stated, and who, where, when."""

    value: Any
    given: str
    source: str
    document: str
    stated_on: date
    author: str


@dataclass(frozen=True, slots=True)
class FigureComparison:
    """One figure held against what is stated."""

    entry: str
    path: str
    """The paragraph it was read from."""
    parameter: str
    label: str
    value: str
    """What is stated, in the parameter's unit; empty: nothing."""
    given: str
    """As it was stated."""
    operator: str
    threshold: str
    unit: str
    figure: str
    """The threshold as it stands in the text, in its unit."""
    where: str
    """The class of axes that it holds for."""
    holds: bool | None
    presumed: bool
    """It counts as met although nobody has stated it."""
    names_goods: bool
    """It says what the thing is, not how well it does."""
    edition: str
    dated: date | None
    trust: str
    source: str = ""
    document: str = ""
    stated_on: date | None = None
    author: str = ""
    is_for_rule: bool = False
    """Nothing is held against it: the rule that `entry` names reads it."""


@dataclass(frozen=True, slots=True)
class WayReading:
    """One way to meet a sub-entry."""

    way: str
    verdict: InterviewVerdict
    comparisons: tuple[FigureComparison, ...]


@dataclass(frozen=True, slots=True)
class SubEntry:
    entry: str
    verdict: InterviewVerdict
    ways: tuple[WayReading, ...]

    @property
    def presumed(self) -> tuple[str, ...]:
        """What a met way takes for granted, as `label: answer`."""
        met = (way for way in self.ways if way.verdict is InterviewVerdict.MEETS)
        granted = (c for way in met for c in way.comparisons if c.presumed)
        return tuple(dict.fromkeys(joined(": ", (c.label, c.threshold)) for c in granted))


@dataclass(frozen=True, slots=True)
class Question:
    """What would still change the verdict."""

    parameter: str
    label: str
    kind: ParameterKind
    unit: str
    units: tuple[str, ...]
    """Units in which the value may be stated."""
    choices: tuple[str, ...]
    entries: tuple[str, ...]
    """Sub-entries that turn on it."""
    paths: tuple[str, ...]
    lifts: bool
    """The values meet the entry; this answer could take it out again."""
    decides: bool
    """It alone is missing for one of the sub-entries."""
    is_for_rule: bool = False
    """No sub-entry turns on it: a rule reads the answer, and `entries` names the rule."""


@dataclass(frozen=True, slots=True)
class Interview:
    """Everything known on one entry; `questions` come in the order in which they decide."""

    entry: str
    verdict: InterviewVerdict
    met: tuple[str, ...]
    """Sub-entries that the values meet."""
    subentries: tuple[SubEntry, ...]
    questions: tuple[Question, ...]
    pack: str
    """`deciding_parameters@edition`."""
    editions: tuple[tuple[str, date | None], ...] = field(default=())
    """Editions of the annex that the figures were read from, with their days."""
    course: str = ""
    """The kind of goods in whose order it asks; empty: the answer that decides most comes first."""
    then: str = ""
    """What is so once none of the sub-entries of the course is met."""
    told: tuple[FigureComparison, ...] = ()
    """Answers that rules read; no sub-entry turns on them."""
    unread: tuple[str, ...] = ()
    """Sub-entries whose figures are own knowledge, read in no edition."""

    @property
    def next(self) -> Question | None:
        return self.questions[0] if self.questions else None

    @property
    def presumed(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(label for one in self.subentries for label in one.presumed))


def interview(
    pack: Pack, entry: str, stated: Mapping[str, StatedValue], about: About = NOTHING_KNOWN
) -> Interview:
    """The interview on an entry or sub-entry; without figures nothing can be told."""
    asked = parameters_in(pack)
    params = {name: one.value for name, one in stated.items() if one.value is not None}
    course = course_of(pack, entry, params, about)
    ways = course.ways(pack) if course else _ways(pack, entry)
    read = [(way, _read(way, params)) for way in ways]
    reader = _Reader(asked, params, stated)
    subentries = tuple(_subentries(read, reader))
    verdict = _any(one.verdict for one in subentries)
    asking = _Asking(pack, asked, params, frozenset(stated), about)
    questions = asking.questions(read)
    if course:
        questions = asking.in_course(course, questions, verdict)
    figures = [figure for way in ways for figure in way]
    return Interview(
        entry=entry,
        verdict=verdict,
        met=tuple(one.entry for one in subentries if one.verdict is InterviewVerdict.MEETS),
        subentries=subentries,
        questions=questions,
        pack=f"{pack.id}@{pack.edition}",
        editions=tuple(dict.fromkeys((f.edition, f.dated) for f in figures if _is_read(f))),
        course=course.kind if course else "",
        then=course.then if course else "",
        told=tuple(_told(course, reader)) if course else (),
        unread=tuple(dict.fromkeys(f.entry for f in figures if not _is_read(f))),
    )


def _told(course: Course, reader: "_Reader") -> Iterable[FigureComparison]:
    for step in course.steps:
        if step.is_for_rule and step.parameter in reader.stated:
            yield reader.told(step)


def _ways(pack: Pack, entry: str) -> tuple[EntryWay, ...]:
    return tuple(way for way in ways_of(pack, head_of(entry)) if _under(way[0].entry, entry))


def _is_read(figure: Figure) -> bool:
    return figure.edition != NO_EDITION


def _under(entry: str, wanted: str) -> bool:
    return is_under(entry, wanted) or is_open(entry, wanted)


@dataclass(frozen=True, slots=True)
class _Read:
    """A way with what each figure says: holds, fails, not known."""

    verdict: InterviewVerdict
    held: tuple[bool | None, ...]
    presumed: tuple[bool, ...]


_VERDICTS: Final[Mapping[bool | None, InterviewVerdict]] = {
    True: InterviewVerdict.MEETS,
    False: InterviewVerdict.DOES_NOT_MEET,
    None: InterviewVerdict.CANNOT_TELL,
}


def _read(way: EntryWay, params: Params) -> _Read:
    held = tuple(holds(figure, params) for figure in way)
    presumed = tuple(
        held[at] is None
        and figure.unanswered is NoAnswer.HOLDS
        and params.get(figure.parameter) is None
        for at, figure in enumerate(way)
    )
    all_held = [
        True if is_presumed else one for one, is_presumed in zip(held, presumed, strict=True)
    ]
    verdict = False if False in all_held else None if None in all_held else True
    return _Read(_VERDICTS[verdict], held, presumed)


def _any(verdicts: Iterable[InterviewVerdict]) -> InterviewVerdict:
    """Met where one is; not met where all are not; nothing to hold against cannot be told."""
    found = tuple(verdicts)
    if InterviewVerdict.MEETS in found:
        return InterviewVerdict.MEETS
    if not found or InterviewVerdict.CANNOT_TELL in found:
        return InterviewVerdict.CANNOT_TELL
    return InterviewVerdict.DOES_NOT_MEET


@dataclass(frozen=True, slots=True)
class _Reader:
    """Comparisons in words."""

    asked: Mapping[str, Parameter]
    params: Params
    stated: Mapping[str, StatedValue]

    def comparison(self, figure: Figure, held: bool | None, *, presumed: bool) -> FigureComparison:
        parameter = self.asked[figure.parameter]
        said = self.stated.get(figure.parameter)
        known = figure.parameter in self.params
        return FigureComparison(
            entry=figure.entry,
            path=figure.path,
            parameter=figure.parameter,
            label=parameter.label,
            value=in_words(parameter, self.params[figure.parameter]) if known else "",
            given=said.given if said and known else "",
            operator=SIGNS.get(figure.test, ""),
            threshold=_threshold(figure),
            unit=parameter.unit if figure.bound is not None else "",
            figure=f"{figure.value} {figure.unit}".strip() if figure.bound is not None else "",
            where=_where(figure, self.asked),
            holds=held,
            presumed=presumed,
            names_goods=figure.test == KIND_OF_GOODS,
            edition=figure.edition,
            dated=figure.dated,
            trust=figure.trust,
            source=said.source if said else "",
            document=said.document if said else "",
            stated_on=said.stated_on if said else None,
            author=said.author if said else "",
        )

    def told(self, step: Step) -> FigureComparison:
        """An answer that a rule reads: nothing is held against it."""
        parameter, said = self.asked[step.parameter], self.stated[step.parameter]
        return FigureComparison(
            entry=step.entry,
            path=step.path,
            parameter=step.parameter,
            label=parameter.label,
            value=in_words(parameter, said.value),
            given=said.given,
            operator="",
            threshold="",
            unit="",
            figure="",
            where="",
            holds=None,
            presumed=False,
            names_goods=False,
            edition=step.edition,
            dated=None,
            trust=step.trust,
            source=said.source,
            document=said.document,
            stated_on=said.stated_on,
            author=said.author,
            is_for_rule=True,
        )


def _threshold(figure: Figure) -> str:
    """What the text wants, in the parameter's unit."""
    if figure.bound is not None:
        text = shown(figure.bound)
        if figure.test == "refuted_above":
            return _("{value} at most; the figure could not be read").format(value=text)
        return text
    said = _THRESHOLDS.get(figure.test)
    return said(figure.value) if said else figure.value


_THRESHOLDS: Final[Mapping[str, Callable[[str], str]]] = {
    "yes": lambda value: _("yes"),
    "no": lambda value: _("no"),
    "asked": lambda value: _("the figure could not be read"),
    "includes": lambda value: _(" or ").join(value.split(";")),
    "one_of": lambda value: _(" or ").join(value.partition("|")[0].split(";")),
}


def _where(figure: Figure, asked: Mapping[str, Parameter]) -> str:
    return _(" and ").join(
        f"{asked[one.parameter].label} {SIGNS[one.test]} {shown(one.bound)} "
        f"{asked[one.parameter].unit}".strip()
        for one in figure.where
    )


def _subentries(read: Iterable[tuple[EntryWay, _Read]], reader: _Reader) -> Iterable[SubEntry]:
    groups: dict[str, list[WayReading]] = {}
    for way, one in read:
        compared = tuple(
            reader.comparison(figure, held, presumed=presumed)
            for figure, held, presumed in zip(way, one.held, one.presumed, strict=True)
        )
        groups.setdefault(way[0].entry, []).append(WayReading(way[0].way, one.verdict, compared))
    for entry, ways in groups.items():
        yield SubEntry(entry, _any(way.verdict for way in ways), tuple(ways))


@dataclass(frozen=True, slots=True)
class _Asking:
    """What is still worth asking."""

    pack: Pack
    asked: Mapping[str, Parameter]
    params: Params
    answered: frozenset[str]
    """What somebody has answered, if only that it is not known."""
    about: About

    def questions(self, read: Iterable[tuple[EntryWay, _Read]]) -> tuple[Question, ...]:
        """Once a way is met only what could lift it is asked, else what undecided ways turn on."""
        ways = tuple(read)
        met = [way for way, one in ways if one.verdict is InterviewVerdict.MEETS]
        wanted = (
            {id(way): _lifting(way, self.params) for way in met}
            if met
            else {
                id(way): open_in(way, self.params)
                for way, one in ways
                if one.verdict is InterviewVerdict.CANNOT_TELL
            }
        )
        turning = [(way, wanted[id(way)]) for way, _one in ways if id(way) in wanted]
        names = dict.fromkeys(name for _way, names in turning for name in names)
        made = [
            self._question(name, turning, lifts=bool(met)) for name in names if name in self.asked
        ]
        return tuple(sorted(made, key=lambda one: (not one.decides, -len(one.entries))))

    def _question(
        self, name: str, turning: list[tuple[EntryWay, tuple[str, ...]]], *, lifts: bool
    ) -> Question:
        mine = [(way, names) for way, names in turning if name in names]
        figures = [f for way, _names in mine for f in way if name in f.reads]
        return replace(
            self._bare(name),
            entries=tuple(dict.fromkeys(way[0].entry for way, _names in mine)),
            paths=tuple(dict.fromkeys(figure.path for figure in figures)),
            lifts=lifts,
            decides=any(_alone(way, self.params) for way, _names in mine),
        )

    def _bare(self, name: str) -> Question:
        parameter = self.asked[name]
        return Question(
            parameter=name,
            label=parameter.label,
            kind=parameter.kind,
            unit=parameter.unit,
            units=units_of(parameter) if parameter.unit else (),
            choices=offered(self.pack, name, parameter.choices, self.about),
            entries=(),
            paths=(),
            lifts=False,
            decides=False,
        )

    def in_course(
        self, course: Course, questions: tuple[Question, ...], verdict: InterviewVerdict
    ) -> tuple[Question, ...]:
        """In the order of the course; what rules read is asked once no sub-entry is met."""
        if verdict is InterviewVerdict.DOES_NOT_MEET:
            return tuple(self._for_rules(course))
        return tuple(sorted(questions, key=lambda one: course.place(one.parameter)))

    def _for_rules(self, course: Course) -> Iterable[Question]:
        for step in course.steps:
            is_due = not step.only_to or step.only_to in self.about.sets
            if step.is_for_rule and is_due and step.parameter not in self.answered:
                bare = self._bare(step.parameter)
                yield replace(bare, entries=(step.entry,), paths=(step.path,), is_for_rule=True)


def _lifting(way: EntryWay, params: Params) -> tuple[str, ...]:
    return tuple(
        figure.parameter
        for figure in way
        if figure.unanswered is NoAnswer.HOLDS and params.get(figure.parameter) is None
    )


def _alone(way: EntryWay, params: Params) -> bool:
    """One parameter is all that is missing; a figure that could not be read decides nothing."""
    unstated = {
        name
        for figure in way
        if figure.unanswered is not NoAnswer.HOLDS
        for name in figure.reads
        if params.get(name) is None
    }
    return len(unstated) <= 1 and all(figure.test != "asked" for figure in way)


def newer_edition(interview: Interview, annex: Pack | None, day: date) -> str:
    """Where the figures are not known to be those in force on the day, in sentences; else empty.

    `annex` is the edition of Annex I in force on the day, as far as it is loaded.
    """
    return joined(" ", filter(None, (_older(interview, annex, day), _read_in_none(interview))))


def _read_in_none(interview: Interview) -> str:
    if not interview.unread:
        return ""
    return _(
        "The figures of {entries} are own knowledge, read in no edition: check them in the text "
        "before you rely on the verdict."
    ).format(entries=", ".join(interview.unread))


def _older(interview: Interview, annex: Pack | None, day: date) -> str:
    read = ", ".join(edition for edition, _dated in interview.editions)
    if not read:
        return ""
    if annex is None:
        return _(
            "The figures were read from edition {read}; which edition was in force on {day} is not "
            "known here. Check them there."
        ).format(read=read, day=day)
    begins = annex.valid_from or day
    older = [e for e, dated in interview.editions if e != annex.edition and _before(dated, begins)]
    if not older:
        return ""
    return _(
        "The figures were read from edition {read}; edition {newer} is in force on {day}. Check "
        "them there before you rely on the verdict."
    ).format(read=", ".join(older), newer=annex.edition, day=day)


def _before(dated: date | None, begins: date) -> bool:
    return dated is None or dated < begins
