"""Tables of a case report on what was declared, by whom, and what was learned and asked since."""

import re
from collections.abc import Iterable, Iterator

from landwaiter.canonical import instant
from landwaiter.domain.base.days import told_day
from landwaiter.domain.base.facts import Audience, Content
from landwaiter.domain.base.terms import low, shown_source
from landwaiter.domain.cases.case import Action, ActionKind, Case, CaseParty
from landwaiter.domain.cases.countdown import Countdown
from landwaiter.domain.cases.facts import ACTION, CASE_PARTY, LEARNED, VERSION
from landwaiter.domain.cases.hearings import waits_for_service
from landwaiter.domain.intake.case_kind import kind_word
from landwaiter.domain.intake.declaration import Declaration
from landwaiter.domain.intake.deeds import DECLARED
from landwaiter.domain.intake.facts import DECLARATION
from landwaiter.domain.letters.letter_state import letter_kind, letter_state
from landwaiter.domain.lists.list_editions import ChangedSince
from landwaiter.domain.lists.listing import Hit, Judgement, JudgementValue
from landwaiter.i18n import N_, _, joined, plural
from landwaiter.reports.dossier.dossier import Cell, CellType, DossierColumn, Table, TableForm
from landwaiter.services.base.facts_shown import facts_said
from landwaiter.services.base.wording import (
    REPLIES,
    or_not_stated,
    shown_date,
    shown_score,
    shown_value,
    told_mends,
)
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.cases.clock_words import end_words
from landwaiter.services.cases.clocks import asked_until
from landwaiter.services.hits.addresses import compared, no_hit
from landwaiter.services.law.edition_row import EditionRow
from landwaiter.services.lists.listing_changes import since_sentence
from landwaiter.services.reports.dossier.columns import columns_of


def facts_table(view: CaseView) -> Table:
    case = view.case
    declared = tuple(_declared(case.declaration)) if case.declaration else ()
    source = (_("Source"), or_not_stated(case.source))
    first = [
        (_("Kind of case"), kind_word(case.kind)),
        (_("Received"), shown_date(case.received)),
        source,
        *([] if case.declaration else _undeclared(case)),
    ]
    rows = (*first, *(row for row, _content in declared), *_record_duty(view))
    contents = {**dict(declared), source: Content.SOURCE}
    return Table(
        id="facts",
        title=_("Key facts"),
        subtitle=_("judged as of {day}").format(day=shown_date(case.judged_as_of)),
        columns=(
            DossierColumn("fact", _("Fact"), Content.OPEN, width=24),
            DossierColumn("value", _("Value"), Content.OPEN, width=60),
        ),
        rows=rows,
        form=TableForm.FACTS,
        contents=tuple((None, contents.get(row)) for row in rows),
    )


_VERBATIM = {"MRN"}
"""Titles that dossiers hold as text and not as a message."""


def _declared(declaration: Declaration) -> Iterator[tuple[tuple[str, str], Content]]:
    for fact, said in facts_said(DECLARATION, declaration, Audience.KEY):
        title = fact.short_title
        named = title if title in _VERBATIM else _(title)
        yield (named, or_not_stated(said)), fact.content


def _record_duty(view: CaseView) -> Iterator[tuple[str, str]]:
    if view.record_duty_until:
        yield (
            _("Exporter's record duty"),
            _("until {day}, Art. 27 Reg. (EU) 2021/821").format(
                day=shown_date(view.record_duty_until)
            ),
        )


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
        columns=columns_of(
            CASE_PARTY,
            {"role": 18, "name": 32, "country": 11, "identifier": 27, "result": 54, "edition": 24},
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
        said = _("{list} of {day}").format(list=row.told, day=told_day(row.dated))
    else:
        said = joined(" ", (row.title, row.edition))
    return _("{list} ({assent})").format(list=said, assent=_(row.assent)) if row.assent else said


def _too_old(row: EditionRow) -> str:
    return plural(
        row.age_days or 0,
        "{list} ({n} day; limit {limit})",
        "{list} ({n} days; limit {limit})",
        list=_named(row),
        limit=row.limit_days,
    )


def _party_row(view: CaseView, party: CaseParty) -> tuple[Cell, ...]:
    hits = [hit for hit in view.case.hits if hit.party_id == party.id]
    editions = dict.fromkeys(
        hit.told_list if hit.confidential else f"{hit.list_id} {hit.edition}" for hit in hits
    )
    return (
        low(party.role.value),
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
    score = shown_score(hit.match.score)
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
    said = {
        "value": low(judgement.value.value),
        "author": judgement.author,
        "reason": judgement.reason,
    }
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
        "university-seven-sons": N_("Seven Sons university"),
        "pla-academy": N_("PLA academy"),
        "weapons-institute": N_("weapons institute"),
        "university-civil-defence-lab": N_("civil university with a defence laboratory"),
        "defence-soe": N_("defence state-owned group"),
    }
    return _(titles[text]) if text in titles else text


def _field_name(field: str) -> str:
    return low(field.replace(".", " "))


_FIELDS = {"params": N_("technical values")}
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
            shown_source(e.source),
            e.date.isoformat(),
        )
        for e in view.case.facts_learned
    )
    if not rows:
        return None
    # What a case was opened with is said by who referred it, which every other table withholds.
    referred = tuple(
        Content.SOURCE if e.source == view.case.source != DECLARED else None
        for e in view.case.facts_learned
    )
    return Table(
        id="enrichment",
        title=_("What was learned beside the declaration"),
        columns=columns_of(
            LEARNED, {"field": 22, "item": 14, "value": 60, "source": 22, "date": 14}
        ),
        rows=rows,
        contents=tuple((None, None, None, one, None) for one in referred),
    )


def actions_table(view: CaseView) -> Table | None:
    rows = tuple(
        (
            low(action.kind.value),
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
        columns=columns_of(ACTION, {"kind": 22, "to": 26, "sent": 24, "due": 14, "answer": 50}),
        rows=rows,
    )


def _answer(action: Action, left: Countdown | None) -> str:
    compelled = _("Compelled under UCC 15") if action.compelled else ""
    provision = action.basis if action.kind is ActionKind.HEARING else ""
    reply = _(REPLIES[action.reply.value]) if action.reply else ""
    parts = [provision, reply, compelled, action.answer]
    said = joined(". ", (part for part in parts if part))
    if action.answered_at is not None:
        return said or _("answered")
    until = end_words(left) if left is not None and left.ran_out else ""
    if waits_for_service(action):
        until = _("not yet served")
    return joined(", ", (part for part in (said or _("open"), until) if part))


def letters_table(view: CaseView) -> Table | None:
    """What was written to parties of the case, and what became of it."""
    rows = tuple(
        (
            one.number(view.case.reference),
            letter_kind(one),
            one.recipient,
            instant(one.at),
            letter_state(view.case, one),
        )
        for one in view.case.letters
    )
    if not rows:
        return None
    return Table(
        id="letters",
        title=_("Letters"),
        columns=(
            DossierColumn("number", _("Number"), Content.OPEN, CellType.CODE, width=20),
            DossierColumn("kind", _("Kind"), Content.OPEN, width=22),
            DossierColumn("to", _("To whom"), Content.PERSONAL, width=26),
            DossierColumn("issued", _("Issued"), Content.OPEN, CellType.INSTANT, width=24),
            DossierColumn("state", _("What became of it"), Content.OPEN, width=40),
        ),
        rows=rows,
    )


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
        (_("value mended"), v.file_name, instant(v.at), said, v.file_sha256)
        for v in view.case.versions
        for said in told_mends(v)
    ]
    rows += [
        (r.kind, r.file_name, instant(r.at), r.statement, r.file_sha256) for r in view.case.requests
    ]
    if not rows:
        return None
    return Table(
        id="declarations",
        title=_("Declaration files"),
        columns=columns_of(
            VERSION, {"what": 14, "file": 28, "at": 24, "changes": 44, "sha256": 34}
        ),
        rows=tuple(rows),
    )
