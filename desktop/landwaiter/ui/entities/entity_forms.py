"""What the forms on an entity ask for, and the deed that their answers become."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from landwaiter.domain.base.certainty import MEANING, Certainty
from landwaiter.domain.deeds.shape import SHORTEST_REASON
from landwaiter.domain.entities.deeds import (
    EndStatement,
    LinkEntities,
    MakeEntity,
    MergeEntities,
    StateFact,
    TellApart,
    UnmergeEntity,
)
from landwaiter.domain.entities.entity import (
    CONTROL_TESTS,
    ENTITY_KINDS,
    FACT_KINDS,
    LINK_KINDS,
    FactKind,
    LinkKind,
    partial_day,
)
from landwaiter.domain.entities.ownership.shares import checked_share
from landwaiter.domain.entities.stated_values import CHANNELS, HINTS, TITLES
from landwaiter.domain.evidence.custody import GRADES, INFORMATION, SOURCES
from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.services.entities.entity_views import EntityView
from landwaiter.ui.entities.entity_rows import StatementRow
from landwaiter.ui.kit.fields import Field, country_field
from landwaiter.ui.kit.words import word

Answers = Mapping[str, str]
Choices = tuple[tuple[str, str], ...]
SaidOf = Callable[[Answers], Any]
"""The deed that the answers mean."""


class NamedEntity(Protocol):
    """An entity, or one side of a pair."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class EntityForm:
    """One form: what it is called, what it asks, which deed the answers mean."""

    title: str
    deed: str
    fields: Sequence[Field]
    said_of: SaidOf
    note: str = ""


def state_form(view: EntityView, kind: str, *, today: str = "") -> EntityForm:
    """What a statement of one kind needs and may have, and what every statement carries."""
    known = FACT_KINDS[kind]
    return EntityForm(
        _("{kind} of {name}").format(kind=_(known.title), name=view.name),
        _("State it"),
        (*_asked(known), *_carried(view, today, is_graded=known.needs_certainty)),
        lambda said: StateFact(
            view.id,
            kind,
            field={name: said[name] for name in (*known.needs, *known.may)},
            **_carried_of(said),
        ),
        note=_grades_said(),
    )


def kinds_of(view: EntityView) -> Choices:
    """Kinds of statement that are made of this kind of entity."""
    return tuple(
        (one.name, _(one.title))
        for one in FACT_KINDS.values()
        if not one.by_deed_only and view.kind in one.of
    )


def _asked(kind: FactKind) -> tuple[Field, ...]:
    found = []
    for name in (*kind.needs, *kind.may):
        choices = tuple((one, word(one)) for one in kind.choices.get(name, ()))
        title = kind.title if name == "text" else TITLES.get(name, name)
        minimum = 1 if name in kind.needs and not choices else 0
        if name == "country":
            found.append(country_field(name, _(title), minimum=minimum))
            continue
        hint = _(HINTS.get(name, ""))
        value = "alias" if (kind.name, name) == ("name", "kind") else ""
        found.append(Field(name, _(title), choices, minimum=minimum, hint=hint, value=value))
    return tuple(found)


def _carried(view: EntityView, today: str, *, is_graded: bool = False) -> tuple[Field, ...]:
    """Days, source, grading, certainty, reservation, note and evidence of a statement."""
    ungraded = () if is_graded else (("", _("not graded")),)
    grades = (*ungraded, *((grade, grade) for grade in GRADES))
    return (
        Field("since", _("Since"), hint="2026-03", check=_why_no_day),
        Field("until", _("Until"), hint="2026-03-27", check=_why_no_day),
        Field("grade", _("Grade"), grades),
        Field("certainty", _("Certainty"), _certainties(needed=is_graded), legal=True),
        Field("source", _("Source"), minimum=1, hint=_("register, paper, person, page")),
        Field(
            "read_on",
            _("Read on"),
            minimum=1 if is_graded else 0,
            value=today,
            hint="2026-03-27",
            check=_why_no_whole_day,
        ),
        Field("wording", _("In their words"), hint=_("Their reservation: incomplete data.")),
        Field("note", _("Note")),
        _evidence(view),
    )


def _certainties(*, needed: bool) -> Choices:
    """Each word with what it means; a person says it, and none stands there beforehand."""
    said = _("{word}: {means}")
    words = tuple(
        (one.value, said.format(word=word(one), means=_(MEANING[one]))) for one in Certainty
    )
    return words if needed else (("", _("not said")), *words)


def _evidence(view: EntityView) -> Field:
    """A piece of one of the entity's cases, or of any other as it is typed."""
    pieces = (
        (f"{one.case}/{one.label}", f"{one.label} {one.name} ({one.case})") for one in view.evidence
    )
    return Field("evidence", _("Evidence"), (("", _("none")), *pieces), open=True)


def _grades_said() -> str:
    said = _("Grade: source A, {best}, to F, {last}; information 1, {sure}, to 6, {unsure}.")
    return said.format(
        best=_(SOURCES["A"]),
        last=_(SOURCES["F"]),
        sure=_(INFORMATION["1"]),
        unsure=_(INFORMATION["6"]),
    )


def _why_no_day(text: str) -> str:
    try:
        partial_day(text, "date")
    except Invalid:
        return _("a date is written 2026-03-27, 2026-03 or 2026")
    return ""


def _why_no_whole_day(text: str) -> str:
    try:
        if text.strip():
            dt.date.fromisoformat(text.strip())
    except ValueError:
        return _("a day is written 2026-03-27")
    return ""


def _carried_of(said: Answers) -> dict[str, Any]:
    """What every statement carries, as the deeds ask for it."""
    days = {name: said[name] or None for name in ("since", "until")}
    sure = Certainty(said["certainty"]) if said["certainty"] else None
    texts = {name: said[name] for name in ("source", "grade", "wording", "note", "evidence")}
    read = said["read_on"].strip()
    read_on = dt.date.fromisoformat(read) if read else None
    return {**texts, **days, "certainty": sure, "read_on": read_on}


def link_form(view: EntityView, others: Choices, *, today: str = "") -> EntityForm:
    """What the entity does to another one, or another one to it."""
    return _joining(
        view,
        others,
        tuple(LINK_KINDS.values()),
        today=today,
        title=_("Link {name} to another entity").format(name=view.name),
        deed=_("State the link"),
    )


def holding_form(view: EntityView, others: Choices, *, today: str = "") -> EntityForm:
    """Who holds or controls the entity, by which share or test; or whom it holds."""
    return _joining(
        view,
        others,
        tuple(one for one in LINK_KINDS.values() if one.has_percent or one.has_test),
        today=today,
        title=_("Who holds or controls {name}").format(name=view.name),
        deed=_("State the holding"),
        direction="back",
    )


def _joining(
    view: EntityView,
    others: Choices,
    kinds: Sequence[LinkKind],
    *,
    today: str,
    title: str,
    deed: str,
    direction: str = "forth",
) -> EntityForm:
    carried = tuple(dict.fromkeys(name for one in kinds for name in one.may))

    def said_of(said: Answers) -> LinkEntities:
        mine, other = view.id, said["other"]
        one, two = (other, mine) if said["direction"] == "back" else (mine, other)
        return LinkEntities(
            one,
            said["kind"],
            two,
            percent=said["percent"] or None,
            test=said["test"],
            field={name: said[name] for name in carried if said[name]},
            **_carried_of(said),
        )

    ways = (("forth", _("this one")), ("back", _("the other one")))
    tests = (("", _("none")), *((one, _(one)) for one in CONTROL_TESTS))
    return EntityForm(
        title,
        deed,
        (
            Field("direction", _("Who"), ways, value=direction),
            Field("kind", _("Does"), tuple((one.name, _(one.title)) for one in kinds)),
            Field("other", _("The other one"), others, minimum=1, open=True),
            Field("percent", _("Share, %"), hint="51, 25-50, over 50", check=_why_no_share),
            Field("test", _("Control by"), tests, open=True),
            *(_beside(name) for name in carried),
            *_carried(view, today),
        ),
        said_of,
        note=_grades_said(),
    )


def _beside(name: str) -> Field:
    """What some kinds of link carry; of any other kind it is refused with its remedy."""
    choices: Choices = ()
    if name == "channel":
        choices = (("", _("none")), *((one, word(one)) for one in CHANNELS))
    return Field(name, _(TITLES[name]), choices, hint=_(HINTS.get(name, "")))


def _why_no_share(text: str) -> str:
    try:
        if text.strip():
            checked_share(text)
    except Invalid as fault:
        return fault.sentence()
    return ""


def end_form(row: StatementRow) -> EntityForm:
    """Why a statement counts no longer."""
    return EntityForm(
        _("End: {what} {value}").format(what=row.what, value=row.value),
        _("End it"),
        (_why(),),
        lambda said: EndStatement(row.id, said["reason"]),
        note=_("It stays readable, with the reason."),
    )


def merge_form(view: NamedEntity, others: Choices) -> EntityForm:
    """Which other entity is the same as this one."""
    return EntityForm(
        _("Merge another entity into {name}").format(name=view.name),
        _("Merge"),
        (
            _the_other(others),
            _why(),
        ),
        lambda said: MergeEntities(view.id, said["other"], said["reason"]),
        note=_("Nothing is moved: the merge can be taken back at any time."),
    )


def unmerge_form(view: EntityView) -> EntityForm:
    """Which merge is taken back."""
    choices = tuple((one.merge.id, one.name) for one in view.merged)
    return EntityForm(
        _("Take a merge into {name} back").format(name=view.name),
        _("Take it back"),
        (Field("other", _("Merged entity"), choices), _why()),
        lambda said: UnmergeEntity(said["other"], said["reason"]),
        note=_("Both stand for themselves again, exactly as they were."),
    )


def apart_form(view: NamedEntity, others: Choices) -> EntityForm:
    """Which other entity is not the same though it looks so."""
    return EntityForm(
        _("Tell {name} apart from another entity").format(name=view.name),
        _("Tell apart"),
        (_the_other(others), _why()),
        lambda said: TellApart(view.id, said["other"], said["reason"]),
        note=_("They are proposed as one no more."),
    )


def new_form() -> EntityForm:
    """A new entity beside all cases."""
    return EntityForm(
        _("New entity"),
        _("Make it"),
        (
            Field("name", _("Name"), minimum=1),
            Field("kind", _("Kind"), tuple((one, word(one)) for one in ENTITY_KINDS)),
            country_field("country", _("Country")),
            Field("source", _("Source"), minimum=1),
        ),
        lambda said: MakeEntity(
            said["name"], said["kind"], said["source"], said["country"] or None
        ),
    )


def _the_other(others: Choices) -> Field:
    """One of many, or typed; where there is only one, that one."""
    only = len(others) == 1
    return Field("other", _("The other one"), others, minimum=1, open=not only)


def _why() -> Field:
    return Field("reason", _("Reason"), minimum=SHORTEST_REASON, long=True)
