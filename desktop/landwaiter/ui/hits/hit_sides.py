"""The two sides of a hit: the party as stated, and the listing with its list."""

from PySide6.QtWidgets import QBoxLayout, QWidget

from landwaiter.domain.base.terms import low, within
from landwaiter.domain.entities.ownership.shares import share_text
from landwaiter.domain.hits.judgement_basis import SideChange
from landwaiter.domain.lists.list_editions import ChangedSince
from landwaiter.domain.lists.listing import Hit, Judgement, Listing, Past, Tie
from landwaiter.i18n import N_, _, capitalised, plural
from landwaiter.services.base.wording import sentence
from landwaiter.services.hits.addresses import AddressAnswer, AddressCheck, compared, party_address
from landwaiter.services.hits.hit_rows import Earlier, HitView, SideName
from landwaiter.services.law.edition_row import EditionRow
from landwaiter.services.lists.listing_changes import look_again_said, since_head, since_lines
from landwaiter.ui.kit import marks
from landwaiter.ui.kit.cards import Card, across, clear, column, facts, panel
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Line, Text, stated
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.theme import Ink
from landwaiter.ui.kit.words import clock_time, day, local_day, not_stated, short_hash, word

MOST_NAMES, MOST_VALUES, MOST_CHANGES = 7, 6, 6
"""What of a side is shown at most; the rest is counted or on the list itself."""
_LIST_MEANINGS = {
    "export_list": N_("Advisory for EU customs: no prohibition under EU law by itself."),
    "asset_freeze": N_("Funds and economic resources of the listed are frozen."),
    "vessel_list": N_("The vessel is listed; who owns and manages it is another question."),
    "institutions": N_("An assessment, not a designation; it adds nothing to a score."),
}


def refill(holder: QBoxLayout, cards: list[Card]) -> None:
    """Show these cards in a column instead of those there."""
    clear(holder)
    for card in cards:
        holder.addWidget(card)


def role_on(view: HitView) -> str:
    return _("{role} on").format(role=word(view.party.role))


def party_card(view: HitView, opening: QWidget | None = None) -> Card:
    """The party as stated, under each name it has on the case; `opening` leads to its entity."""
    party = view.party
    card = Card(_("Party as stated"), within(word(party.role)))
    origin = _("from the {origin}").format(origin=party.origin)
    stated_names = view.stated or (SideName(party.name or _("no name stated"), origin, ""),)
    for one in stated_names:
        card.add(_name(one, first=one.name == view.hit.match.name))
    place = party.address
    address = party_address(party)
    country = party.country or place.country
    rows: list[tuple[str, Line]] = [
        (_("Country"), (stated(country, not_stated()),)),
        (_("Address"), (stated(address, _("not on any document")),)),
        (_("Compared"), _compared(compared(party, view.hit.listing))),
        (_("Identifier"), (stated(party.identifier, _("not on any document")),)),
    ]
    if party.link:
        rows.append((_("Entity"), (Text(party.link.entity_name, "accent"),)))
    card.add(facts(rows))
    if opening is not None:
        card.add(across(opening, 0, margins=(12, 0, 12, 8)))
    return card


def _compared(check: AddressCheck) -> Line:
    """What became of the addresses of both sides; it counts in no score."""
    glyph, ink = _ADDRESS_LOOKS[check.answer]
    return (Glyph(glyph, 12, ink), Gap(4), Text(sentence(check.said), ink))


_ADDRESS_LOOKS: dict[AddressAnswer, tuple[str, Ink]] = {
    AddressAnswer.SAME: ("tick", "high"),
    AddressAnswer.PARTLY: ("tick", "text"),
    AddressAnswer.NONE: ("cross", "text"),
    AddressAnswer.NOT_COMPARED: ("question", "text2"),
}


def _age(edition: EditionRow) -> Line:
    if edition.age_days is None:
        return (stated(None, _("not dated")),)
    age = plural(edition.age_days, "{n} day", "{n} days")
    if edition.limit_days is None:
        return (Text(age),)
    if not edition.stale:
        limit = _("{age}, limit {limit}")
        return (Text(limit.format(age=age, limit=edition.limit_days)),)
    limit = _("{age}, older than the limit of {limit}")
    said = limit.format(age=age, limit=edition.limit_days)
    return (Glyph("warning", 12, "med"), Gap(4), Text(said, "med", bold=True))


def standing_cards(view: HitView) -> list[Card]:
    """The judgement that stands on this very hit, and what a newer edition says otherwise."""
    cards = []
    if view.hit.judgement is not None:
        said = _standing(view.hit.judgement)
        again = view.since is not None and view.since.look_again
        lines = (*said, (Text(look_again_said(), "med", bold=True),)) if again else said
        cards.append(_lines_card(Card(_("Judgement that stands"), icon="tick"), lines))
    if view.since is not None:
        lines = ((Text(since_head(view.since), bold=True),), *_since(view.since))
        cards.append(_lines_card(Card(_("Changed since"), icon="as-of"), lines))
    return cards


def _lines_card(card: Card, lines: tuple[Line, ...]) -> Card:
    return card.add(column(MarkLabel(*lines, wrap=True), margins=(12, 8, 12, 8)))


def _standing(judgement: Judgement) -> tuple[Line, ...]:
    by = f"{judgement.author}, {day(local_day(judgement.at))} {clock_time(judgement.at)}"
    return (
        (Text(word(judgement.value), bold=True), Gap(6), Text(by, "text2")),
        (Text(f"“{judgement.reason}”"),),
    )


def _since(since: ChangedSince) -> tuple[Line, ...]:
    """Field by field; what is too much to show is counted."""
    said = tuple(since_lines(since))
    shown = tuple((Text(line),) for line in said[:MOST_CHANGES])
    left = len(said) - MOST_CHANGES
    if left <= 0:
        return shown
    more = plural(left, "{n} more change", "{n} more changes")
    return (*shown, (Text(more, "muted"),))


def _in_confidence(hit: Hit) -> list[tuple[str, Line]]:
    if not hit.confidential:
        return []
    said = _("confidential: no report names the list or this entry")
    return [(_("Reports"), (Text(said, "high"),))]


def listing_cards(view: HitView) -> list[Card]:
    hit, listing, edition = view.hit, view.hit.listing, view.edition
    chip = MarkLabel((marks.chip(_kind(hit)),))
    card = Card(_("Listing"), hit.list_id, acts=(chip,))
    shown = f"{edition.edition} · {short_hash(edition.sha256)}"
    card.add(
        facts(
            [
                (_("List"), (Text(edition.title, bold=True),)),
                (_("Loaded from"), (Text(edition.source),)),
                (_("Edition"), (Text(shown),)),
                (_("Trust"), (Text(edition.trusted),)),
                (_("Age"), _age(edition)),
                *_in_confidence(hit),
            ],
            width=80,
        )
    )
    for one in _shown_names(view):
        card.add(_name(one, first=one.name == hit.match.matched_name))
    left = len(view.listed) - len(_shown_names(view))
    if left:
        more = plural(left, "{n} more name on the list", "{n} more names on the list")
        card.add(column(MarkLabel((Text(more, "muted"),)), margins=(12, 5, 12, 5)))
    card.add(facts(_listing_rows(listing), width=80))
    meaning = _LIST_MEANINGS.get(hit.list_kind)
    if meaning is None:
        return [card]
    note = Card().add(
        column(
            MarkLabel(
                (Text(_("What this list means here. "), bold=True), Text(_(meaning), "text2")),
                wrap=True,
            ),
            margins=(12, 8, 12, 8),
        )
    )
    return [card, note]


def _kind(hit: Hit) -> str:
    return {
        "export_list": _("advisory"),
        "asset_freeze": _("asset freeze"),
        "vessel_list": _("vessels"),
        "institutions": _("analytical assessment"),
    }.get(hit.list_kind, hit.list_kind)


def _shown_names(view: HitView) -> tuple[SideName, ...]:
    """The name that met and the primary one, then others, at least one of each script."""
    listing = view.hit.listing
    names = view.listed or (SideName(listing.name, _("primary"), ""),)
    met = view.hit.match.matched_name
    scripts: set[str] = set()
    ranked = []
    for place, one in enumerate(names):
        is_new = one.script not in scripts
        scripts.add(one.script)
        ranked.append((one.name != met, one.note != _("primary"), not is_new, place, one))
    return tuple(one for *_rank, one in sorted(ranked, key=lambda row: row[:4])[:MOST_NAMES])


def _listing_rows(listing: Listing) -> list[tuple[str, Line]]:
    groups = (
        (_("Country"), listing.countries),
        (_("Address"), listing.addresses),
        (_("Identifiers"), _papers(listing)),
        (_("Born"), listing.birth_dates),
        (_("Born at"), listing.birth_places),
        (_("Positions"), listing.positions),
        (_("Listed"), (listing.listed_on,) if listing.listed_on else ()),
        (_("Programme"), listing.programmes or listing.sanctions),
        (capitalised(_("formerly")), tuple(_past(one) for one in listing.past)),
        (_("Tied to"), tuple(_tie(one) for one in listing.ties)),
        (_("Note"), (listing.note,) if listing.note else ()),
    )
    return [
        (title, (stated("; ".join(values[:MOST_VALUES]), _("none")),))
        for title, values in groups
        if values or title in (_("Country"), _("Address"), _("Identifiers"))
    ]


def _papers(listing: Listing) -> tuple[str, ...]:
    """Identifiers with what they are, as far as the list says."""
    known = {paper.number: paper for paper in listing.papers}
    return tuple(
        _("{number} ({kind})").format(number=one, kind=low(known[one].kind))
        if one in known
        else one
        for one in dict.fromkeys((*listing.identifiers, *known))
    )


def _past(one: Past) -> str:
    span = "–".join((one.since, one.until)) if one.since or one.until else ""
    said = _("{what} {value}").format(what=low(one.what), value=one.value)
    return f"{said} ({span})" if span else said


def _tie(one: Tie) -> str:
    said = _("{kind} {name}").format(kind=low(one.kind), name=one.name or one.listing_id)
    return ", ".join(filter(None, (said, share_text(one.percent))))


def _name(one: SideName, *, first: bool) -> QWidget:
    ground = "own" if first else "ruled"
    made = panel(ground)
    said = [one.note, one.script, one.reading]
    text = MarkLabel(
        (Text(one.name, size=Size.BODY, bold=first),),
        (Text(" · ".join(part for part in said if part), "text2", Size.SMALL),),
        wrap=True,
        ground="tint" if first else "base",
    )
    made.setLayout(column(text, margins=(12, 5, 12, 5)))
    return made


def earlier_card(before: tuple[Earlier, ...]) -> Card:
    """Every judgement of the listing, with what changed since."""
    standing = sum(1 for one in before if one.revoked_at is None)
    said = _("{all}, {standing} standing").format(all=len(before), standing=standing)
    card = Card(_("Earlier judgements"), said if before else "0")
    for one in before:
        card.add(column(_judgement(one), margins=(12, 8, 12, 8)))
    if not before:
        nothing = MarkLabel((Text(_("This pair was never judged."), "muted"),), wrap=True)
        card.add(column(nothing, margins=(12, 8, 12, 8)))
    return card


def _judgement(one: Earlier) -> MarkLabel:
    by = f"{one.author}, {day(local_day(one.at))} {clock_time(one.at)}"
    lines: list[Line] = [
        (Text(word(one.value), bold=True), Gap(6), Text(by, "text2")),
        (Text(one.reference, "accent", mono=True, whole=True), Gap(6), Text(_about(one), "text2")),
        (Text(f"“{one.reason}”"),),
    ]
    if one.changed:
        lines.append((Glyph("as-of", 12, "med"), Gap(4), Text(_("Changed since:"), bold=True)))
        lines += [(Text(_change(change)),) for change in one.changed[:MOST_CHANGES]]
    if one.taken_over_from:
        said = _("Taken over from {reference}.").format(reference=one.taken_over_from)
        lines.append((Text(said, "text2"),))
    if one.why_not:
        lines.append((Text(one.why_not, "text2"),))
    if one.revoked_at is not None:
        said = _("Lapsed {day}. Kept on record.").format(day=day(local_day(one.revoked_at)))
        lines.append((Glyph("as-of", 12, "text2"), Gap(4), Text(said, "text2")))
    return MarkLabel(*lines, wrap=True)


def _about(one: Earlier) -> str:
    """Whom it was about: this party or another of the same listing."""
    return _("this party") if one.same_party else _("about {party}").format(party=one.party)


def _change(change: SideChange) -> str:
    return _("{field} of the {side}: {was} → {now}").format(
        field=low(change.field), side=low(change.side), was=change.was or "–", now=change.now or "–"
    )
