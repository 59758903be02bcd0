"""The text that is approved, and when an approval counts.

The canonical text of a decision holds the proposal and the substance it rests on. Its SHA-256 is
what an approver signs. An approval counts only with a valid signature by another person's
registered key over that hash, and only while the case still has the substance of the text: made
again in the form that the text names, which stays in `SUBSTANCE_FORMS` for ever.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from landwaiter.domain.base.terms import low
from landwaiter.domain.cases.case import (
    ActionKind,
    Candidate,
    Case,
    Classification,
    ClassificationState,
    Enrichment,
    FlagResult,
    Reply,
)
from landwaiter.domain.evidence.piece import Evidence
from landwaiter.domain.intake.declaration import TELLING
from landwaiter.domain.law.control_codes import is_under
from landwaiter.domain.lists.listing import Hit
from landwaiter.i18n import Words, _, in_words

TEXT_VERSION = 1
OUTCOMES = (
    "release",
    "release_with_note",
    "release_after_authorisation",
    "partial_release",
    "declaration_invalidated",
    "goods_returned",
    "refuse",
    "authorisation_refused",
    "seize",
    "hold-and-refer",
    "suspend-and-refer",
    "refer_for_prosecution",
    "inform_member_state",
    "inform-and-refer",
    "advise_against_cooperation",
    "no_jurisdiction",
)
"""Decisions of DOMAIN 5; a decision names one for the case and may name one per item."""
BASED: Final = frozenset(
    {
        "refuse",
        "authorisation_refused",
        "seize",
        "goods_returned",
        "declaration_invalidated",
        "hold-and-refer",
        "suspend-and-refer",
    }
)
"""Outcomes that keep goods from where they were declared to go: each names its legal basis."""
LEFT_OPEN: Final = "left_open"
"""Its part of a text."""
PENDING = ("proposed", "countersign")
"""States of a decision that is neither approved in full nor ended."""


def decision_state_word(state: str) -> str:
    """The state inside a sentence; a proposal is not returned as goods are."""
    return _("returned to its author") if state == "returned" else low(state)


def substance(case: Case, form: str = "") -> dict[str, Any]:
    """What a decision rests on, in a form, else the newest.

    Goods status and open requests are not in it. KeyError for a form that there is not.
    """
    return SUBSTANCE_FORMS[form or newest_form()].make(case)


def _form_1(case: Case) -> dict[str, Any]:
    return {
        "case": [case.kind, case.title, case.member_state, case.source, case.received],
        "project": dict(case.project or {}),
        "declarations": [[v.version, v.file_sha256] for v in case.versions],
        "requests": [[r.kind, r.file_sha256] for r in case.requests if r.kind not in TELLING],
        "parties": [
            [
                p.id,
                p.role,
                p.name,
                p.country,
                p.identifier,
                p.address,
                p.origin,
                p.link.linked_id if p.link else None,
            ]
            for p in case.parties
        ],
        "enrichment": [
            [e.id, e.field, e.item_no, e.value, e.source, e.date]
            for e in case.enrichment
            if not _is_told(e, case)
        ],
        "classifications": [
            [c.item_no, c.list, c.code, c.edition, c.state, c.reason]
            for c in current_classifications(case)
        ],
        "tracks": [[t.letter, t.basis, list(t.items)] for t in case.tracks],
        "hits": [
            [
                named(h)[0],
                h.list_kind,
                named(h)[3],
                named(h)[1],
                named(h)[2],
                h.party_id,
                h.match.name,
                "" if h.confidential else h.match.matched_name,
                _reasons(h),
                h.match.score,
                h.threshold,
                h.engine,
                [h.judgement.value, h.judgement.reason] if h.judgement else None,
            ]
            for h in sorted(case.hits, key=lambda hit: hit.id)
        ],
        "flags": [_flag(flag) for flag in case.flags],
        "candidates": [
            [
                c.item_no,
                c.list,
                c.code,
                c.edition,
                c.score,
                list(c.reasons),
                list(c.missing),
                list(c.entries),
            ]
            for c in case.candidates
        ],
        "evidence": [[e.no, e.name, e.sha256] for e in _rested_on(case)],
        **_answers(case),
        **_grounds(case),
    }


def _rested_on(case: Case) -> tuple[Evidence, ...]:
    """Its evidence but for what went out: a letter that tells the decision is no ground of it."""
    sent = {one.evidence_id for one in case.letters}
    return tuple(one for one in case.evidence if one.id not in sent)


def named(hit: Hit) -> tuple[str, str, str, str]:
    """List, identifier and name of the listing, and hash of the edition, as a text names them.

    The text goes out with reports: a confidential list stays unnamed, and what stands for the
    entry is the same for the same hit alone.
    """
    if hit.confidential:
        return "confidential", hit.mask, hit.told_listing, ""
    return hit.list_id, hit.listing.listing_id, hit.listing.name, hit.edition_sha256


def _reasons(hit: Hit) -> list[list[Any]]:
    if hit.confidential:
        return []
    return [[reason.feature, reason.detail, reason.score] for reason in hit.match.reasons]


def _answers(case: Case) -> dict[str, Any]:
    """Only where an interview was held."""
    rows = [
        [a.id, a.item_no, a.parameter, a.value, a.given, a.source, a.document, a.date, a.stands]
        for a in case.answers
    ]
    return {"answers": rows} if rows else {}


def _grounds(case: Case) -> dict[str, Any]:
    """Only where background is a ground of the case."""
    rows = [
        [
            one.id,
            one.kind,
            one.title,
            one.quoted,
            one.certainty,
            one.source,
            one.grade,
            one.reason,
            one.stands,
        ]
        for one in case.grounds
    ]
    return {"grounds": rows} if rows else {}


def _is_told(learned: Enrichment, case: Case) -> bool:
    """Whether it was learned from a message that only tells, and is on the case.

    Customs go on telling after a decision, which stays as made; what a person learned counts.
    """
    return learned.source in TELLING and any(
        request.kind == learned.source and request.at == learned.at for request in case.requests
    )


def _flag(flag: FlagResult) -> list[Any]:
    return [
        flag.rule,
        flag.evaluation,
        flag.severity,
        flag.explanation,
        flag.basis,
        list(flag.evidence),
        list(flag.missing),
        list(flag.editions),
        flag.review,
        flag.review_reason,
    ]


@dataclass(frozen=True, slots=True)
class SubstanceForm:
    """One way of writing the substance down, and what it says that no form before it could."""

    make: Callable[[Case], dict[str, Any]]
    new: Mapping[str, Callable[[Case], Iterable[datetime]]] = field(default_factory=dict)
    """Part → when its rows were written."""


SUBSTANCE_FORMS: Final[dict[str, SubstanceForm]] = {"substance/1": SubstanceForm(_form_1)}
"""Every form there ever was, the newest last: a text is compared in the form it was approved in."""


def newest_form() -> str:
    """The form in which a text is written now."""
    return next(reversed(SUBSTANCE_FORMS))


def form_of(text: str) -> str:
    """The form that a text names; empty where it names none."""
    said = json.loads(text)
    return str(said.get("form") or "") if isinstance(said, dict) else ""


def unsaid_since(case: Case, form: str, moment: datetime) -> tuple[str, ...]:
    """Parts that a form cannot say and whose rows came after a moment.

    Older rows were there when the text was approved, unseen by it: they changed nothing since.
    """
    names = list(SUBSTANCE_FORMS)
    later = [SUBSTANCE_FORMS[name] for name in names[names.index(form) + 1 :]]
    found = {
        part
        for one in later
        for part, rows in one.new.items()
        if any(at > moment for at in rows(case))
    }
    return tuple(sorted(found))


REFUSED = "authorisation_refused"
"""The outcome that says what another authority did: it refused (UCC 198 follows)."""
_ASKED = frozenset({ActionKind.CONSULTATION, ActionKind.REFERRAL})


def authorities_of(case: Case, item_no: int | None = None) -> tuple[str, ...]:
    """Who answered a consultation or referral on the item, or on any: those who act before others.

    Whose reply a refusal rests on, as the officer who asked named them.
    """
    held = {track.id for track in case.tracks if item_no is None or item_no in track.items}
    answered = [
        action
        for action in case.actions
        if action.kind in _ASKED
        and action.answered_at is not None
        and (action.track_id is None or action.track_id in held)
    ]
    acting = [action for action in answered if action.reply is Reply.ACTS]
    return tuple(dict.fromkeys(action.addressee for action in acting or answered))


def current_classifications(case: Case) -> tuple[Classification, ...]:
    """The newest finding per item, list and code, in the order of items and codes."""
    newest: dict[tuple[int, str, str], Classification] = {}
    for finding in case.classifications:
        newest[finding.item_no, finding.list, finding.code] = finding
    return tuple(newest[key] for key in sorted(newest))


def finding_on(candidate: Candidate, findings: Iterable[Classification]) -> Classification | None:
    """What a person found on a candidate, the newest: on its head, or by confirming what is under
    it. Who rejects a paragraph has said nothing of the rest of the entry."""
    about = (
        one
        for one in findings
        if (one.item_no, one.list) == (candidate.item_no, candidate.list)
        and (one.code == candidate.code or _confirms(one, candidate.code))
    )
    return max(about, key=lambda one: one.at, default=None)


def _confirms(finding: Classification, head: str) -> bool:
    is_confirmed = finding.state is ClassificationState.CONFIRMED
    return is_confirmed and is_under(finding.code, head)


def candidates_left_open(
    candidates: Iterable[Candidate], findings: Collection[Classification]
) -> tuple[Candidate, ...]:
    """The candidates on which nobody has found anything yet."""
    return tuple(one for one in candidates if finding_on(one, findings) is None)


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something that was open when a decision was proposed, and why it was left so."""

    kind: str
    what: tuple[Words, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an author proposes; `items` and `bases` are those that differ from the case's."""

    version: int
    outcome: str
    items: Mapping[int, str]
    basis: str
    reason: str
    author: str
    countersign: bool = False
    """Whether the office wants a head's signature besides the approval."""
    appeal: str = ""
    """The appeal notice of an adverse decision."""
    hearing: str = ""
    """How the party was heard before an adverse decision, or why not."""
    left_open: tuple[OpenPoint, ...] = ()
    bases: Mapping[int, str] = field(default_factory=dict)

    def outcome_of(self, no: int) -> str:
        """The outcome of one item."""
        return self.items.get(no, self.outcome)

    def basis_of(self, no: int) -> str:
        """The legal basis of the outcome of one item; empty where none is named."""
        return self.bases.get(no, self.basis)


def without_basis(case: Case, proposal: Proposal) -> tuple[int, ...]:
    """Items whose outcome needs a legal basis and has none; 0 for a case without items."""
    rows = [(i.no, proposal.outcome_of(i.no), proposal.basis_of(i.no)) for i in case.items]
    return tuple(
        no
        for no, outcome, basis in rows or [(0, proposal.outcome, proposal.basis)]
        if outcome in BASED and not basis.strip()
    )


def decision_text(case: Case, proposal: Proposal) -> dict[str, Any]:
    """The plain object whose canonical bytes are the text of the decision."""
    text = {
        "v": TEXT_VERSION,
        "form": newest_form(),
        "case": case.id,
        "reference": case.reference,
        "version": proposal.version,
        "author": proposal.author,
        "outcome": proposal.outcome,
        "items": [[i.no, proposal.outcome_of(i.no), proposal.basis_of(i.no)] for i in case.items],
        "basis": proposal.basis,
        "reason": proposal.reason,
        "substance": substance(case),
    }
    more = {
        "countersign": proposal.countersign,
        "appeal": proposal.appeal,
        "hearing": proposal.hearing,
        LEFT_OPEN: [[one.kind, list(one.what), one.reason] for one in proposal.left_open],
    }
    return {**text, **{name: value for name, value in more.items() if value}}


def left_open_in(text: str) -> tuple[OpenPoint, ...]:
    """What a text says was left open, with its reasons."""
    said = json.loads(text)
    rows = in_words(said.get(LEFT_OPEN, ())) if isinstance(said, dict) else ()
    return tuple(OpenPoint(kind, tuple(what), reason) for kind, what, reason in rows)


def needs_countersignature(text: str | bytes) -> bool:
    """Whether the approved text says that a head countersigns it."""
    try:
        said = json.loads(text)
    except ValueError:
        return False
    return isinstance(said, dict) and said.get("countersign") is True


def changed_parts(then: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[str, ...]:
    """Names of the parts of the substance that differ; empty when nothing does."""
    names = sorted(then.keys() | now.keys())
    return tuple(name for name in names if then.get(name) != now.get(name))
