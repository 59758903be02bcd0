"""The two sides of a hit: the party as stated, and the listing with its list."""

from PySide6.QtWidgets import QBoxLayout, QWidget

from landwaiter.domain.listing import Hit, Listing
from landwaiter.i18n import _
from landwaiter.services.views import HitView
from landwaiter.ui import marks
from landwaiter.ui.cards import Card, clear, column, facts, panel
from landwaiter.ui.fonts import Size
from landwaiter.ui.inline import Gap, Glyph, Line, Text, stated
from landwaiter.ui.label import MarkLabel
from landwaiter.ui.words import NOT_STATED, clock_time, day, local_day, short_hash, word

_LIST_MEANINGS = {
    "export_list": "Advisory for EU customs: no prohibition under EU law by itself.",
    "asset_freeze": "Funds and economic resources of the listed are frozen.",
    "vessel_list": "The vessel is listed; who owns and manages it is another question.",
    "institutions": "An assessment, not a designation; it adds nothing to a score.",
}


def refill(holder: QBoxLayout, cards: list[Card]) -> None:
    """Show these cards in a column instead of those there."""
    clear(holder)
    for card in cards:
        holder.addWidget(card)
    holder.addStretch(1)


def role_on(view: HitView) -> str:
    return _("{role} on").format(role=word(view.party.role))


def party_cards(view: HitView) -> list[Card]:
    party = view.party
    card = Card(_("Party as stated"), word(party.role).lower())
    card.add(
        _name(
            party.name or _("no name stated"),
            _("from the {origin}").format(origin=party.origin),
            first=True,
        )
    )
    place = party.address
    address = ", ".join(part for part in (place.street, place.postcode, place.city) if part)
    country = party.country or place.country
    rows: list[tuple[str, Line]] = [
        (_("Country"), (stated(country, NOT_STATED),)),
        (_("Address"), (stated(address, _("not on any document")),)),
        (_("Identifier"), (stated(party.identifier, _("not on any document")),)),
    ]
    if party.link:
        rows.append((_("Entity"), (Text(party.link.entity_name, "accent"),)))
    card.add(facts(rows))
    return [card, _earlier(view.earlier)]


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
                (_("Trust"), (Text(edition.trust),)),
            ],
            width=80,
        )
    )
    card.add(_name(listing.name, _("primary"), first=listing.name == hit.match.matched_name))
    for alias in listing.aliases[:6]:
        card.add(_name(alias, _("also"), first=alias == hit.match.matched_name))
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
        "institutions": _("assessment"),
    }.get(hit.list_kind, hit.list_kind)


def _listing_rows(listing: Listing) -> list[tuple[str, Line]]:
    groups = (
        (_("Country"), listing.countries),
        (_("Address"), listing.addresses),
        (_("Identifiers"), listing.identifiers),
        (_("Born"), listing.birth_dates),
        (_("Programme"), listing.programmes or listing.sanctions),
        (_("Note"), (listing.note,) if listing.note else ()),
    )
    return [
        (title, (stated("; ".join(values), _("none")),))
        for title, values in groups
        if values or title in (_("Country"), _("Address"), _("Identifiers"))
    ]


def _name(name: str, note: str, *, first: bool) -> QWidget:
    ground = "own" if first else "ruled"
    made = panel(ground)
    text = MarkLabel(
        (Text(name, size=Size.BODY, bold=first),),
        (Text(note, "text2", Size.SMALL),),
        wrap=True,
        ground="tint" if first else "base",
    )
    made.setLayout(column(text, margins=(12, 5, 12, 5)))
    return made


def _earlier(hits: tuple[Hit, ...]) -> Card:
    judged = [hit for hit in hits if hit.judgement is not None]
    card = Card(_("Earlier judgements"), str(len(judged)))
    for hit in judged:
        card.add(column(_judgement(hit), margins=(12, 8, 12, 8)))
    if not judged:
        nothing = MarkLabel((Text(_("This pair was never judged."), "muted"),), wrap=True)
        card.add(column(nothing, margins=(12, 8, 12, 8)))
    return card


def _judgement(hit: Hit) -> MarkLabel:
    judgement = hit.judgement
    if judgement is None:
        return MarkLabel()
    by = f"{judgement.author}, {day(local_day(judgement.at))} {clock_time(judgement.at)}"
    lines: list[Line] = [
        (Text(word(judgement.value), bold=True), Gap(6), Text(by, "text2")),
        (Text(f"“{judgement.reason}”"),),
    ]
    if judgement.revoked_at is not None:
        said = _("Lapsed {day}. Kept on record.").format(day=day(local_day(judgement.revoked_at)))
        lines.append((Glyph("as-of", 12, "text2"), Gap(4), Text(said, "text2")))
    return MarkLabel(*lines, wrap=True)
