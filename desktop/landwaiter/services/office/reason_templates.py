"""Reason templates of the office: kept, removed, and filled from a case where one is chosen."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from landwaiter.domain.base.terms import capital
from landwaiter.domain.cases.case import Case
from landwaiter.domain.deeds.shape import arguments
from landwaiter.domain.office.deeds import KeepReasonTemplate, RemoveReasonTemplate
from landwaiter.domain.office.reason_templates import (
    CASE,
    ITEM_NUMBER,
    PLACES,
    PlaceOfFact,
    ReasonTemplate,
    check_places,
    filled,
    title_key,
)
from landwaiter.domain.table.deeds import ON_CASE
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import _, joined
from landwaiter.services.base.facts_shown import fact_said
from landwaiter.services.deeds.handler import Account, Doing
from landwaiter.services.warm.session import Session
from landwaiter.storage.base import reason_templates as stored
from landwaiter.storage.base.reader import Reader

LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place that a template may have, with what it means."""

    place: str
    title: str


def templates_known(session: Session) -> tuple[ReasonTemplate, ...]:
    """The office's list, by title."""
    with session.reading() as conn:
        return stored.reason_templates(conn)


def places_known() -> tuple[PlaceRow, ...]:
    """Every place that a case can fill."""
    return tuple(PlaceRow(f"{{{one.name}}}", capital(one.title)) for one in PLACES.values())


def acts_with_reason() -> tuple[str, ...]:
    """The deeds on a case that take a reason, as on the command line."""
    return tuple(sorted(act for act, deed in ON_CASE.items() if _takes_reason(deed.args)))


def _takes_reason(args: type) -> bool:
    return any(one.name == "reason" for one in arguments(args))


def keep_template(doing: Doing, said: KeepReasonTemplate, _none: None) -> Account:
    template = ReasonTemplate(
        " ".join(said.title.split()),
        said.text.strip(),
        said.act,
        doing.work.actor,
        doing.work.now,
    )
    _refuse_unfit(template)
    known = _named(doing.conn, template.title)
    before = known.text if known else None
    stored.keep_template(doing.conn, template)
    stated = {"title": template.title, "act": template.act, "text": [before, template.text]}
    about = f"reason-template/{title_key(template.title)}"
    return Account(about, stated, (about,), made=template.title)


def remove_template(doing: Doing, said: RemoveReasonTemplate, _none: None) -> Account:
    known = _named(doing.conn, said.title)
    if known is None:
        raise NotFound(
            _("There is no template with this title."),
            field="title",
            value=said.title,
            remedy=_("Give one of: {wanted}.").format(wanted=_titles(doing.conn)),
        )
    stored.forget_template(doing.conn, known)
    stated = {"title": known.title, "act": known.act, "text": [known.text, None]}
    about = f"reason-template/{title_key(known.title)}"
    return Account(about, stated, (about,), made=known.title)


def _named(conn: Reader, title: str) -> ReasonTemplate | None:
    wanted = title_key(title)
    known = stored.reason_templates(conn)
    return next((one for one in known if title_key(one.title) == wanted), None)


def _titles(conn: Reader) -> str:
    return ", ".join(one.title for one in stored.reason_templates(conn)) or _("none")


def _refuse_unfit(template: ReasonTemplate) -> None:
    if len(template.title) > LONGEST_TITLE:
        raise Invalid(
            _("{title}: this does not fit.").format(title=_("Title")),
            field="title",
            value=template.title,
            remedy=_("Give it a short name."),
        )
    if template.act and template.act not in acts_with_reason():
        raise Invalid(
            _("{title}: this does not fit.").format(title=_("Deed")),
            field="act",
            value=template.act,
            remedy=_("Give one of: {wanted}.").format(wanted=", ".join(acts_with_reason())),
        )
    check_places(template.text)


def filled_templates(
    templates: Sequence[ReasonTemplate], case: Case, act: str, item: str = ""
) -> tuple[ReasonTemplate, ...]:
    """Those for a deed on a case, with what the case states; `item` is the one the deed is on."""

    def says(place: PlaceOfFact) -> str:
        return _said(case, place, item)

    return tuple(
        replace(one, text=filled(one.text, says, capital))
        for one in templates
        if one.act in {"", act}
    )


def _said(case: Case, place: PlaceOfFact, item: str) -> str:
    if place.name == CASE:
        return case.reference
    if place.role is not None:
        return _each(party.name for party in case.parties if party.role is place.role)
    if place.is_of_item:
        return _each(_said_of_items(case, place, item))
    if place.fact is None or case.declaration is None:
        return ""
    return fact_said(place.fact, case.declaration)


def _said_of_items(case: Case, place: PlaceOfFact, item: str) -> Iterator[str]:
    """Of the one item, else of each: its number in this case, or a fact as it was declared."""
    declared = {one.no: one for one in case.declaration.items} if case.declaration else {}
    for one in case.items:
        if item in {"", str(one.no)}:
            if place.name == ITEM_NUMBER:
                yield str(one.no)
            elif place.fact is not None and one.no in declared:
                yield fact_said(place.fact, declared[one.no])


def _each(said: Iterable[str]) -> str:
    """Each once, in order."""
    return joined(", ", dict.fromkeys(filter(None, said)))
