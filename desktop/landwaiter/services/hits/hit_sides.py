"""What a person judges a hit by: both sides, what speaks against it, what was judged before."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from landwaiter.domain.cases import four_eyes
from landwaiter.domain.cases.case import CaseParty
from landwaiter.domain.entities.entity_merges import Merges
from landwaiter.domain.hits.judgement_basis import changes, listing_side, party_side
from landwaiter.domain.lists.listing import Hit, JudgementValue, Listing, Match
from landwaiter.i18n import N_, _
from landwaiter.screening import compare_names
from landwaiter.screening.languages.han import pinyin
from landwaiter.screening.languages.romanise import romanised
from landwaiter.services.entities.judged_pairs import pairs_of
from landwaiter.services.hits.addresses import AddressAnswer, compared, party_address
from landwaiter.services.hits.hit_rows import Against, Earlier, SideName
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import from_plain
from landwaiter.storage.base.settings import settings_with
from landwaiter.storage.deeds.motion_rows import unseconded
from landwaiter.storage.entities.entity_statements import merges_of
from landwaiter.storage.hits import judgements as stored

MOST_EARLIER = 12
"""Earlier judgements that are shown, the newest first; what changed for the pair comes before."""
MOST_NAMES = 12
"""Names of a listing that are compared with the party's."""
_CLOSE = 30
"""Thousandths above the threshold that are told as close to it."""


def earlier(conn: Reader, hit: Hit, party: CaseParty) -> tuple[Earlier, ...]:
    """Judgements of the same listing, those about this party first, the newest before the older."""
    least = int(four_eyes.setting(settings_with(conn, ""), four_eyes.DIFFERENT_SCORE))
    rows = stored.of_same_pair(conn, hit.list_id, hit.listing.listing_id)
    merges = merges_of(conn)
    found = [_earlier(row, hit, party, least, merges) for row in rows if row["hit_id"] != hit.id]
    found.sort(key=lambda one: (one.same_party, one.at), reverse=True)
    return tuple(found[:MOST_EARLIER])


def _earlier(
    row: Mapping[str, Any], hit: Hit, party: CaseParty, least: int, merges: Merges
) -> Earlier:
    before = stored.party_of_row(row)
    same = is_same_party(before, party, merges)
    listing = from_plain(row["listing"], Listing)
    changed = (
        (
            *changes("party", party_side(before), party_side(party)),
            *changes("listing", listing_side(listing), listing_side(hit.listing)),
        )
        if same
        else ()
    )
    value = JudgementValue(row["value"])
    alone = value is JudgementValue.DIFFERENT and hit.match.score >= least and not row["motion_id"]
    revoked = row["revoked_at"]
    return Earlier(
        judgement_id=row["id"],
        hit_id=row["hit_id"],
        reference=row["reference"],
        party=before.name,
        value=value,
        reason=row["reason"],
        author=row["author"],
        at=datetime.fromisoformat(row["at"]),
        revoked_at=datetime.fromisoformat(revoked) if revoked else None,
        revoke_reason=row["revoke_reason"],
        same_party=same,
        changed=changed,
        taken_over_from=row["origin_reference"] or "",
        why_not=unseconded() if same and not changed and not revoked and alone else "",
    )


def is_same_party(one: CaseParty, other: CaseParty, merges: Merges) -> bool:
    """By the entity both are linked to, an identifier, or the name as it is read."""
    if one.link is not None and other.link is not None:
        return merges.are_one(one.link.entity_id, other.link.entity_id)
    if one.identifier and other.identifier:
        return one.identifier == other.identifier
    return party_side(one).get("name") == party_side(other).get("name")


def against(hit: Hit, party: CaseParty) -> tuple[Against, ...]:
    """What speaks against the pair: words left over, country, identifiers, birth, a weak score."""
    return tuple(_against(hit, party))


def _against(hit: Hit, party: CaseParty) -> Iterator[Against]:
    match, listing = hit.match, hit.listing
    left = [pair.query for pair in match.words if pair.query and not pair.listed]
    right = [pair.listed for pair in match.words if pair.listed and not pair.query]
    if left and right:
        yield Against(
            "word",
            _("Both names have words of their own: {left} and {right}.").format(
                left=", ".join(left), right=", ".join(right)
            ),
        )
    elif left or right:
        side = _("the party's name") if left else _("the listed name")
        yield Against(
            "word",
            _("Only {side} has: {words}.").format(side=side, words=", ".join(left or right)),
        )
    if match.country_equal is False:
        yield Against(
            "country",
            _("Country: {party} for the party, {listed} on the list.").format(
                party=party.country or "–", listed=", ".join(listing.countries)
            ),
        )
    if party.identifier and listing.identifiers and not match.identifier_equal:
        yield Against(
            "identifier",
            _("No identifier is equal: {party} for the party, {listed} on the list.").format(
                party=party.identifier, listed=", ".join(listing.identifiers[:3])
            ),
        )
    place = compared(party, listing)
    if place.answer is AddressAnswer.NONE:
        yield Against(
            "address",
            _(
                "No word of the addresses is the same: {party} for the party, {listed} on the list."
            ).format(party=party_address(party), listed=place.listed),
        )
    for reason in match.reasons:
        if reason.score < 0 and reason.feature not in _TOLD_ABOVE:
            yield Against(reason.feature, reason.detail)
    if match.matched_name in listing.weak_aliases:
        yield Against("list", _("The list itself calls the name that met a weak alias."))
    if match.matched_name in listing.former_names:
        yield Against("list", _("The name that met is a former one by the list."))
    if match.score - hit.threshold < _CLOSE:
        yield Against("score", _("The score lies close to the threshold of the list."))


_TOLD_ABOVE = frozenset({"unmatched", "country", "identifier"})


def pairs(hit: Hit) -> tuple[Match, ...]:
    """The party's name with each name of the listing, each pair by itself, the best first."""
    listing, name = hit.listing, hit.match.name
    listed = dict.fromkeys((hit.match.matched_name, listing.name, *listing.aliases))
    others = tuple(listed)[1:MOST_NAMES]
    found = [compare_names(name, one) for one in others]
    found.sort(key=lambda match: (-match.score, match.matched_name))
    return (hit.match, *found)


def listed_names(listing: Listing) -> tuple[SideName, ...]:
    """Every name of a listing with what the list calls it."""
    notes = {
        **dict.fromkeys(listing.aliases, _("also")),
        **dict.fromkeys(listing.former_names, _("formerly")),
        **dict.fromkeys(listing.weak_aliases, _("weak")),
        listing.name: _("primary"),
    }
    return tuple(
        side_name(name, notes[name]) for name in dict.fromkeys((listing.name, *listing.aliases))
    )


def side_name(name: str, note: str) -> SideName:
    return SideName(name, note, script_of(name), reading(name))


def script_of(text: str) -> str:
    """The scripts of the letters of a name, in the order in which they come."""
    found: dict[str, None] = {}
    for letter in text:
        if letter.isalpha():
            known = unicodedata.name(letter, "").partition(" ")[0]
            found[_(_SCRIPTS[known]) if known in _SCRIPTS else known.capitalize()] = None
    return ", ".join(found) or _("figures")


_LATIN = N_("Latin")
_SCRIPTS = {
    "ARABIC": N_("Arabic"),
    "ARMENIAN": N_("Armenian"),
    "CJK": N_("Han"),
    "CYRILLIC": N_("Cyrillic"),
    "DEVANAGARI": N_("Devanagari"),
    "GEORGIAN": N_("Georgian"),
    "GREEK": N_("Greek"),
    "HANGUL": N_("Hangul"),
    "HEBREW": N_("Hebrew"),
    "HIRAGANA": N_("Japanese"),
    "KATAKANA": N_("Japanese"),
    "LATIN": _LATIN,
    "THAI": N_("Thai"),
}
METHODS = {
    "abbreviation": N_("abbreviation"),
    "equal": N_("same word"),
    "initial": N_("initial letter"),
    "joined": N_("joined words"),
    "legal form": N_("legal form"),
    "romanisation": N_("romanisation"),
    "sound": N_("sounds alike"),
    "spelling": N_("spelled alike"),
    "transcription": N_("transcription"),
    "translation": N_("translated word"),
    "transliteration": N_("transliteration"),
    "unmatched": N_("not matched"),
}


def method_word(method: str) -> str:
    """How two words met, in the language of the reader; a method of another engine by its name."""
    return _(METHODS[method]) if method in METHODS else method


def reading(text: str) -> str:
    """How a word that is not in Latin letters is read; empty for one that is."""
    if script_of(text) in {_(_LATIN), _("figures")}:
        return ""
    read = pinyin(text) if any("\u4e00" <= sign <= "\u9fff" for sign in text) else text
    return romanised(read)


def readings(hit: Hit) -> dict[str, str]:
    """How each word of the alignment is read, where it is not in Latin letters."""
    words = {word for pair in hit.match.words for word in (pair.query, pair.listed) if word}
    return {word: said for word in sorted(words) if (said := reading(word))}


def still_equal(conn: Reader, hit: Hit, party: CaseParty, rows: Iterable[Any]) -> Iterator[Any]:
    """Of waiting hits on the same listing those of the very same pair."""
    others = [row for row in rows if row["id"] != hit.id]
    sides = ((stored.party_of_row(row), from_plain(row["listing"], Listing)) for row in others)
    own, *pairs = pairs_of(conn, ((party, hit.listing), *sides))
    for row, pair in zip(others, pairs, strict=True):
        if own.equals(pair):
            yield row
