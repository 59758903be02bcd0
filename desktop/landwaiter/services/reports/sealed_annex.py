"""The annex under seal of a report: what the order of a court hands over of what it withholds."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from landwaiter.domain.base.facts import Content, gravest
from landwaiter.domain.cases.case import Case
from landwaiter.domain.evidence.custody import label
from landwaiter.domain.reports.bundle_deeds import BUNDLE
from landwaiter.domain.reports.court_orders import CourtOrder
from landwaiter.domain.reports.profiles import PrintedForm, Profile, shown_to
from landwaiter.errors import Conflict, Invalid
from landwaiter.i18n import _, joined, spoken
from landwaiter.message import is_form
from landwaiter.reports.dossier.dossier import CellType, Dossier, DossierColumn, Table
from landwaiter.reports.dossier.sealed import (
    NamedOrder,
    SealedEntry,
    SealedPassages,
    annex_table,
    ordered_table,
    sealed_dossier,
    sealed_passages,
)
from landwaiter.reports.dossier.shown import with_words
from landwaiter.services.audit.deed_titles import deed_title
from landwaiter.services.base.wording import shown_date
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.evidence.evidence_words import told_custody
from landwaiter.services.reports.court_orders import standing_order
from landwaiter.services.reports.paper_readers import (
    RedactedReport,
    ReportReader,
    is_telling,
)
from landwaiter.services.reports.sources.source_names import SourceNames, source_names
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit import chain
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.people.users import user_names
from landwaiter.storage.reports import classed_texts

ANNEX_REPORT: Final = "annex"
"""The type under which the casebook keeps an annex."""


@dataclass(frozen=True, slots=True)
class AnnexContents:
    """What an order hands over of a report, read on the snapshot that the report was read on."""

    order: CourtOrder
    found: SealedPassages
    sources: Table | None = None
    entries: tuple[SealedEntry, ...] | None = None

    @property
    def named(self) -> NamedOrder:
        one = self.order
        evidence = label(one.evidence) if one.evidence else ""
        return NamedOrder(
            one.label, one.number, one.court, one.day, one.classes, shown_date(one.day), evidence
        )

    def dossier(self, body: Dossier, texts: Any) -> Dossier:
        """The annex of this report, with the number that follows the report's own."""
        begins, _mark, number = body.id.rpartition("-D")
        annex = sealed_dossier(
            body,
            self.named,
            self.found,
            number=f"{begins}-D{int(number) + 1}",
            sources=self.sources,
            entries=self.entries,
        )
        return with_words(annex, spoken(), texts=texts)

    def named_by(self, body: Dossier, annex: Dossier) -> Dossier:
        """The report with the table that names its annex."""
        table = annex_table(annex, self.named, len(self.found.handed))
        return replace(body, closing=(*body.closing, table))


def addressed_by(reader: ReportReader | None, order: CourtOrder) -> ReportReader:
    """The court of the order; Invalid where the report goes to anybody else."""
    if reader is None or reader.profile is not Profile.COURT:
        raise Invalid(
            _("An annex under seal belongs to a report for a court."),
            field="for",
            value=reader.profile.value if reader else "",
            remedy=_("Make the report for the court: --for court."),
        )
    if reader.to and reader.to.casefold() != order.court.casefold():
        raise Invalid(
            _("The order {label} is of another court: {court}.").format(
                label=order.label, court=order.court
            ),
            field="to",
            value=reader.to,
            remedy=_("Name the court of the order, or another order."),
        )
    return ReportReader(Profile.COURT, order.court)


def ordered_contents(
    session: Session,
    conn: Reader,
    view: CaseView,
    report: RedactedReport,
    *,
    report_type: str,
    number: int,
) -> AnnexContents:
    """What the order of this number hands over; Conflict where it hands over nothing."""
    order = standing_order(session, conn, view.case.id, number).order
    if report.known is None:
        raise AssertionError("a report for the office itself withholds nothing")
    found = sealed_passages(report.passages, report.known, order.classes)
    shows_sources = Content.SOURCE in order.classes
    sources = _sources_table(view.case) if shows_sources else None
    contents = AnnexContents(
        order,
        found,
        sources and ordered_table(sources, report.known, order.classes),
        _entries(conn, view, order.classes) if shows_sources and report_type == BUNDLE else None,
    )
    if not (found.handed or contents.sources or contents.entries):
        raise Conflict(
            _("The report withholds nothing that the order {label} hands over.").format(
                label=order.label
            ),
            remedy=_("Make it without an annex."),
        )
    return contents


def _sources_table(case: Case) -> Table | None:
    """Who spoke in confidence, with the names and hashes of their files, and who had them."""
    pieces = [one for one in case.evidence if one.is_in_confidence]
    if not pieces:
        return None
    return Table(
        "confided",
        _("Sources in confidence"),
        (
            DossierColumn("no", _("No."), Content.OPEN, CellType.CODE, width=10),
            DossierColumn("name", _("Title"), Content.SOURCE, width=34),
            DossierColumn("from", _("From"), Content.SOURCE, width=30),
            DossierColumn("custody", _("Chain of custody"), Content.SOURCE, width=50),
            DossierColumn("sha256", "SHA-256", Content.SOURCE, CellType.CODE, width=46),
        ),
        tuple(
            (
                one.label,
                one.name,
                one.received_from,
                joined("; ", tuple(told_custody(event) for event in one.custody)) or "–",
                one.sha256,
            )
            for one in pieces
        ),
    )


def _entries(conn: Reader, view: CaseView, ordered: Collection[Content]) -> tuple[SealedEntry, ...]:
    """Entries of the case that tell of a source in confidence, each as it is stored.

    One that says anything else that is withheld is named without what it says.
    """
    case = view.case
    confided = {one.id for one in case.evidence if one.is_in_confidence}
    if not confided:
        return ()
    texts = _classes_of_texts(conn, case.id, confided)
    names = source_names(case, user_names(conn))
    found = []
    for row in chain.entries(conn, object=f"case/{case.id}", limit=None):
        if row.seq > view.audit_seq or row.payload is None or row.salt is None:
            continue
        said = tuple(filter(None, _leaves(json.loads(row.payload))))
        if not any(_tells_source(one, texts, names) for one in said):
            continue
        holds = gravest(filter(None, (_withheld(one, texts, ordered) for one in said)))
        number = str(json.loads(row.entry)["case_seq"])
        found.append(SealedEntry(number, deed_title(row.deed), row.payload, row.salt.hex(), holds))
    return tuple(found)


def _classes_of_texts(
    conn: Reader, case_id: str, confided: Collection[str]
) -> Mapping[str, frozenset[Content]]:
    """What is stored of the case, and the classes that it has where it stands."""
    classes: dict[str, set[Content]] = {}
    for one in (*classed_texts.texts_of_case(conn, case_id), *classed_texts.texts_of_office(conn)):
        content = one.confided if one.row in confided else one.content
        classes.setdefault(one.text.strip(), set()).add(content)
    return {text: frozenset(found) for text, found in classes.items()}


def _leaves(value: Any) -> Iterator[str]:
    """Every text that an entry says; of a sentence of the program what was put into it."""
    match value:
        case str():
            yield value.strip()
        case dict() if is_form(value):
            for name, part in value.items():
                if name in _PUT_IN:
                    yield from _leaves(part)
        case dict():
            for part in value.values():
                yield from _leaves(part)
        case list():
            for part in value:
                yield from _leaves(part)


_PUT_IN: Final = frozenset({"a", "j", "c"})
"""Members of a message that hold what people wrote."""


def _tells_source(text: str, texts: Mapping[str, frozenset[Content]], names: SourceNames) -> bool:
    return Content.SOURCE in texts.get(text, ()) or bool(names.found_in(text))


def _withheld(
    text: str, texts: Mapping[str, frozenset[Content]], ordered: Collection[Content]
) -> Content | None:
    """The class for which a text stays in the office; None where the court gets it.

    What is stored nowhere else is free text that nobody has judged.
    """
    if not is_telling(text, Content.INTERNAL):
        return None
    known = texts.get(text, frozenset({Content.INTERNAL}))
    if any(one in ordered or shown_to(Profile.COURT, one) is PrintedForm.WHOLE for one in known):
        return None
    return gravest(known)
