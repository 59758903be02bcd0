"""Tables of a case report on the goods, the parties and what is asked."""

from collections.abc import Iterable
from decimal import Decimal
from zoneinfo import ZoneInfo

from landwaiter.canonical import instant
from landwaiter.domain.case import Case, CaseParty, ClassificationState, Reply, Track, TrackLetter
from landwaiter.domain.clocks import EMBARGO_POLICIES, Clock, readings
from landwaiter.domain.declaration import Declaration, Money, Role
from landwaiter.domain.listing import Hit, JudgementValue
from landwaiter.domain.tracks import held_by, own_items
from landwaiter.domain.zones import zone_name
from landwaiter.i18n import _
from landwaiter.reports.dossier import Cell, CellType, Column, Mark, Table, TableForm
from landwaiter.services.clocks import clock_label, is_legal
from landwaiter.services.views import CaseView, EditionRow
from landwaiter.services.wording import (
    or_not_stated,
    shown_code,
    shown_country,
    shown_date,
    shown_means,
    shown_value,
)

_ORDER = tuple(TrackLetter)
_TRACK_TITLES = {
    "L": "suspected listed item",
    "A": "doubtful authorisation",
    "B": "unlisted item of Art. 4(1)",
    "S": "sanctions",
    "N": "national law",
}


def policy_sentence(country: str, value: bool | None) -> str:
    """The office's practice on an embargo that each Member State reads in its own way."""
    state = _("not set") if value is None else _("true") if value else _("false")
    return _("{country} as arms embargo, Art. 4(1)(b): office setting {state}.").format(
        country=country, state=state
    )


def tracks_table(view: CaseView) -> Table:
    clocks = {
        key: clock
        for clock in view.clocks
        if is_legal(clock)
        for key in _tracks_of(view.case, clock)
    }
    return Table(
        id="tracks",
        title=_("Tracks"),
        subtitle=policy_sentence("China", view.policy[EMBARGO_POLICIES["CN"]]),
        columns=(
            Column("track", _("Track"), width=9),
            Column("basis", _("Why and basis"), width=34),
            Column("items", _("Item, since"), width=20),
            Column("clock", _("Clock"), width=34),
            Column("outcome", _("Outcome"), width=22),
        ),
        rows=tuple(
            _track_row(view.case, track, clocks.get(track.id))
            for track in sorted(view.case.tracks, key=lambda track: _ORDER.index(track.letter))
        ),
        notes=(
            policy_sentence("Hong Kong", view.policy[EMBARGO_POLICIES["HK"]]),
            *([_holiday_note(view)] if view.case.tracks else []),
            *([] if _has_art_21_4(view) else [_("There is no Art. 21(4) clock on this case.")]),
            *_clock_notes(view),
            *(
                [_("At expiry: {what}.").format(what="; ".join(view.at_expiry))]
                if view.at_expiry
                else []
            ),
        ),
        empty=_("No track holds the goods."),
    )


def _tracks_of(case: Case, clock: Clock) -> tuple[str, ...]:
    """Identities of the tracks that a clock runs on: its own, or that of another law's clock."""
    own = (one.track_id for one in case.own_clocks if one.id == clock.about and one.track_id)
    return (clock.about, *own)


def _has_art_21_4(view: CaseView) -> bool:
    return any(clock.kind == "art_21_4" for clock in view.clocks)


def _clock_notes(view: CaseView) -> list[str]:
    """Clocks of no track, and the other dates of clocks that can be read in two ways."""
    tracks = {track.id for track in view.case.tracks}
    loose = [
        _clock_text(clock)
        for clock in view.clocks
        if is_legal(clock) and tracks.isdisjoint(_tracks_of(view.case, clock))
    ]
    uncertain = [
        _("{label}: {reading}.").format(label=clock_label(clock), reading=reading)
        for clock in view.clocks
        for reading in readings(clock)
    ]
    return [*loose, *uncertain, *(text for clock in view.clocks for text in clock.warnings)]


def _holiday_note(view: CaseView) -> str:
    days = ", ".join(shown_date(day) for day in view.holidays) or _("none")
    return _("Calendar of {state}; public holidays in these weeks: {days}.").format(
        state=view.case.member_state, days=days
    )


def _track_row(case: Case, track: Track, clock: Clock | None) -> tuple[Cell, ...]:
    items = ", ".join(_("item {no}").format(no=no) for no in held_by(track) or track.items)
    return (
        Mark(_("Track {letter}").format(letter=track.letter.value), strong=True),
        f"{_(_TRACK_TITLES[track.letter.value])}: {track.basis}",
        f"{items}, {shown_date(track.opened_at.date())}",
        _clock_text(clock),
        _track_outcome(track, clock),
    )


def _clock_text(clock: Clock | None) -> str:
    if clock is None:
        return _("no Art. 21(4) clock; own target")
    if clock.cap is None:
        return _("{label}, {calendar}: due {due}").format(
            label=clock_label(clock), calendar=clock.calendar, due=_due(clock)
        )
    cap = _("cap {cap}, only if the authority asks").format(cap=shown_date(clock.cap))
    return _("{law}, {calendar}: due {due}; {cap}").format(
        law=clock.basis or "Art. 21(4)",
        calendar=clock.calendar,
        due=shown_date(clock.due),
        cap=cap,
    )


def _due(clock: Clock) -> str:
    """The day, and the hour there where the period is in hours."""
    if clock.due_at is None:
        return shown_date(clock.due)
    local = clock.due_at.astimezone(ZoneInfo(zone_name(clock.calendar)))
    return f"{shown_date(local.date())} {local:%H:%M}"


_REPLIES = {
    Reply.MAINTAINED.value: "the authority maintains the licence",
    Reply.NOT_ACTING.value: "the authority does not act",
    Reply.ACTS.value: "the authority acts, no release",
}


def _track_outcome(track: Track, clock: Clock | None) -> str:
    if clock is not None and clock.ended is not None:
        return _("{day}: {reply}").format(
            day=shown_date(clock.ended), reply=_(_REPLIES.get(clock.reason, clock.reason))
        )
    if track.ended_at is not None:
        return _("ended {day}: {reason}").format(
            day=shown_date(track.ended_at.date()), reason=track.end_reason
        )
    return _("open")


def facts_table(view: CaseView) -> Table:
    case = view.case
    facts = [
        (_("Kind of case"), case.kind.value.replace("_", " ")),
        (_("Received"), f"{shown_date(case.received)}, {case.source}"),
        *(_declared(case.declaration) if case.declaration else _undeclared(case)),
        *(
            [
                (
                    _("Exporter's record duty"),
                    _("until {day}, Art. 27 Reg. (EU) 2021/821").format(
                        day=shown_date(view.record_duty_until)
                    ),
                )
            ]
            if view.record_duty_until
            else []
        ),
    ]
    return Table(
        id="facts",
        title=_("Key facts"),
        subtitle=_("judged as of {day}").format(day=shown_date(case.judged_as_of)),
        columns=(Column("fact", _("Fact"), width=24), Column("value", _("Value"), width=60)),
        rows=tuple(facts),
        form=TableForm.FACTS,
    )


def _declared(declaration: Declaration) -> list[tuple[str, str]]:
    exporters = declaration.parties_in(Role.EXPORTER)
    accepted = declaration.accepted
    containers = [container.identifier for container in declaration.containers]
    return [
        ("MRN", or_not_stated(declaration.mrn)),
        (_("Own reference"), or_not_stated(declaration.local_reference)),
        (_("Accepted"), shown_date(accepted.date()) if accepted else or_not_stated(None)),
        (_("Exporter EORI"), or_not_stated(exporters[0].identifier if exporters else None)),
        (_("Office of export"), or_not_stated(declaration.office_export)),
        (_("Office of exit"), or_not_stated(declaration.office_exit)),
        (_("Route"), " → ".join(declaration.country_routing) or or_not_stated(None)),
        (_("Destination"), shown_country(declaration.country_destination)),
        (_("Container"), ", ".join(containers) or or_not_stated(None)),
        (
            _("Means of transport"),
            ", ".join(dict.fromkeys(shown_means(m) for m in declaration.transport))
            or or_not_stated(None),
        ),
        (_("Delivery place"), or_not_stated(declaration.delivery_place)),
        (_("Goods location"), or_not_stated(declaration.goods_location)),
    ]


def _undeclared(case: Case) -> list[tuple[str, str]]:
    project = case.project or {}
    named = (
        ("partner", _("Partner")),
        ("partner_country", _("Country")),
        ("topic", _("Topic")),
        ("technology", _("Technology")),
        ("medium", _("Medium")),
        ("start", _("Start")),
    )
    facts = [(title, str(project[key])) for key, title in named if project.get(key)]
    basis = [(_("Legal basis"), "Art. 2(2)(d) Reg. (EU) 2021/821")] if project else []
    return [(_("Declaration"), _("There is no customs declaration.")), *facts, *basis]


def parties_table(view: CaseView, editions: tuple[EditionRow, ...]) -> Table:
    case = view.case
    lists = [
        row
        for row in editions
        if row.kind in {"asset_freeze", "export_list", "vessel_list", "other", "institutions"}
    ]
    names = ", ".join(f"{row.title} {row.edition}" for row in lists) or _("no list")
    return Table(
        id="parties",
        title=_("Parties and screening"),
        subtitle=_("three kinds of claim, never one score"),
        columns=(
            Column("role", _("Role"), width=18),
            Column("name", _("Name as stated"), width=34),
            Column("country", _("Country"), width=11),
            Column("identifier", _("Identifier"), CellType.CODE, width=27),
            Column("result", _("Result"), width=48),
            Column("edition", _("List, edition"), width=28),
        ),
        rows=tuple(_party_row(case, party) for party in case.parties),
        notes=(_("Screened against: {lists}.").format(lists=names),),
        empty=_("No party is stated."),
    )


def _party_row(case: Case, party: CaseParty) -> tuple[Cell, ...]:
    hits = [hit for hit in case.hits if hit.party_id == party.id]
    editions = dict.fromkeys(f"{hit.list_id} {hit.edition}" for hit in hits)
    return (
        party.role.value.replace("_", " "),
        or_not_stated(party.name),
        party.country or "–",
        party.identifier or "–",
        "\n".join(_hit_text(hit) for hit in hits) or _("no hit"),
        ", ".join(editions) or _("all lists named below"),
    )


def _hit_text(hit: Hit) -> str:
    """Listed, assessment or unconfirmed identity, with programme, score and judgement."""
    programme = next((text for text in hit.listing.programmes if text), "")
    on = " · ".join(
        part for part in (hit.listing.name, _programme(programme), hit.listing.note) if part
    )
    score = f"{hit.match.score / 1000:.2f}"
    if hit.judgement is not None:
        judged = _("judged {value} by {author}: {reason}").format(
            value=hit.judgement.value, author=hit.judgement.author, reason=hit.judgement.reason
        )
        if hit.judgement.value is not JudgementValue.SAME:
            return f"{hit.match.matched_name}, {score}, {judged}"
    else:
        judged = _("not judged")
    claims = {
        "listed": _("Listed"),
        "assessment": _("By assessment, not a listing"),
        "unconfirmed_identity": _("Unconfirmed identity"),
    }
    return f"{claims[hit.claim]}: {on}, {score}, {judged}"


def _programme(text: str) -> str:
    titles = {
        "university-seven-sons": "Seven Sons university",
        "pla-academy": "PLA academy",
        "weapons-institute": "weapons institute",
        "university-civil-defence-lab": "civil university with a defence laboratory",
        "defence-soe": "defence state-owned group",
    }
    return _(titles.get(text, text))


def items_table(view: CaseView) -> Table | None:
    case, declaration = view.case, view.case.declaration
    if declaration is None:
        return None
    status = {item.no: item for item in case.items}
    return Table(
        id="items",
        title=_("Items"),
        columns=(
            Column("item", _("Item"), width=9),
            Column("cn", _("CN code"), CellType.CODE, width=16),
            Column("goods", _("Goods"), width=40),
            Column("net", _("Net mass"), CellType.NUMBER, width=16),
            Column("value", _("Value"), CellType.NUMBER, width=24),
            Column("documents", _("Document codes"), width=22),
            Column("status", _("Goods status"), width=24),
        ),
        rows=tuple(
            (
                _("Item {no}").format(no=item.no),
                shown_code(item.cn),
                or_not_stated(item.description),
                _amount(item.net_mass_kg, "kg"),
                _value(item.statistical_value or item.invoice_value),
                ", ".join(dict.fromkeys(d.code for d in declaration.documents_of(item.no)))
                or _("none"),
                _status(status[item.no].status.value, status[item.no].since.date())
                if item.no in status
                else or_not_stated(None),
            )
            for item in own_items(case)
        ),
    )


def _amount(number: Decimal | None, unit: str) -> Cell:
    return Mark(format(number, "f"), unit=unit) if number is not None else None


def _value(money: Money | None) -> Cell:
    return _amount(money.amount, money.currency) if money else None


def licences_table(view: CaseView) -> Table | None:
    """Authorisations that the declaration refers to, as the register of their issuer has them."""
    rows = tuple(
        (
            licence.ref,
            licence.issuer,
            or_not_stated(licence.consignee),
            shown_date(licence.valid_to),
            _("{used} of {quantity}").format(
                used=licence.used if licence.used is not None else _("not stated"),
                quantity=licence.quantity if licence.quantity is not None else _("not stated"),
            ),
        )
        for licence in view.licences
    )
    if not rows:
        return None
    return Table(
        id="licences",
        title=_("Authorisations in the register"),
        columns=(
            Column("ref", _("Licence"), CellType.CODE, width=26),
            Column("issuer", _("Issuer"), width=10),
            Column("consignee", _("Consignee"), width=50),
            Column("valid_to", _("Valid to"), width=18),
            Column("used", _("Used"), width=20),
        ),
        rows=rows,
    )


def _status(status: str, since: object) -> str:
    return _("{status} since {day}").format(status=status.replace("_", " "), day=shown_date(since))  # type: ignore[arg-type]


def classification_table(view: CaseView) -> Table:
    return Table(
        id="classification",
        title=_("Classification"),
        subtitle=_("a correlation means check, not controlled"),
        columns=(
            Column("item", _("Item"), width=9),
            Column("entry", _("Entry"), CellType.CODE, width=12),
            Column("why", _("Why it was considered"), width=48),
            Column("state", _("State"), width=26),
            Column("missing", _("Missing to decide"), width=34),
        ),
        rows=tuple(_classified(view)),
        empty=_("No control entry was considered."),
    )


def _classified(view: CaseView) -> Iterable[tuple[Cell, ...]]:
    decided = {(c.item_no, c.list, c.code): c for c in view.classifications}
    for candidate in view.case.candidates:
        finding = decided.pop((candidate.item_no, candidate.list, candidate.code), None)
        yield (
            _("Item {no}").format(no=candidate.item_no) if candidate.item_no else _("technology"),
            candidate.code,
            " ".join((candidate.title, *candidate.reasons)).strip(),
            f"{finding.state.value}: {finding.reason}"
            if finding
            else ClassificationState.CANDIDATE.value,
            ", ".join(candidate.missing) or "–",
        )
    for finding in decided.values():
        yield (
            _("Item {no}").format(no=finding.item_no),
            finding.code,
            finding.basis or _("stated by a person"),
            f"{finding.state.value}: {finding.reason}",
            "–",
        )


def enrichment_table(view: CaseView) -> Table | None:
    rows = tuple(
        (
            e.field.replace("_", " ").replace(".", " "),
            _("item {no}").format(no=e.item_no) if e.item_no else _("case"),
            shown_value(e.value),
            e.source.replace("_", " "),
            e.date.isoformat(),
        )
        for e in view.case.enrichment
    )
    if not rows:
        return None
    return Table(
        id="enrichment",
        title=_("What was learned beside the declaration"),
        columns=(
            Column("field", _("Field"), width=22),
            Column("item", _("For"), width=10),
            Column("value", _("Value"), width=60),
            Column("source", _("Source"), width=22),
            Column("date", _("Date"), CellType.DATE, width=14),
        ),
        rows=rows,
    )


def actions_table(view: CaseView) -> Table | None:
    rows = tuple(
        (
            action.kind.value.replace("_", " "),
            action.addressee,
            instant(action.sent_at),
            action.due.isoformat() if action.due else None,
            _answer(action.answered_at is not None, action.reply, action.answer),
        )
        for action in view.case.actions
    )
    if not rows:
        return None
    return Table(
        id="actions",
        title=_("Requests and answers"),
        columns=(
            Column("kind", _("Request"), width=22),
            Column("to", _("To"), width=26),
            Column("sent", _("Sent"), CellType.INSTANT, width=24),
            Column("due", _("Due"), CellType.DATE, width=14),
            Column("answer", _("Answer"), width=50),
        ),
        rows=rows,
    )


def _answer(answered: bool, reply: Reply | None, text: str) -> str:
    parts = [_(_REPLIES.get(reply.value, "extension asked")) if reply else "", text]
    return ". ".join(part for part in parts if part) or (_("answered") if answered else _("open"))


def declarations_table(view: CaseView) -> Table | None:
    rows = [
        (
            _("version {no}").format(no=v.version),
            v.file_name or or_not_stated(None),
            instant(v.at),
            "; ".join(v.changes[:8]) or _("first version"),
            v.file_sha256,
        )
        for v in view.case.versions
    ]
    rows += [
        (r.kind, r.file_name, instant(r.at), r.statement, r.file_sha256) for r in view.case.requests
    ]
    if not rows:
        return None
    return Table(
        id="declarations",
        title=_("Declaration files"),
        columns=(
            Column("what", _("What"), width=14),
            Column("file", _("File"), width=28),
            Column("at", _("Taken in"), CellType.INSTANT, width=24),
            Column("changes", _("What changed"), width=44),
            Column("sha256", "SHA-256", CellType.CODE, width=34),
        ),
        rows=tuple(rows),
    )
