"""What a court bundle says: index, exhibits, chronology, the state that was decided on apart from
what came later, and every audit entry of the case."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from landwaiter.canonical import canonical_bytes, instant, sha256_hex
from landwaiter.domain.base.facts import Content
from landwaiter.domain.cases.case import Case, Decision
from landwaiter.domain.cases.decision import form_of, substance
from landwaiter.domain.reports.bundle_deeds import BUNDLE
from landwaiter.errors import NotAllowed
from landwaiter.i18n import N_, _, joined, plural
from landwaiter.reports.dossier.bundled import ENTRIES
from landwaiter.reports.dossier.dossier import (
    Cell,
    CellType,
    Dossier,
    DossierColumn,
    Table,
)
from landwaiter.services.audit.audit_history import HistoryRow
from landwaiter.services.base.decision_words import DecisionEntry, PartOfText, parts_of
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.reports.bundle.bundle_anchors import BundleAnchor
from landwaiter.services.reports.bundle.exhibits import (
    Exhibit,
    confided_with_mails,
    exhibits_table,
)
from landwaiter.services.reports.dossier.closing import custody_table, history_table
from landwaiter.services.reports.dossier.compose import Frame, case_contents, framed
from landwaiter.services.reports.dossier.decision import decision_of
from landwaiter.services.reports.kinds.paper_kinds import why_no_paper
from landwaiter.services.review.differences import between
from landwaiter.services.review.review_view import not_checked

INDEX: Final = "index"
INDEX_PAGE: Final = "page"
_LETTERS: Final = "ABCDEFGHIJ"


def bundle_dossier(
    view: CaseView,
    frame: Frame,
    *,
    exhibits: Sequence[Exhibit],
    anchors: Sequence[BundleAnchor],
) -> Dossier:
    """The dossier of a bundle; NotAllowed while there is nothing for a court to judge."""
    if why_not := why_no_paper(BUNDLE, view):
        raise NotAllowed(
            why_not,
            remedy=_("`landwaiter report kinds {reference}` says what may be made now.").format(
                reference=view.case.reference
            ),
        )
    view = replace(view, case=confided_with_mails(view.case))
    decision = decided(view.case)
    parts = (
        _Part((exhibits_table(exhibits, view.case.member_state),)),
        _Part((custody_table(view),)),
        _Part((_begun(history_table(view)),)),
        _Part(_state(view, frame, decision)),
    )
    closing = (
        _Part(_later(view, decision)),
        _Part((_entries_table(view.history),)),
        _Part((_anchors_table(anchors),)),
        _Part((_verifying_table(),)),
    )
    return replace(
        framed(view, frame, _("Court bundle")),
        decision=decision_of(view, frame.office, frame.signing),
        tables=(_index_table((*parts, *closing)), *_tables(parts)),
        not_checked=not_checked(view, frame.editions),
        closing=tuple(_tables(closing)),
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a bundle, which the index names as its first table is called."""

    tables: tuple[Table | None, ...]


def _tables(parts: Sequence[_Part]) -> Iterator[Table]:
    for part in parts:
        yield from filter(None, part.tables)


def _begun(table: Table) -> Table:
    return replace(table, new_page=True)


def decided(case: Case) -> Decision | None:
    """The newest decision that a second person approved; None where none was."""
    return next((one for one in reversed(case.decisions) if one.approval is not None), None)


def _index_table(parts: Sequence[_Part]) -> Table:
    """Each part by its letter; on which page it begins is known once it is laid out."""
    told = [[*_tables((part,))] for part in parts]
    return Table(
        id=INDEX,
        title=_("Index"),
        subtitle=_("pages are numbered through; each head is a bookmark too"),
        columns=(
            DossierColumn("part", _("Part"), Content.OPEN, CellType.CODE, width=10),
            DossierColumn("title", _("What"), Content.OPEN, width=80),
            DossierColumn("rows", _("Entries"), Content.OPEN, CellType.NUMBER, width=16),
            DossierColumn(INDEX_PAGE, _("Page"), Content.OPEN, CellType.NUMBER, width=12),
        ),
        rows=tuple(
            (letter, tables[0].title, str(sum(len(one.rows) for one in tables)), "")
            for letter, tables in zip(_LETTERS, filter(None, told), strict=False)
        ),
    )


# The state that was decided on, by the text that was signed.

_CLASSES: Final[Mapping[str, Content]] = {
    "proposal": Content.OPEN,
    "left_open": Content.DELIBERATION,
    "classifications": Content.OPEN,
    "candidates": Content.OPEN,
    "flags": Content.OPEN,
    "hits": Content.PERSONAL,
    "parties": Content.PERSONAL,
    "tracks": Content.OPEN,
    "enrichment": Content.BUSINESS,
    "answers": Content.BUSINESS,
    "grounds": Content.PERSONAL,
    "evidence": Content.OPEN,
    "declarations": Content.OPEN,
    "requests": Content.OPEN,
    "case": Content.PERSONAL,
}
"""Part of the signed text → the class of what it says; of a part not named here: internal."""
_REASONED: Final = frozenset({"reason", "hearing"})
"""Entries of the proposal that say why."""
_NAMED: Final = frozenset({"hits", "grounds"})
"""Parts whose entries are called by a name."""


def _content(case: Case, part: str, entry: str, place: str) -> Content:
    if part == "proposal" and entry in _REASONED:
        return Content.DELIBERATION
    if part == "evidence" and place.removeprefix("evidence/") in _confided(case):
        return Content.SOURCE
    return _CLASSES.get(part, Content.INTERNAL)


def _confided(case: Case) -> frozenset[str]:
    return frozenset(one.label for one in case.evidence if one.is_in_confidence)


def _state(view: CaseView, frame: Frame, decision: Decision | None) -> tuple[Table | None, ...]:
    """What was decided on, part by part; where nothing was decided, the case as it is."""
    if decision is None:
        return (_undecided_table(frame), *case_contents(view, frame).tables)
    return (_signed_table(decision), *(_then_table(view.case, p) for p in parts_of(decision.text)))


def _undecided_table(frame: Frame) -> Table:
    return Table(
        id="then",
        title=_("State of the case: nothing is decided"),
        columns=(
            DossierColumn("what", _("What"), Content.OPEN, width=40),
            DossierColumn("at", _("When"), Content.OPEN, CellType.INSTANT, width=40),
        ),
        rows=((_("As recorded when the bundle was made"), instant(frame.made_at)),),
        new_page=True,
    )


def _signed_table(decision: Decision) -> Table:
    """Who signed the text that the state is read from, and when."""
    signed = (
        (_("Proposed"), decision.author, decision.at),
        *(
            (title, one.approver, one.at)
            for title, one in (
                (_("Approved"), decision.approval),
                (_("Countersigned"), decision.countersignature),
            )
            if one is not None
        ),
    )
    return Table(
        id="then",
        title=_("State as at the decision"),
        subtitle=_("what the signed text of the decision rests on, and nothing that came later"),
        columns=(
            DossierColumn("what", _("What"), Content.OPEN, width=20),
            DossierColumn("who", _("Who"), Content.PERSONAL, width=30),
            DossierColumn("at", _("When"), Content.OPEN, CellType.INSTANT, width=24),
            DossierColumn(
                "sha256", _("SHA-256 of the text"), Content.OPEN, CellType.CODE, width=66
            ),
        ),
        rows=tuple((what, who, instant(at), decision.text_sha256) for what, who, at in signed),
        new_page=True,
    )


def _then_table(case: Case, part: PartOfText) -> Table | None:
    if not part.statements:
        return None
    contents = [
        _content(case, part.name, entry.key, entry.place or _place(part, entry))
        for entry in part.statements
    ]
    return Table(
        id=f"then_{part.name}",
        title=_("As decided: {part}").format(part=part.title),
        columns=(
            DossierColumn("title", _("What"), Content.OPEN, width=30),
            DossierColumn("said", _("As recorded"), Content.OPEN, width=110),
        ),
        rows=tuple((entry.title, entry.said) for entry in part.statements),
        contents=tuple(
            (one if part.name in _NAMED or one is Content.SOURCE else None, one) for one in contents
        ),
    )


def _place(part: PartOfText, entry: DecisionEntry) -> str:
    return f"{part.name}/{entry.key}"


def _later(view: CaseView, decision: Decision | None) -> tuple[Table | None, ...]:
    """What was done and what changed after the second person had signed."""
    if decision is None or decision.approval is None:
        return ()
    since = [one for one in view.history if one.at > decision.approval.at and not one.is_view]
    return (_done_table(since), _changed_table(view.case, decision))


def _done_table(later: Sequence[HistoryRow]) -> Table:
    return Table(
        id="later",
        title=_("What came later"),
        subtitle=_("recorded after the decision was approved: it was not known when it was made"),
        columns=(
            DossierColumn("at", _("When"), Content.OPEN, CellType.INSTANT, width=24),
            DossierColumn("deed", _("What"), Content.OPEN, width=40),
            DossierColumn("who", _("Who"), Content.PERSONAL, width=26),
            DossierColumn("text", _("Content"), Content.INTERNAL, width=60),
        ),
        rows=tuple((instant(one.at), one.deed, one.actor, one.text) for one in reversed(later)),
        empty=_("Nothing was recorded after the decision was approved."),
        new_page=True,
    )


def _changed_table(case: Case, decision: Decision) -> Table:
    """What the case says otherwise today than the signed text does."""
    said = json.loads(decision.text)
    today = {**said, "substance": substance(case, form_of(decision.text))}
    now = replace(decision, text=canonical_bytes(today).decode())
    found = between(case, decision, now)
    contents = [_content(case, one.part, "", one.place) for one in found]
    return Table(
        id="changed_since",
        title=_("What is recorded otherwise today"),
        columns=(
            DossierColumn("what", _("What"), Content.OPEN, width=30),
            DossierColumn("then", _("When it was decided"), Content.OPEN, width=60),
            DossierColumn("now", _("Today"), Content.OPEN, width=60),
        ),
        rows=tuple((one.field, one.before or "–", one.after or "–") for one in found),
        contents=tuple(
            (
                content if one.part in _NAMED or content is Content.SOURCE else None,
                content,
                content,
            )
            for one, content in zip(found, contents, strict=True)
        ),
        empty=_("What the decision rests on is recorded today as it was then."),
    )


# The audit entries of the case.


def _entries_table(history: Sequence[HistoryRow]) -> Table:
    entries = tuple(reversed(history))
    return Table(
        id="entries",
        title=_("Audit entries of the case"),
        subtitle=plural(
            len(entries),
            "{n} entry, and none is missing: each names the hash of the one before about the case",
            (
                "{n} entries, and none is missing: each names the hash of the one before about "
                "the case"
            ),
        ),
        columns=(
            DossierColumn("of_case", _("No."), Content.OPEN, CellType.NUMBER, width=9),
            DossierColumn("seq", "#", Content.OPEN, CellType.CODE, width=11),
            DossierColumn("at", _("When"), Content.OPEN, CellType.INSTANT, width=24),
            DossierColumn("who", _("Who"), Content.PERSONAL, width=24),
            DossierColumn("deed", _("What"), Content.OPEN, width=34),
            DossierColumn("sha256", "SHA-256", Content.OPEN, CellType.CODE, width=46),
        ),
        rows=tuple(_entry_row(one) for one in entries),
        notes=(
            _(
                "{file} holds each entry as it is stored. What an entry says in words may name a "
                "source in confidence and is withheld; the entry holds its salted hash, so that "
                "what is handed over later is shown to be what was recorded."
            ).format(file=ENTRIES),
        ),
        new_page=True,
    )


def _entry_row(one: HistoryRow) -> tuple[Cell, ...]:
    number = str(json.loads(one.entry)["case_seq"])
    return (
        number,
        str(one.seq),
        instant(one.at),
        one.actor,
        one.deed,
        sha256_hex(one.entry.encode()),
    )


def _anchors_table(anchors: Sequence[BundleAnchor]) -> Table:
    """Heads of the chain that went out: each vouches for every entry before it."""
    return Table(
        id="anchors",
        title=_("Anchors"),
        subtitle=_("heads of the audit chain that were written down outside of it"),
        columns=(
            DossierColumn("seq", "#", Content.OPEN, CellType.CODE, width=11),
            DossierColumn("at", _("When"), Content.OPEN, CellType.INSTANT, width=24),
            DossierColumn("kind", _("Kind"), Content.OPEN, width=20),
            DossierColumn("sha256", "SHA-256", Content.OPEN, CellType.CODE, width=46),
            DossierColumn("file", _("File"), Content.OPEN, CellType.CODE, width=30),
            DossierColumn("authority", _("Time-stamp authority"), Content.PERSONAL, width=30),
        ),
        rows=tuple(
            (
                str(one.anchor.seq),
                instant(one.anchor.at),
                _(_ANCHORS.get(one.anchor.kind, one.anchor.kind)),
                one.anchor.sha256,
                joined(", ", one.files) if one.files else "–",
                one.authority or "–",
            )
            for one in anchors
        ),
        empty=_("No head of the audit chain was written down outside of it so far."),
    )


_ANCHORS: Final[Mapping[str, str]] = {
    "file": N_("written to a file"),
    "medium": N_("written to another medium"),
    "report": N_("printed in a report"),
    "backup": N_("kept with a backup"),
}


def _verifying_table() -> Table:
    return Table(
        id="verifying",
        title=_("How to verify the bundle"),
        columns=(
            DossierColumn("what", _("What"), Content.OPEN, width=50),
            DossierColumn("how", _("Command"), Content.OPEN, width=90),
        ),
        rows=(
            (
                _("The whole bundle, with Python alone"),
                "python3 verify_report.py FOLDER --keys KEY-SHEET.json",
            ),
            (_("The same with the program"), "landwaiter verify FOLDER --keys KEY-SHEET.json"),
            (
                _("The audit entries by themselves"),
                f"python3 verify_audit.py {ENTRIES} --case-head SHA256",
            ),
            (
                _("A time-stamp of an anchor"),
                "openssl ts -verify -in ANCHOR.tsr -data ANCHOR.json -CAfile CA.pem",
            ),
        ),
        notes=(
            _(
                "The key sheet of the office comes by another way than the bundle; without it the "
                "bundle is sound by itself, and whose it is is not proven."
            ),
        ),
    )
