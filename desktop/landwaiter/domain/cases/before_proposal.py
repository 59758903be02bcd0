"""What stands before a proposal: what stops it, and what is settled or left open with a reason.

What is left open is part of the text that is signed, is read by the second person and stands under
*Not checked* in every report of the case.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from landwaiter.domain.base.people import Actor
from landwaiter.domain.cases.appeals import law_of
from landwaiter.domain.cases.case import Action, ActionKind, Candidate, Case
from landwaiter.domain.cases.case_of_kind import missing_fields
from landwaiter.domain.cases.decision import (
    OpenPoint,
    candidates_left_open,
    current_classifications,
)
from landwaiter.domain.cases.four_eyes import why_conflicted
from landwaiter.domain.cases.hearings import is_heard, why_not_heard
from landwaiter.domain.deeds.shape import Choices
from landwaiter.errors import Invalid, NotAllowed
from landwaiter.i18n import N_, Words, _, joined, plural


class OpenKind(StrEnum):
    """What may be left open with a reason."""

    REQUEST = "request"
    CANDIDATE = "candidate"
    HIT = "hit"
    CLOCK = "clock"
    LIST = "list"


KIND_TITLES: Final[Mapping[OpenKind, str]] = {
    OpenKind.REQUEST: N_("Open request"),
    OpenKind.CANDIDATE: N_("Candidate without a finding"),
    OpenKind.HIT: N_("Hit without a judgement"),
    OpenKind.CLOCK: N_("Clock that ran out"),
    OpenKind.LIST: N_("List that is too old"),
}
SETTLED_BY: Final[Mapping[OpenKind, str]] = {
    OpenKind.REQUEST: N_("Record the answer."),
    OpenKind.CANDIDATE: N_("Confirm or reject each."),
    OpenKind.HIT: N_("Judge each."),
    OpenKind.CLOCK: N_("Do what it asks for."),
    OpenKind.LIST: N_("Import a newer edition and screen the case again."),
}
_REQUESTS: Final[Mapping[ActionKind, str]] = {
    ActionKind.INFORMATION_REQUEST: N_("Information asked of {addressee}"),
    ActionKind.HEARING: N_("Hearing of {addressee}"),
    ActionKind.TECHNICAL_OPINION: N_("Opinion asked of {addressee}"),
    ActionKind.CONSULTATION: N_("Consultation of {addressee}"),
    ActionKind.REFERRAL: N_("Referral to {addressee}"),
}
_MOST = 12
"""Entries of one kind that a sentence names; the rest is counted."""


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """One kind of thing that is open before a proposal, with everything of it."""

    kind: OpenKind
    what: tuple[Words, ...]
    place: str = ""
    """Where in the case the first of it stands, as remarks name places."""

    @property
    def title(self) -> Words:
        return _(KIND_TITLES[self.kind])

    @property
    def named(self) -> Words:
        """Each of it in one line; of very many the first."""
        return named(self.what)

    @property
    def remedy(self) -> Words:
        """How it is settled, short of leaving it open."""
        return _(SETTLED_BY[self.kind])


@dataclass(frozen=True, slots=True)
class ProposalStop:
    """What no reason helps over."""

    what: Words
    remedy: Words = ""
    adverse: bool = False
    """Only before an outcome to somebody's disadvantage."""


def named(what: Sequence[Words]) -> Words:
    """The first entries of a kind in one line, and how many more there are."""
    told = joined("; ", what[:_MOST])
    more = len(what) - _MOST
    if more <= 0:
        return told
    return plural(more, "{told}; and {n} more", "{told}; and {n} more", told=told)


def stops(case: Case, actor: Actor, today: date) -> tuple[ProposalStop, ...]:
    """What must be done first, whatever is left open: a conflict, a missing field, a hearing."""
    return tuple(_stops(case, actor, today))


def _stops(case: Case, actor: Actor, today: date) -> Iterator[ProposalStop]:
    if why := why_conflicted(case, actor.id, actor.name):
        yield ProposalStop(why, _("Somebody else proposes."))
    if missing := missing_fields(case):
        fields = joined(", ", [_(field.title) for field in missing])
        yield ProposalStop(_("Not stated yet: {fields}.").format(fields=fields), _("State it."))
    if why := why_not_heard(case, today, law_of(case, ())):
        yield ProposalStop(why, _("Send a hearing, or say why nobody is heard."), adverse=True)


def unsettled(
    case: Case, today: date, *, ran_out: Iterable[Words], too_old: Iterable[Words]
) -> tuple[OpenMatter, ...]:
    """What is open, kind by kind in the order of the kinds; clocks and lists are told in words."""
    asked, candidates = open_requests(case, today), undecided(case)
    hits = [hit for hit in case.hits if hit.judgement is None]
    found: tuple[tuple[OpenKind, list[Words], list[str]], ...] = (
        (OpenKind.REQUEST, [_asked(one) for one in asked], [f"actions/{one.id}" for one in asked]),
        (
            OpenKind.CANDIDATE,
            [_candidate(one) for one in candidates],
            [f"classifications/{one.item_no}/{one.code}" for one in candidates],
        ),
        (
            OpenKind.HIT,
            [_("{name} on {list}").format(name=hit.match.name, list=hit.told_list) for hit in hits],
            [f"hits/{hit.id}" for hit in hits],
        ),
        (OpenKind.CLOCK, list(ran_out), []),
        (OpenKind.LIST, list(too_old), []),
    )
    return tuple(
        OpenMatter(kind, tuple(dict.fromkeys(what)), next(iter(places), ""))
        for kind, what, places in found
        if what
    )


def open_requests(case: Case, today: date) -> tuple[Action, ...]:
    """Requests without an answer; a hearing whose period is over was held all the same."""
    return tuple(
        one for one in case.actions if one.answered_at is None and not is_heard(one, today)
    )


def undecided(case: Case) -> tuple[Candidate, ...]:
    """Candidates on which nobody found anything."""
    return candidates_left_open(case.candidates, current_classifications(case))


def _candidate(one: Candidate) -> Words:
    """A case without goods has one subject, which needs no number."""
    if not one.item_no:
        return one.shown
    return _("item {no}: {entry}").format(no=one.item_no, entry=one.shown)


def _asked(one: Action) -> Words:
    return _(_REQUESTS[one.kind]).format(addressee=one.addressee)


def left_open(
    found: Sequence[OpenMatter], reasons: Mapping[OpenKind, str]
) -> tuple[OpenPoint, ...]:
    """What is left open, each with its reason.

    NotAllowed names every kind without one; Invalid a reason for what is not open.
    """
    known = {one.kind: one for one in found}
    for kind in reasons:
        if kind not in known:
            raise Invalid(
                _("There is nothing of this kind to be left open."),
                field="open",
                value=str(kind),
                remedy=_("Leave it out; open are: {kinds}.").format(
                    kinds=", ".join(known) or _("none")
                ),
            )
    if missing := [one for one in found if not reasons.get(one.kind, "").strip()]:
        raise NotAllowed(
            joined(
                " ",
                (
                    _("Before a proposal this is settled, or left open with a reason."),
                    *(
                        _("{title} ({kind}): {what}. {remedy}").format(
                            title=one.title, kind=one.kind.value, what=one.named, remedy=one.remedy
                        )
                        for one in missing
                    ),
                ),
            ),
            remedy=_("Or say why: {options}.").format(
                options=" ".join(f'--open {one.kind.value}="…"' for one in missing)
            ),
        )
    return tuple(OpenPoint(one.kind.value, one.what, reasons[one.kind].strip()) for one in found)


def open_kinds(case: Case) -> Choices:
    """Every kind there is, for whoever asks for reasons."""
    return tuple((kind.value, _(title)) for kind, title in KIND_TITLES.items())


def reason_of_kind(text: str) -> Mapping[OpenKind, str]:
    """`hit=the list names no person` → {OpenKind.HIT: …}."""
    kind, equals, reason = text.partition("=")
    name = kind.strip().lower()
    if not (equals and name in set(OpenKind)):
        raise Invalid(
            _("This is not a kind of what is open and a reason."),
            field="open",
            value=text,
            remedy=_("Write it as request=the goods leave tomorrow. Kinds are: {kinds}.").format(
                kinds=", ".join(OpenKind)
            ),
        )
    return {OpenKind(name): reason.strip()}
