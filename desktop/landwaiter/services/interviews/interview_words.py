"""An interview as people read it: questions, comparisons, and where each figure was read."""

from landwaiter.domain.interviews.answer import SOURCES
from landwaiter.domain.interviews.interview import (
    FigureComparison,
    Interview,
    InterviewVerdict,
    Question,
    WayReading,
)
from landwaiter.domain.interviews.parameter import NO_EDITION, ParameterKind
from landwaiter.i18n import _, capitalised, joined


def telling(read: Interview) -> tuple[FigureComparison, ...]:
    """The comparisons that a verdict rests on, each once.

    Of a met way all that was stated, of a failed one what fails, of an open one what was stated;
    ways for another kind of goods are left out unless nothing else is there to tell. Met
    sub-entries come first, what rules read last.
    """
    order = tuple(InterviewVerdict)
    entries = sorted(read.subentries, key=lambda one: order.index(one.verdict))
    ways = [way for one in entries for way in one.ways]
    of_kind = [way for way in ways if not _is_of_other_goods(way)]
    found = [c for way in of_kind or ways for c in _telling(way)]
    return tuple(dict.fromkeys((*found, *read.told)))


def _is_of_other_goods(way: WayReading) -> bool:
    return any(c.holds is False and c.names_goods for c in way.comparisons)


def _telling(way: WayReading) -> tuple[FigureComparison, ...]:
    stated = tuple(c for c in way.comparisons if c.value)
    if way.verdict is InterviewVerdict.DOES_NOT_MEET:
        return tuple(c for c in stated if c.holds is False)
    return stated


def verdict_words(verdict: InterviewVerdict) -> str:
    words = {
        InterviewVerdict.MEETS: _("meets"),
        InterviewVerdict.DOES_NOT_MEET: _("does not meet"),
        InterviewVerdict.CANNOT_TELL: _("cannot tell"),
    }
    return words[verdict]


def comparison_words(one: FigureComparison) -> str:
    """“simultaneously contouring axes: 5 ≥ 5, holds”; of what a rule reads the answer alone."""
    if one.is_for_rule:
        return _("{label}: {value}; for {rule}.").format(
            label=one.label, value=one.value, rule=one.entry
        )
    threshold = joined(" ", filter(None, (one.operator, one.threshold, one.unit)))
    if one.where:
        threshold = _("{threshold} where {where}").format(threshold=threshold, where=one.where)
    said = {True: _("holds"), False: _("fails"), None: _("cannot be told")}
    outcome = _("presumed") if one.presumed else said[one.holds]
    value = one.value or _("not stated")
    template = _("{label}: {value} {threshold}, {outcome}.")
    if not one.operator:
        template = _("{label}: {value}; wanted: {threshold}; {outcome}.")
    return template.format(label=one.label, value=value, threshold=threshold, outcome=outcome)


def figure_words(one: FigureComparison) -> str:
    """Where the figure was read: paragraph, edition, trust."""
    if one.is_for_rule:
        return joined("", (one.path, "."))
    if one.edition == NO_EDITION:
        return _("{path}, read in no edition, {trust}.").format(path=one.path, trust=_(one.trust))
    template = _("{path}, edition {edition}, {trust}.")
    if one.figure and one.figure != joined(" ", filter(None, (one.threshold, one.unit))):
        template = _("{path} ({figure}), edition {edition}, {trust}.")
    return template.format(
        path=one.path, figure=one.figure, edition=one.edition, trust=_(one.trust)
    )


def source_words(one: FigureComparison) -> str:
    """Who stated the value; empty where nobody has."""
    if not one.value or one.stated_on is None:
        return ""
    source = _(SOURCES[one.source]) if one.source in SOURCES else one.source.replace("_", " ")
    template = _("Stated {given}. {source}: {document}, {day}, entered by {author}.")
    if not one.document:
        template = _("Stated {given}. {source}, {day}, entered by {author}.")
    return template.format(
        given=one.given,
        source=capitalised(source),
        document=one.document,
        day=one.stated_on,
        author=one.author,
    )


def question_words(question: Question) -> str:
    """The question as it is put, with units or words to answer with."""
    if question.kind is ParameterKind.YES_NO:
        text = _("Is this so: {label}? Yes or no.").format(label=question.label)
    elif question.kind is ParameterKind.CHOICE:
        text = _("{label}: one or more of {choices}.").format(
            label=question.label, choices="; ".join(question.choices)
        )
    elif question.kind is ParameterKind.DATE:
        text = _("{label}, as 2026-03-27.").format(label=question.label)
    elif question.units:
        text = _("{label}, in {units}.").format(
            label=question.label, units=", ".join(question.units)
        )
    else:
        text = _("{label}.").format(label=question.label)
    text = text[:1].upper() + text[1:]
    if question.is_for_rule:
        return _("{question} It is for {rule}.").format(
            question=text, rule=", ".join(question.entries)
        )
    if question.lifts:
        return _("{question} It could take the item out.").format(question=text)
    return _("{question} It decides.").format(question=text) if question.decides else text
