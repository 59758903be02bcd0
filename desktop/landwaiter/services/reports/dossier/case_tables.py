"""Tables of a case report on what was declared, by whom, and what was learned and asked since."""

import re
from collections.abc import Iterable, Iterator

from landwaiter.canonical import instant
from landwaiter.domain.cases.case import Action, Case, CaseParty
from landwaiter.domain.cases.countdown import Countdown
from landwaiter.domain.intake.declaration import Declaration, Role
from landwaiter.domain.lists.list_editions import ChangedSince
from landwaiter.domain.lists.listing import Hit, Judgement, JudgementValue
from landwaiter.i18n import _, joined
from landwaiter.reports.dossier.dossier import Cell, CellType, DossierColumn, Table, TableForm
from landwaiter.services.base.wording import (
    REPLIES,
    or_not_stated,
    shown_country,
    shown_date,
    shown_means,
    shown_value,
)
from landwaiter.services.cases.clock_words import end_words
from landwaiter.services.cases.clocks import asked_until
from landwaiter.services.hits.addresses import compared, no_hit
from landwaiter.services.lists.listing_changes import since_sentence
from landwaiter.services.warm.views import CaseView, EditionRow


def facts_table(view: CaseView) -> Table:
    case = view.case
    facts = [
        (_("Kind of case"), case.kind.value.replace("_", " ")),
        (_("Received"), joined(", ", (shown_date(case.received), case.source))),
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
        columns=(
            DossierColumn("fact", _("Fact"), width=24),
            DossierColumn("value", _("Value"), width=60),
        ),
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
            joined(", ", dict.fromkeys(shown_means(m) for m in declaration.transport))
            or or_not_stated(None),
        ),
        (_("Delivery place"), or_not_stated(declaration.delivery_place)),
        (_("Goods location"), or_not_stated(declaration.goods_location)),
    ]


def _undeclared(case: Case) -> list[tuple[str, str]]:
    basis = [(_("Legal basis"), case.of_kind.basis)] if case.of_kind else []
    return [(_("Declaration"), _("There is no customs declaration.")), *basis]


def parties_table(view: CaseView, editions: tuple[EditionRow, ...]) -> Table:
    case = view.case
    lists = [
        row
        for row in editions
        if row.kind in {"asset_freeze", "export_list", "vessel_list", "other", "institutions"}
    ]
    return Table(
        id="parties",
        title=_("Parties and screening"),
        subtitle=_("three kinds of claim, never one score"),
        columns=(
            DossierColumn("role", _("Role"), width=18),
            DossierColumn("name", _("Name as stated"), width=32),
            DossierColumn("country", _("Country"), width=11),
            DossierColumn("identifier", _("Identifier"), CellType.CODE, width=27),
            DossierColumn("result", _("Result"), width=54),
            DossierColumn("edition", _("List, edition"), width=24),
        ),
        rows=tuple(_party_row(view, party) for party in case.parties),
        notes=tuple(_screened_against(lists)),
        empty=_("No party is stated."),
    )


def _screened_against(lists: Iterable[EditionRow]) -> Iterator[str]:
    """The editions of all lists; a warning in its place where one is older than its limit."""
    rows = tuple(lists)
    said = joined(", ", (_named(row) for row in rows)) or _("no list")
    old = [row for row in rows if row.stale]
    if not old:
        yield _("Screened against: {lists}.").format(lists=said)
        return
    yield _("Warning: screened against lists that are too old: {old}. All lists: {lists}.").format(
        old=joined(", ", (_too_old(row) for row in old)), lists=said
    )


def _named(row: EditionRow) -> str:
    if row.confidential:
        said = _("{list} of {day}").format(list=row.told, day=row.dated)
    else:
        said = joined(" ", (row.title, row.edition))
    return _("{list} ({assent})").format(list=said, assent=_(row.assent)) if row.assent else said


def _too_old(row: EditionRow) -> str:
    return _("{list} ({age} days; limit {limit})").format(
        list=_named(row), age=row.age_days, limit=row.limit_days
    )


def _party_row(view: CaseView, party: CaseParty) -> tuple[Cell, ...]:
    hits = [hit for hit in view.case.hits if hit.party_id == party.id]
    editions = dict.fromkeys(
        hit.told_list if hit.confidential else f"{hit.list_id} {hit.edition}" for hit in hits
    )
    return (
        party.role.value.replace("_", " "),
        or_not_stated(party.name),
        party.country or "–",
        party.identifier or "–",
        joined("\n", (_hit_and_since(hit, party, view.since.get(hit.id)) for hit in hits))
        or no_hit(party),
        joined(", ", editions) or _("all lists named below"),
    )


def _hit_and_since(hit: Hit, party: CaseParty, since: ChangedSince | None) -> str:
    """The hit, what became of the addresses, and what a newer edition says otherwise of the
    listing; in confidence only that it does.
    """
    said = _hit_text(hit)
    if not hit.confidential:
        said = joined("; ", (said, compared(party, hit.listing).said))
    if since is None:
        return said
    if hit.confidential:
        return joined(". ", (said, _("A newer edition of the list says otherwise.")))
    return joined(". ", (said, since_sentence(since)))


def _hit_text(hit: Hit) -> str:
    """Listed, assessment or unconfirmed identity, with programme, score and judgement."""
    on = _listing_text(hit)
    score = f"{hit.match.score / 1000:.2f}"
    if hit.judgement is not None:
        judged = _judged_text(hit.judgement)
        if hit.judgement.value is not JudgementValue.SAME:
            name = hit.told_listing if hit.confidential else hit.match.matched_name
            return joined(", ", (name, score, judged))
    else:
        judged = _("not judged")
    claims = {
        "listed": _("Listed"),
        "assessment": _("By assessment, not a listing"),
        "unconfirmed_identity": _("Unconfirmed identity"),
    }
    return joined(": ", (claims[hit.claim], joined(", ", (on, score, judged))))


def _judged_text(judgement: Judgement) -> str:
    """Who judged it and why; one that was taken over names the case and day it was made."""
    said = {"value": judgement.value, "author": judgement.author, "reason": judgement.reason}
    if judgement.origin is None:
        return _("judged {value} by {author}: {reason}").format(**said)
    return _("judged {value} by {author} on {reference}, {day}, taken over: {reason}").format(
        reference=judgement.origin.reference, day=shown_date(judgement.origin.at.date()), **said
    )


def _listing_text(hit: Hit) -> str:
    if hit.confidential:
        return hit.told_listing
    programme = next((text for text in hit.listing.programmes if text), "")
    parts = (hit.listing.name, _programme(programme), hit.listing.note)
    return joined(" · ", (part for part in parts if part))


def _programme(text: str) -> str:
    titles = {
        "university-seven-sons": "Seven Sons university",
        "pla-academy": "PLA academy",
        "weapons-institute": "weapons institute",
        "university-civil-defence-lab": "civil university with a defence laboratory",
        "defence-soe": "defence state-owned group",
    }
    return _(titles[text]) if text in titles else text


def _field_name(field: str) -> str:
    return _(field.replace("_", " ").replace(".", " "))


_FIELDS = {"params": "technical values"}
"""Fields whose name is no word."""


def _shown_fact(value: object) -> str:
    """A value; a word of the program's own vocabulary (`service_company`) as words."""
    said = shown_value(value)
    return said.replace("_", " ") if isinstance(value, str) and _OWN_WORD.fullmatch(value) else said


_OWN_WORD = re.compile(r"[a-z]+(_[a-z]+)+")


def enrichment_table(view: CaseView) -> Table | None:
    rows = tuple(
        (
            _(_FIELDS[e.field]) if e.field in _FIELDS else _field_name(e.field),
            _("item {no}").format(no=e.item_no) if e.item_no else _("case"),
            _shown_fact(e.value),
            e.source.replace("_", " "),
            e.date.isoformat(),
        )
        for e in view.case.facts_learned
    )
    if not rows:
        return None
    return Table(
        id="enrichment",
        title=_("What was learned beside the declaration"),
        columns=(
            DossierColumn("field", _("Field"), width=22),
            DossierColumn("item", _("For"), width=10),
            DossierColumn("value", _("Value"), width=60),
            DossierColumn("source", _("Source"), width=22),
            DossierColumn("date", _("Date"), CellType.DATE, width=14),
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
            _answer(action, asked_until(action, view.countdowns)),
        )
        for action in view.case.actions
    )
    if not rows:
        return None
    return Table(
        id="actions",
        title=_("Requests and answers"),
        columns=(
            DossierColumn("kind", _("Request"), width=22),
            DossierColumn("to", _("To"), width=26),
            DossierColumn("sent", _("Sent"), CellType.INSTANT, width=24),
            DossierColumn("due", _("Due"), CellType.DATE, width=14),
            DossierColumn("answer", _("Answer"), width=50),
        ),
        rows=rows,
    )


def _answer(action: Action, left: Countdown | None) -> str:
    parts = [_(REPLIES[action.reply.value]) if action.reply else "", action.answer]
    said = joined(". ", (part for part in parts if part))
    if action.answered_at is not None:
        return said or _("answered")
    until = end_words(left) if left is not None and left.ran_out else ""
    return joined(", ", (part for part in (said or _("open"), until) if part))


def declarations_table(view: CaseView) -> Table | None:
    rows = [
        (
            _("version {no}").format(no=v.version),
            v.file_name or or_not_stated(None),
            instant(v.at),
            joined("; ", v.changes[:8]) or _("first version"),
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
            DossierColumn("what", _("What"), width=14),
            DossierColumn("file", _("File"), width=28),
            DossierColumn("at", _("Taken in"), CellType.INSTANT, width=24),
            DossierColumn("changes", _("What changed"), width=44),
            DossierColumn("sha256", "SHA-256", CellType.CODE, width=34),
        ),
        rows=tuple(rows),
    )
