"""Interviews on the goods of a case: what an entry turns on, what was stated, what it meets."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from landwaiter.domain.cases.case import Case
from landwaiter.domain.cases.decision import current_classifications
from landwaiter.domain.cases.tracks import own_items
from landwaiter.domain.goods.candidates import about_item
from landwaiter.domain.interviews.answer import Answer
from landwaiter.domain.interviews.criterion import ASKED_ON, NOTHING_KNOWN, PACK_ID, About
from landwaiter.domain.interviews.interview import (
    Interview,
    InterviewVerdict,
    StatedValue,
    interview,
    newer_edition,
)
from landwaiter.domain.interviews.parameter import Parameter, heads_in, parameters_in
from landwaiter.domain.interviews.value import in_words
from landwaiter.domain.law.control_codes import head_of, parse, spelled_in
from landwaiter.domain.law.control_tree import pack_of_list
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_index import rows_by
from landwaiter.errors import NotFound, Unavailable
from landwaiter.i18n import N_, _, joined
from landwaiter.services.base.wording import shown_value
from landwaiter.services.warm.session import Session
from landwaiter.storage.cases.case_load import load_case
from landwaiter.storage.cases.case_rows import case_id_of

Packs = Mapping[str, Pack]


@dataclass(frozen=True, slots=True)
class ItemInterview:
    """The interview on one item and entry, as of the day of the case."""

    reference: str
    item_no: int
    title: str
    """Of the entry; empty where the control list does not have it."""
    day: date
    read: Interview
    warning: str
    """A sentence where the figures are not known to be those in force; else empty."""
    answers: tuple[Answer, ...] = ()
    """Every answer on the item to what this entry asks for, revoked ones too."""

    @property
    def sentence(self) -> str:
        """The verdict in one sentence."""
        if not self.read.subentries:
            return _("Cannot tell: there are no figures of {entry}.").format(entry=self.read.entry)
        return _(_SENTENCES[self.read.verdict]).format(entry=self._about, entries=self._met) + (
            f" {self._then}" if self._then else ""
        )

    @property
    def _met(self) -> str:
        return ", ".join(self.read.met)

    @property
    def _about(self) -> str:
        """The entry, or the sub-entries of several heads that a course decides."""
        entries = ", ".join(one.entry for one in self.read.subentries)
        return entries if self.read.course else self.read.entry

    @property
    def _then(self) -> str:
        """What a course says once it met nothing."""
        is_over = self.read.verdict is InterviewVerdict.DOES_NOT_MEET and self.read.then
        return f"{self.read.then[:1].upper()}{self.read.then[1:]}." if is_over else ""

    @property
    def presumption(self) -> str:
        """What the verdict takes for granted, in one sentence; empty where it takes nothing."""
        if not self.read.presumed:
            return ""
        return _("Presumed, because nobody has stated otherwise: {what}.").format(
            what=joined("; ", self.read.presumed)
        )


_SENTENCES: Mapping[InterviewVerdict, str] = {
    InterviewVerdict.MEETS: N_("Meets {entries}."),
    InterviewVerdict.DOES_NOT_MEET: N_("Does not meet {entry}."),
    InterviewVerdict.CANNOT_TELL: N_("Cannot tell whether it meets {entry}."),
}


def interview_on(
    session: Session, reference: str, item_no: int, entry: str, *, drafted: Case | None = None
) -> ItemInterview:
    """The interview on an item and an entry; NotFound where the item is not there.

    On the case as it is `drafted` where an answer waits to be sealed: it counts already.
    """
    with session.reading() as conn:
        registry = session.registry(conn)
        case = drafted or load_case(conn, case_id_of(conn, reference), registry)
        packs = session.references.packs(conn, case.judged_as_of)
    if PACK_ID not in packs:
        raise Unavailable(
            _("No pack of deciding values is in force on the day of the case."),
            remedy=_("Import a pack of the kind “{kind}”.").format(kind=PACK_ID),
        )
    if item_no not in {item.no for item in case.items}:
        raise NotFound(
            _("The case has no item with this number."),
            field="item",
            value=str(item_no),
            remedy=_("It has the items {items}.").format(
                items=", ".join(str(item.no) for item in case.items) or _("none")
            ),
        )
    return _held(case, packs, item_no, parse(entry).code)


def entries_of(session: Session, reference: str, item_no: int) -> tuple[str, ...]:
    """Heads an interview can be held on: candidates of the item first, then all with figures."""
    with session.reading() as conn:
        registry = session.registry(conn)
        case = load_case(conn, case_id_of(conn, reference), registry)
        packs = session.references.packs(conn, case.judged_as_of)
    known = heads_in(packs[PACK_ID]) if PACK_ID in packs else ()
    near = [head for head in _heads(case, item_no) if head in known]
    return tuple(dict.fromkeys((*near, *known)))


def interviews_of(case: Case, packs: Packs, day: date | None = None) -> tuple[ItemInterview, ...]:
    """Those of the case's candidates and findings for which a value was stated; on any day."""
    pack = packs.get(PACK_ID)
    if pack is None:
        return ()
    known = parameters_in(pack)
    found = (
        _held(case, packs, item.no, head, day)
        for item in own_items(case)
        # Most items have no answer: to hold nothing against their figures is a quarter of a view.
        if stated_on(case, item.no, known)
        for head in _heads(case, item.no)
        if head in heads_in(pack)
    )
    return tuple(_each_course_once(one for one in found if _is_begun(one)))


def _each_course_once(found: Iterable[ItemInterview]) -> Iterator[ItemInterview]:
    """Heads that are asked about in one order have one interview."""
    told: set[tuple[int, str]] = set()
    for held in found:
        key = (held.item_no, held.read.course or held.read.entry)
        if key not in told:
            told.add(key)
            yield held


def _is_begun(held: ItemInterview) -> bool:
    ways = (way for one in held.read.subentries for way in one.ways)
    is_compared = any(compared.value for way in ways for compared in way.comparisons)
    return is_compared or bool(held.read.told)


def _heads(case: Case, item_no: int) -> tuple[str, ...]:
    """Heads that the item is a candidate for, or that a person named, of lists with figures."""
    found = [(c.list, c.item_no, c.code) for c in case.candidates]
    found += [(f.list, f.item_no, f.code) for f in current_classifications(case)]
    codes = (code for list_id, no, code in found if list_id in ASKED_ON and no == item_no)
    return tuple(dict.fromkeys(head_of(code) for code in codes))


def _held(
    case: Case, packs: Packs, item_no: int, entry: str, on: date | None = None
) -> ItemInterview:
    pack, day = packs[PACK_ID], on or case.judged_as_of
    edition = pack_of_list(packs, spelled_in(entry))
    known = parameters_in(pack)
    stated = stated_on(case, item_no, known)
    read = interview(pack, entry, stated, _about(case, packs, item_no))
    head = rows_by(edition, "code").get(head_of(entry), ()) if edition else ()
    asked = {
        compared.parameter
        for one in read.subentries
        for way in one.ways
        for compared in way.comparisons
    }
    asked |= {compared.parameter for compared in read.told}
    return ItemInterview(
        reference=case.reference,
        item_no=item_no,
        title=head[0]["title"] if head else "",
        day=day,
        read=read,
        warning=newer_edition(read, packs.get("annex1"), day),
        answers=tuple(a for a in case.answers if a.item_no == item_no and a.parameter in asked),
    )


def _about(case: Case, packs: Packs, item_no: int) -> About:
    """What the declaration says of the item, and the sets of countries that it goes to."""
    declared = case.declaration
    item = next((one for one in own_items(case) if one.no == item_no), None)
    if declared is None or item is None:
        return NOTHING_KNOWN
    destination = item.destination or declared.country_destination
    countries = packs.get("countries")
    rows = rows_by(countries, "country").get(destination or "", ()) if countries else ()
    return about_item(item, (row["set"] for row in rows))


def stated_on(
    case: Case, item_no: int, known: Mapping[str, Parameter]
) -> Mapping[str, StatedValue]:
    """The newest known value of each parameter of an item, and who stated it."""
    answers = {one.id: one for one in case.answers}
    found: dict[str, StatedValue] = {}
    for fact in case.learned:
        if fact.field != "params" or fact.item_no not in (None, item_no):
            continue
        answer = answers.get(fact.id)
        for name, value in (fact.value or {}).items():
            if value is not None:
                found[name] = StatedValue(
                    value=value,
                    given=answer.given if answer else _plain(known.get(name), value),
                    source=fact.source,
                    document=answer.document if answer else "",
                    stated_on=fact.date,
                    author=fact.author,
                )
    return found


def _plain(parameter: Parameter | None, value: Any) -> str:
    return in_words(parameter, value) if parameter else shown_value(value)
