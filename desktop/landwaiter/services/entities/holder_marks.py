"""What lists and assessments say of holders, and whom listings tie to them.

A holder is *listed* where a person judged a hit of a case the same, or a strong identifier is
equal. Any other likeness is an *unconfirmed identity*, and stays one for whatever rests on it.

Whom a confidential list ties to a holder counts, and is named to nobody, unless the casebook itself
states them above the firm.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final

from landwaiter.domain.cases import four_eyes
from landwaiter.domain.cases.case import CaseParty, EntityLink
from landwaiter.domain.entities.ownership.stated import (
    ASSESSED,
    LISTED,
    OWNS,
    UNCONFIRMED,
    Holder,
    HolderMark,
    HoldingStatement,
    OwnershipStatements,
)
from landwaiter.domain.intake.declaration import Address, Role
from landwaiter.domain.law.word_lists import folded
from landwaiter.domain.lists.list_kinds import INSTITUTIONS
from landwaiter.domain.lists.listing import JudgementValue, Listing, Tie
from landwaiter.i18n import _
from landwaiter.services.entities.party_matches import find_matches
from landwaiter.services.warm.references import References
from landwaiter.services.warm.screened_list import ScreenedList
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import from_json
from landwaiter.storage.base.settings import settings_with
from landwaiter.storage.entities import ownership as stored
from landwaiter.storage.entities.entity_statements import merges_of
from landwaiter.storage.entities.ownership import Around, CaseHit

MOST_SCREENED: Final = 40
"""Holders held against the lists, nearest first; those further up count by hits of cases alone."""
_FORTH: Final = {"owns": OWNS, "controls": "controls", "directs": "directs"}
_BACK: Final = {"owned_by": OWNS, "controlled_by": "controls", "directed_by": "directs"}
"""Kinds of ties of a listing → what they say of holder and firm, in either direction."""


@dataclass(frozen=True, slots=True)
class _Met:
    """A listing that a holder meets, with the claim it makes."""

    mark: HolderMark
    listing: Listing
    others: Mapping[str, Listing] = field(default_factory=dict)
    """The other listings of the same edition."""


@dataclass(slots=True)
class _Tied:
    """What ties of listings add."""

    holders: list[Holder] = field(default_factory=list)
    stated: list[HoldingStatement] = field(default_factory=list)
    marks: list[HolderMark] = field(default_factory=list)
    hidden: dict[str, Holder] = field(default_factory=dict)
    """Whom confidential lists name, by what they name: each under a number of its own."""


def marked(references: References, conn: Reader, around: Around, day: date) -> OwnershipStatements:
    """What is stated, with what lists say of each holder and of those whom listings tie to them."""
    met = tuple(_met(references, conn, around.holders, day))
    tied = _ties(around.holders, met)
    return OwnershipStatements(
        holders=(*around.holders, *tied.holders),
        stated=(*around.stated, *tied.stated),
        marks=(*(one.mark for one in met), *tied.marks),
        beyond=around.beyond,
    )


def marks_of_hits(conn: Reader, holders: tuple[Holder, ...]) -> Iterator[HolderMark]:
    """What hits on the parties that the holders are say of them, under whatever name they stood."""
    hits = stored.case_hits(conn, [one.id for one in holders], merges_of(conn))
    return (one.mark for one in _further(hits, _judged(conn, hits), ()))


def _met(
    references: References, conn: Reader, holders: tuple[Holder, ...], day: date
) -> Iterator[_Met]:
    merges = merges_of(conn)
    hits = stored.case_hits(conn, [one.id for one in holders], merges)
    judged = _judged(conn, hits)
    nearest = holders[:MOST_SCREENED]
    lists = tuple(references.lists(conn, day))
    found_alike: set[tuple[str, str, str]] = set()
    for found in find_matches(conn, map(_as_party, nearest), lists):
        edition, listing_id = found.screened.edition, found.match.listing_id
        listing = found.screened.listings[listing_id]
        pair = (found.party.id, edition.list_id, listing_id)
        found_alike.add(pair)
        value = judged.get(pair, "")
        claim = _claim(edition.kind, value, is_strong=found.match.identifier_equal)
        if claim:
            ground = _ground(value, is_strong=found.match.identifier_equal)
            mark = _mark(found.party.id, claim, edition, listing, ground)
            yield _Met(mark, listing, found.screened.listings)
    by_person = {pair for pair, value in judged.items() if value == JudgementValue.SAME}
    yield from _unlike(by_person - found_alike, {one.id for one in nearest}, lists)
    yield from _further(hits, judged, {one.id for one in nearest})


def _unlike(
    judged: Collection[tuple[str, str, str]],
    nearest: Collection[str],
    lists: Sequence[ScreenedList],
) -> Iterator[_Met]:
    """Of the holders that were screened: whom a person judged the same as an entry that still
    stands, although no name of the holder is like it."""
    for holder, list_id, listing_id in sorted(judged):
        for screened in lists:
            listing = screened.listings.get(listing_id)
            if holder in nearest and listing and screened.edition.list_id == list_id:
                claim = _claim(screened.edition.kind, JudgementValue.SAME, is_strong=False)
                mark = _mark(holder, claim, screened.edition, listing, "judged")
                yield _Met(mark, listing, screened.listings)
                break


def _further(
    hits: Collection[CaseHit], judged: Mapping[tuple[str, str, str], str], but: Collection[str]
) -> Iterator[_Met]:
    """Of holders too far up to be screened: what their parties in cases met."""
    for hit in {
        (h.entity, h.list_id, h.listing_id): h for h in hits if h.entity not in but
    }.values():
        value = judged.get((hit.entity, hit.list_id, hit.listing_id), "")
        claim = _claim(hit.list_kind, value, is_strong=hit.identifier_equal)
        if claim:
            listing = from_json(hit.listing, Listing)
            ground = _ground(value, is_strong=hit.identifier_equal)
            yield _Met(_mark(hit.entity, claim, hit, listing, ground), listing)


def _judged(conn: Reader, hits: Collection[CaseHit]) -> dict[tuple[str, str, str], str]:
    """Entity, list and listing → the newest judgement; one that wanted a second person and has
    none does not count."""
    office = settings_with(conn, "")
    least = int(four_eyes.setting(office, four_eyes.DIFFERENT_SCORE))
    found: dict[tuple[str, str, str], str] = {}
    for hit in hits:
        is_different = hit.value == JudgementValue.DIFFERENT
        if hit.value and not (is_different and hit.score >= least and not hit.is_seconded):
            found[hit.entity, hit.list_id, hit.listing_id] = hit.value
    return found


def _claim(list_kind: str, value: str, *, is_strong: bool) -> str:
    """Empty: somebody else, by a person's judgement."""
    if value == JudgementValue.DIFFERENT:
        return ""
    is_settled = is_strong or value == JudgementValue.SAME
    if list_kind == INSTITUTIONS:
        return ASSESSED if is_settled else UNCONFIRMED
    return LISTED if is_settled else UNCONFIRMED


def _ground(value: str, *, is_strong: bool) -> str:
    if value == JudgementValue.SAME:
        return "judged"
    return "identifier" if is_strong else "likeness"


def _mark(holder: str, claim: str, edition: Any, listing: Listing, ground: str) -> HolderMark:
    return HolderMark(
        holder=holder,
        claim=claim,
        list_id=edition.list_id,
        list_kind=getattr(edition, "kind", "") or edition.list_kind,
        edition=edition.edition,
        listing_id=listing.listing_id,
        name=listing.name,
        listed_on=listing.listed_on,
        programmes=(*listing.programmes, listing.dataset),
        confidential=edition.confidential,
        ground=ground,
    )


def _as_party(holder: Holder) -> CaseParty:
    """An entity as the matcher asks for a party, under all its names and numbers."""
    link = EntityLink(holder.id, holder.id, holder.name, "", "", _NEVER)
    role = Role.VESSEL if holder.kind == "vessel" else Role.SHAREHOLDER
    country = holder.country or None
    return CaseParty(holder.id, role, holder.name, country, None, Address(), "", link=link)


_NEVER: Final = datetime.min
"""Of a link that nobody made."""


def _ties(holders: tuple[Holder, ...], met: tuple[_Met, ...]) -> _Tied:
    """Holders and statements that ties of the listings add, each as certain as its ends are."""
    tied = _Tied()
    by_listing = {(m.mark.list_id, m.mark.listing_id): m.mark for m in met}
    by_name = {folded(one.name): one.id for one in holders}
    known = {one.id for one in holders}
    added: set[str] = set()
    for one in met:
        for number, tie in enumerate(one.listing.ties):
            kind = _FORTH.get(tie.kind) or _BACK.get(tie.kind)
            if kind is None:
                continue
            other, is_certain = _other(one, tie, by_listing, by_name)
            if one.mark.confidential and other.id not in known:
                other = _hidden(tied, other.id)
            if other.id not in known and other.id not in added:
                added.add(other.id)
                tied.holders.append(other)
                tied.marks += _listed_there(one, tie, other.id)
            ends = (one.mark.holder, other.id)
            owner, owned = ends if tie.kind in _FORTH else (ends[1], ends[0])
            if owner != owned:
                tied.stated.append(
                    HoldingStatement(
                        id=_row_id(one.mark, number),
                        owner=owner,
                        owned=owned,
                        kind=kind,
                        percent=tie.percent,
                        test=tie.note if kind != OWNS else "",
                        since=tie.since,
                        until=tie.until,
                        source=one.mark.told_source,
                        origin="list",
                        is_certain=is_certain,
                        in_confidence=one.mark.confidential,
                    )
                )
    return tied


def _row_id(mark: HolderMark, number: int) -> str:
    if mark.confidential:
        return f"{_HIDDEN}/{mark.holder}/{number}"
    return f"{mark.list_id}/{mark.listing_id}/{number}"


_HIDDEN: Final = "confidential"


def _hidden(tied: _Tied, node: str) -> Holder:
    """Somebody whom a confidential list names: counted, told apart, and never named."""
    number = len(tied.hidden) + 1
    name = _("an entry in confidence, no. {number}").format(number=number)
    return tied.hidden.setdefault(node, Holder(f"{_HIDDEN}/{number}", name))


def _other(
    met: _Met,
    tie: Tie,
    by_listing: Mapping[tuple[str, str], HolderMark],
    by_name: Mapping[str, str],
) -> tuple[Holder, bool]:
    """The other end of a tie, and whether both ends are settled."""
    is_settled = met.mark.claim == LISTED
    known = by_listing.get((met.mark.list_id, tie.listing_id)) if tie.listing_id else None
    if known is not None:
        return Holder(known.holder, tie.name), is_settled and known.claim == LISTED
    if not tie.listing_id and folded(tie.name) in by_name:
        return Holder(by_name[folded(tie.name)], tie.name), False
    node = f"{met.mark.list_id}/{tie.listing_id or folded(tie.name)}"
    return Holder(node, tie.name), is_settled


def _listed_there(met: _Met, tie: Tie, holder: str) -> list[HolderMark]:
    """Whom the tie names as an entry of the same list is listed by that."""
    if not tie.listing_id:
        return []
    listing = met.others.get(tie.listing_id)
    return [
        replace(
            met.mark,
            holder=holder,
            claim=LISTED,
            ground="",
            listing_id=tie.listing_id,
            name=listing.name if listing else tie.name,
            listed_on=listing.listed_on if listing else "",
            programmes=(*listing.programmes, listing.dataset) if listing else (),
        )
    ]
