"""What a party reads like: its role, and what screening says of it."""

from landwaiter.domain.base.terms import low
from landwaiter.domain.cases.case import CaseParty, Severity
from landwaiter.domain.lists.listing import Hit
from landwaiter.i18n import _
from landwaiter.services.base.wording import sentence, shown_score
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.hits.addresses import AddressAnswer, compared, no_hit
from landwaiter.ui.kit import marks
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Line, Text, stated
from landwaiter.ui.kit.words import not_stated, word

_GRAVITY = {"listed": 0, "unconfirmed_identity": 1, "assessment": 2}


def role(party: CaseParty) -> str:
    return word(party.role)


def name(party: CaseParty) -> Text:
    """The name as stated, else the identifier, else that there is none."""
    return stated(party.name or party.identifier, not_stated())


def called(party: CaseParty) -> str:
    """The same inside a sentence."""
    return party.name or party.identifier or _("a party without a name")


def live_hits(view: CaseView, party: CaseParty) -> list[Hit]:
    """Hits nobody has judged to be somebody else, or not with what a newer edition says of the
    listing; the gravest claim first.
    """
    hits = [
        hit
        for hit in view.case.hits
        if hit.party_id == party.id
        and (not (hit.judgement and hit.judgement.value == "different") or look_again(view, hit))
    ]
    return sorted(hits, key=lambda hit: (_GRAVITY.get(hit.claim, 3), -hit.match.score))


def look_again(view: CaseView, hit: Hit) -> bool:
    """Whether a newer edition changed the listing after the hit was judged."""
    since = view.since.get(hit.id)
    return since is not None and since.look_again


def screening(view: CaseView, party: CaseParty) -> Line:
    """The gravest claim with its list; kinds of claim are never blended."""
    hits = live_hits(view, party)
    if not hits:
        return (Text(no_hit(party), "text2"),)
    first, more = hits[0], len(hits) - 1
    judged = (
        _("judged {value}").format(value=low(first.judgement.value))
        if first.judgement
        else _("score {score}, not judged").format(score=shown_score(first.match.score))
    )
    detail = f"{first.list_id}, {judged}"
    if look_again(view, first):
        detail = _("{detail}, look again").format(detail=detail)
    elif first.id in view.since:
        detail = _("{detail}, changed since").format(detail=detail)
    if more:
        detail = _("{detail} · {count} more").format(detail=detail, count=more)
    return marks.claim(first.claim, detail, level=Severity.HIGH)


def screening_lines(view: CaseView, party: CaseParty) -> tuple[Line, ...]:
    """The same, and below it why the address was not held against that of the gravest hit."""
    first = screening(view, party)
    hits = live_hits(view, party)
    check = compared(party, hits[0].listing) if hits else None
    if check is None or check.answer is not AddressAnswer.NOT_COMPARED:
        return (first,)
    return (first, (Text(sentence(check.said), "text2", Size.SMALL),))
