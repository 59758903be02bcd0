"""Which tracks hold an item, and what the expiry of a clock may propose (DOMAIN 5)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from landwaiter.domain.case import (
    Candidate,
    Case,
    ClassificationState,
    Evaluation,
    FlagResult,
    GoodsStatus,
    Severity,
    Track,
    TrackLetter,
)
from landwaiter.domain.clocks import EMBARGO_POLICIES, Clock, release_from
from landwaiter.domain.decision import current_classifications
from landwaiter.domain.declaration import Item
from landwaiter.i18n import _

BASIS: dict[TrackLetter, str] = {
    TrackLetter.L: "UCC 188, 194, 198",
    TrackLetter.A: "Art. 21(3)(a)",
    TrackLetter.B: "Art. 21(3)(b)",
    TrackLetter.S: "UCC 188",
    TrackLetter.N: "national law",
}
"""Default basis by track; Art. 21 is of Reg. (EU) 2021/821, UCC is Reg. (EU) 952/2013."""

ARTICLE_OF: dict[str, str] = {
    "RF-P01": "asset freeze of the regulation that lists the party",
    "RF-P02": "Reg. 833/2014 Art. 2b",
    "RF-P18": "asset freeze of the regulation that lists the owner",
    "RF-R03": "Reg. 833/2014 transit bans",
    "RF-R10": "goods embargo of the regulation named by the flag",
    "RF-D01": "Reg. 833/2014 Art. 12g, Art. 2a(1aa)",
    "RF-C03": "transaction ban of the regulation that lists the bank",
}
"""Flags that are a ground under sanctions law, and the article that a track S then names."""

CONTROL_LISTS = frozenset({"eu", "cml"})
STRONG = 700
"""Thousandths from which a candidate outweighs a keyword: a correlation graded high."""
REPRESSION = "RF-E04"
MILITARY = "RF-G10"
NOT_AUTHORISED = ("RF-G04", "RF-G05")
"""Flags that say that the authorisation declared for an item is none."""
UNLISTED_GROUNDS = frozenset({"RF-E01", "RF-E02", "RF-P05"})
GOODS_IN_HAND = frozenset({GoodsStatus.HELD, GoodsStatus.SAMPLED, GoodsStatus.SUSPENDED})


@dataclass(frozen=True, slots=True)
class TrackProposal:
    """A track that the file gives grounds for; a person opens it or does not."""

    letter: TrackLetter
    basis: str
    items: tuple[int, ...]
    why: str


def own_items(case: Case) -> tuple[Item, ...]:
    """The declared items that are this case's own: what was split off is another's."""
    numbers = {item.no for item in case.items}
    declared = case.declaration.items if case.declaration else ()
    return tuple(item for item in declared if item.no in numbers)


def licences_stated(case: Case, numbers: Collection[int]) -> frozenset[str]:
    """References of licences that the declaration states for these items."""
    declared = case.declaration
    if declared is None:
        return frozenset()
    items = [item for item in own_items(case) if item.no in numbers]
    stated = [item.licence_ref for item in items]
    stated += [one.reference for item in items for one in declared.documents_of(item.no)]
    return frozenset(ref for ref in stated if ref)


def own_part(case: Case) -> Case:
    """The case with a declaration of its own items alone, as rules judge it."""
    declaration, own = case.declaration, own_items(case)
    if declaration is None or len(own) == len(declaration.items):
        return case
    newest = replace(case.versions[-1], declaration=replace(declaration, items=own))
    return replace(case, versions=(*case.versions[:-1], newest))


def open_tracks(case: Case) -> tuple[Track, ...]:
    return tuple(track for track in case.tracks if track.ended_at is None)


def held_by(track: Track) -> tuple[int, ...]:
    """The items that a track holds now; none once it has ended."""
    if track.ended_at is not None:
        return ()
    return tuple(no for no in track.items if no not in track.ended_items)


def holding(case: Case, item_no: int) -> tuple[Track, ...]:
    """Open tracks that hold the item."""
    return tuple(track for track in open_tracks(case) if item_no in held_by(track))


@dataclass(frozen=True, slots=True)
class ReleaseDue:
    """An item in hand that Art. 21(4) wants released from a day on."""

    item: int
    since: date
    tracks: tuple[str, ...]
    """Identities of the tracks whose clocks say so."""
    why: str


def releases_due(case: Case, clocks: Iterable[Clock]) -> tuple[ReleaseDue, ...]:
    """Per item in hand, from when release is proposed; days that lie ahead included.

    Not while a track without such a clock holds the item, and not once somebody gave the reason
    why it stays held.
    """
    legal = {clock.about: clock for clock in clocks if release_from(clock) is not None}
    found = (
        _release_due(case, item.no, legal) for item in case.items if item.status in GOODS_IN_HAND
    )
    return tuple(one for one in found if one is not None)


def _release_due(case: Case, no: int, legal: Mapping[str, Clock]) -> ReleaseDue | None:
    holders = holding(case, no)
    if any(track.id not in legal for track in holders):
        return None
    replied = [
        track
        for track in case.tracks
        if track.ended_at is not None and no in track.items and track.id in legal
    ]
    stayed = {(stay.no, stay.track_id) for stay in case.stays}
    asking = [track for track in (*holders, *replied) if (no, track.id) not in stayed]
    if not asking or any((no, track.id) in stayed for track in holders):
        return None
    last = max((legal[track.id] for track in asking), key=_first_day)
    return ReleaseDue(no, _first_day(last), tuple(track.id for track in asking), _why_release(last))


def _first_day(clock: Clock) -> date:
    return release_from(clock) or clock.due


def _why_release(clock: Clock) -> str:
    if clock.ended is None:
        return _("no reply on track {track} by {due}").format(
            track=clock.track, due=clock.due.isoformat()
        )
    return _("reply on track {track}: {reply}").format(
        track=clock.track, reply=clock.reason.replace("_", " ")
    )


def proposed_tracks(
    case: Case, *, policy: Mapping[str, bool | None], authorisations: Collection[str] = ()
) -> tuple[TrackProposal, ...]:
    """Tracks for the goods in hand that the candidates, flags and the office policy suggest.

    `authorisations` are the document codes that declare one.

    L: suspected listed item without a declared authorisation, or with one that is none. S: a flag
    under sanctions law. N: equipment for internal repression (national law, Reg. 2019/125), and
    goods whose heading or finding is of the military list. B: grounds of Art. 4(1) where the
    office counts the destination as embargoed. A needs a person's doubt about a granted
    authorisation, so it is never proposed.
    """
    in_hand = [item.no for item in case.items if item.status in GOODS_IN_HAND]
    raised = {f.rule: f for f in case.flags if f.evaluation is Evaluation.RAISED}
    repression = tuple(
        no
        for no in (_items_of(raised[REPRESSION].evidence, in_hand) if REPRESSION in raised else ())
        if not _strongly_listed(case, no)
    )
    military = _military(raised, in_hand)
    of_law = {*repression, *(no for no in military if not _perhaps_dual_use(case, no))}
    proposals = [
        _listed(case, [no for no in in_hand if no not in of_law], authorisations, raised),
        _sanctions(raised, in_hand),
        _national(repression),
        _of_military_list(military),
        _unlisted(case, raised.keys(), repression, in_hand, policy),
    ]
    opened = {(track.letter, track.items) for track in case.tracks}
    return tuple(p for p in proposals if p and (p.letter, p.items) not in opened)


def _named_by(evidence: Iterable[str], in_hand: Iterable[int]) -> tuple[int, ...]:
    """Items that the evidence of a flag names: `items/1/description`, and as it was once written,
    `items[1].description`."""
    fields = tuple(evidence)
    return tuple(
        no
        for no in sorted(in_hand)
        if any(
            field.startswith((f"items/{no}/", f"items[{no}]", f"classifications/{no}/"))
            for field in fields
        )
    )


def _items_of(evidence: Iterable[str], in_hand: list[int]) -> tuple[int, ...]:
    """Items that the evidence names; where it names none, the flag is about all."""
    return _named_by(evidence, in_hand) or tuple(in_hand)


def _listed(
    case: Case,
    items: list[int],
    authorisations: Collection[str],
    raised: Mapping[str, FlagResult],
) -> TrackProposal | None:
    void = {
        no
        for rule in NOT_AUTHORISED
        if rule in raised
        for no in _named_by(raised[rule].evidence, items)
        if TrackLetter.A not in {track.letter for track in holding(case, no)}
    }
    suspected = tuple(
        no for no in items if _suspected(case, no, () if no in void else authorisations)
    )
    if not suspected:
        return None
    return TrackProposal(
        TrackLetter.L,
        BASIS[TrackLetter.L],
        suspected,
        _(
            "The item may fall under a control entry, and no authorisation that covers it is "
            "declared."
        ),
    )


def _strongly_listed(case: Case, item_no: int) -> bool:
    """A control entry speaks for the item more than its use for repression does."""
    return any(
        candidate.item_no == item_no
        and candidate.list in CONTROL_LISTS
        and candidate.score >= STRONG
        for candidate in case.candidates
    )


def _suspected(case: Case, item_no: int, authorisations: Collection[str]) -> bool:
    declaration = case.declaration
    documents = declaration.documents_of(item_no) if declaration else ()
    if any(document.code in authorisations for document in documents):
        return False
    findings = {
        (c.list, c.code): c.state for c in current_classifications(case) if c.item_no == item_no
    }
    if ClassificationState.CONFIRMED in findings.values():
        return True
    return any(
        _still_open(candidate, findings)
        for candidate in case.candidates
        if candidate.item_no == item_no
    )


def _still_open(candidate: Candidate, findings: dict[tuple[str, str], ClassificationState]) -> bool:
    state = findings.get((candidate.list, candidate.code))
    return candidate.list in CONTROL_LISTS and state is not ClassificationState.REJECTED


def _sanctions(raised: Mapping[str, FlagResult], in_hand: list[int]) -> TrackProposal | None:
    grounds = [rule for rule in sorted(raised) if rule in ARTICLE_OF]
    articles = [ARTICLE_OF[rule] for rule in grounds]
    items = sorted({no for rule in grounds for no in _items_of(raised[rule].evidence, in_hand)})
    if not items:
        return None
    return TrackProposal(
        TrackLetter.S,
        "; ".join([BASIS[TrackLetter.S], *articles]),
        tuple(items),
        _("A flag under sanctions law is raised."),
    )


def _national(items: tuple[int, ...]) -> TrackProposal | None:
    if not items:
        return None
    return TrackProposal(
        TrackLetter.N,
        _("national law (equipment for internal repression)"),
        items,
        _("Goods of this kind may be used for internal repression."),
    )


def _perhaps_dual_use(case: Case, item_no: int) -> bool:
    return any(one.item_no == item_no and one.list == "eu" for one in case.candidates)


def _military(raised: Mapping[str, FlagResult], in_hand: list[int]) -> tuple[int, ...]:
    """Items of the military list by heading or finding; a word of the text alone is no fact."""
    flag = raised.get(MILITARY)
    if flag is None or flag.severity is not Severity.CRITICAL:
        return ()
    return _items_of(flag.evidence, in_hand)


def _of_military_list(items: tuple[int, ...]) -> TrackProposal | None:
    if not items:
        return None
    return TrackProposal(
        TrackLetter.N,
        _("national law (military list)"),
        items,
        _("The goods are of the military list by their heading or by a finding."),
    )


def _unlisted(
    case: Case,
    raised: Iterable[str],
    repression: tuple[int, ...],
    in_hand: list[int],
    policy: Mapping[str, bool | None],
) -> TrackProposal | None:
    destination = case.declaration.country_destination if case.declaration else None
    name = EMBARGO_POLICIES.get(destination or "")
    if name is None or policy.get(name) is not True:
        return None
    items = repression or (tuple(in_hand) if UNLISTED_GROUNDS.intersection(raised) else ())
    if not items:
        return None
    return TrackProposal(
        TrackLetter.B,
        BASIS[TrackLetter.B],
        items,
        _("The office counts the destination as under an arms embargo for Art. 4(1)(b)."),
    )
