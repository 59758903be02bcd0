"""An annex under seal: a dossier of its own with passages that a report withholds from a court.

The report names it by number and hash. Each row of it is a passage with the salt of its
commitment, so that anybody shows by the report that it is what was withheld there.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, NamedTuple

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.domain.base.facts import Content
from landwaiter.domain.reports.case_reports import SheetSize
from landwaiter.domain.reports.finds import NamingWords
from landwaiter.domain.reports.profiles import CLASS_WORDS
from landwaiter.errors import Invalid
from landwaiter.i18n import Words, _, form_of, joined, plural
from landwaiter.reports.dossier.dossier import (
    Cell,
    CellType,
    ClassCount,
    Dossier,
    DossierColumn,
    Redaction,
    Table,
    WithheldMark,
)
from landwaiter.reports.dossier.paper_reader import PaperReader
from landwaiter.reports.dossier.passages import WithheldPassage
from landwaiter.reports.dossier.redaction import redacted_table

ANNEX: Final = "annex_under_seal"
"""The table of a report that names its annex."""
PASSAGES: Final = "sealed"
"""The table of an annex that holds the passages."""
_PASSAGE: Final = "passage"
_ORDER: Final = "court_order"
"""The table of an annex that tells its order, and rows of it."""
_NUMBER, _COURT, _LABEL = 0, 1, 5
_PLACE, _CLASS, _SAID, _SALT = range(4)


@dataclass(frozen=True, slots=True)
class NamedOrder:
    """An order of a court as a report and its annex print it."""

    label: str
    number: str
    court: str
    day: date
    classes: tuple[Content, ...]
    day_said: Words
    evidence: str = ""
    """The piece of evidence that its document is; empty: it was not added."""

    @property
    def classes_said(self) -> str:
        return ", ".join(one.value for one in self.classes)


@dataclass(frozen=True, slots=True)
class KeptBack:
    """A passage of an ordered class that is not handed over: it holds what no order released."""

    passage: WithheldPassage
    holds: Content


class SealedPassages(NamedTuple):
    """What an order hands over of what a report withholds, and what of its classes it does not."""

    handed: tuple[WithheldPassage, ...]
    kept: tuple[KeptBack, ...]


def sealed_passages(
    passages: Sequence[WithheldPassage], reader: PaperReader, classes: Collection[Content]
) -> SealedPassages:
    """The passages of the ordered classes, but for those that hold anything else that is withheld:
    handed over in part they would not be what the report is held to."""
    named = tuple(one for one in passages if one.content in classes)
    draft = Table(
        PASSAGES,
        "",
        _columns(),
        tuple(_row(one) for one in named),
        contents=tuple((None, None, one.own or Content.INTERNAL, None) for one in named),
    )
    _told, found = redacted_table(draft, _ordered(reader, classes))
    holds = {int(one.place.split("/")[1]): one.content for one in found}
    return SealedPassages(
        tuple(one for at, one in enumerate(named, start=1) if at not in holds),
        tuple(KeptBack(one, holds[at]) for at, one in enumerate(named, start=1) if at in holds),
    )


def ordered_table(table: Table, reader: PaperReader, classes: Collection[Content]) -> Table:
    """A table of an annex, without what no order released."""
    return redacted_table(table, _ordered(reader, classes))[0]


def _ordered(reader: PaperReader, classes: Collection[Content]) -> PaperReader:
    """The court as it reads an annex; names of sources are looked for unless they are ordered."""
    ordered = frozenset(classes)
    names = _no_names if Content.SOURCE in ordered else reader.names
    return replace(reader, ordered=ordered, names=names, gists=())


def _no_names(_text: str) -> tuple[NamingWords, ...]:
    return ()


def sealed_dossier(
    body: Dossier,
    order: NamedOrder,
    found: SealedPassages,
    *,
    number: str,
    sources: Table | None = None,
    entries: Sequence["SealedEntry"] | None = None,
) -> Dossier:
    """The annex of a report: it bears the letterhead of the report and holds nothing else of it.

    `entries` are those of the audit chain in words; None where the report has none.
    """
    part = body.redaction
    if part is None:
        raise AssertionError("a report that nothing was taken out of has no annex")
    marks = tuple(
        WithheldMark(one.passage.place, one.passage.content, one.passage.commitment)
        for one in found.kept
    )
    tables = (
        _order_table(body, order),
        _passages_table(found.handed),
        sources,
        _entries_table(entries) if entries is not None else None,
        _kept_table(found.kept),
    )
    return replace(
        body,
        id=number,
        report_type=_("Annex under seal"),
        answer=None,
        decision=None,
        tables=tuple(filter(None, tables)),
        not_checked=(_("What stands here is what was recorded. Whether it is so is not checked."),),
        closing=(),
        redaction=Redaction(part.profile, part.addressee, _counts(marks), marks),
        has_annexes=False,
        sheet=SheetSize.A4,
        is_form=False,
        banner=(),
        barcode="",
    )


def _counts(marks: Sequence[WithheldMark]) -> tuple[ClassCount, ...]:
    counted = {one: sum(mark.content is one for mark in marks) for one in Content}
    return tuple(ClassCount(one, count) for one, count in counted.items() if count)


def _order_table(body: Dossier, order: NamedOrder) -> Table:
    return Table(
        _ORDER,
        _("Order of the court"),
        _facts(),
        (
            (_("Order"), order.number),
            (_("Court"), order.court),
            (_("Day"), order.day_said),
            (_("Classes that it names"), _classes_in_words(order.classes)),
            (_("Its document"), order.evidence or "–"),
            (_("Recorded as"), order.label),
            (_("Report"), joined(" ", (body.report_type, body.id))),
        ),
        notes=(
            _(
                "For the court alone. The report names this annex by its number and its hash, and "
                "holds a commitment to each passage here."
            ),
        ),
    )


class AnnexOrder(NamedTuple):
    """The order that an annex says it was made on."""

    number: str
    court: str
    label: str


def order_of_annex(dossier: Dossier) -> AnnexOrder | None:
    """None where the dossier is no annex under seal."""
    for table in dossier.tables:
        if table.id == _ORDER:
            said = [str(row[1]) for row in table.rows]
            return AnnexOrder(said[_NUMBER], said[_COURT], said[_LABEL])
    return None


def _facts() -> tuple[DossierColumn, ...]:
    return (
        DossierColumn("what", _("What"), Content.OPEN, width=30),
        DossierColumn("value", _("As recorded"), Content.OPEN, width=100),
    )


def _classes_in_words(classes: Sequence[Content]) -> Words:
    told = (joined(": ", (one.value, _(CLASS_WORDS[one]))) for one in classes)
    return joined("; ", tuple(told))


def _columns() -> tuple[DossierColumn, ...]:
    return (
        DossierColumn("place", _("Place in the report"), Content.OPEN, CellType.CODE, width=36),
        DossierColumn("class", _("Class"), Content.OPEN, CellType.CODE, width=10),
        DossierColumn(_PASSAGE, _("What stood there"), Content.OPEN, width=80),
        DossierColumn("salt", _("Salt"), Content.OPEN, CellType.CODE, width=36),
    )


def _row(one: WithheldPassage) -> tuple[Cell, ...]:
    return one.place, one.content.value, one.said, one.salt


def _passages_table(passages: Sequence[WithheldPassage]) -> Table:
    return Table(
        PASSAGES,
        _("What the report withholds"),
        _columns(),
        tuple(_row(one) for one in passages),
        subtitle=plural(len(passages), "{n} passage, to the letter", "{n} passages, to the letter"),
        empty=_("No passage is handed over."),
    )


def _kept_table(kept: Sequence[KeptBack]) -> Table | None:
    if not kept:
        return None
    return Table(
        "kept_back",
        _("Of the ordered classes, and not handed over"),
        (
            DossierColumn("place", _("Place in the report"), Content.OPEN, CellType.CODE, width=50),
            DossierColumn("class", _("Class"), Content.OPEN, CellType.CODE, width=12),
            DossierColumn("holds", _("It holds besides"), Content.OPEN, width=60),
        ),
        tuple((one.passage.place, one.passage.content.value, _in_words(one.holds)) for one in kept),
        notes=(_("Handed over in part it would not be what the report is held to."),),
    )


def _in_words(content: Content) -> Words:
    return joined(": ", (content.value, _(CLASS_WORDS[content])))


@dataclass(frozen=True, slots=True)
class SealedEntry:
    """What an entry of the audit chain says in words, with the salt of its hash."""

    of_case: str
    """Its number about the case."""
    deed: Words
    payload: str
    salt: str
    holds: Content | None = None
    """What else it says, that no order released: it is not handed over; None: nothing."""

    @property
    def payload_sha256(self) -> str:
        """The hash that the entry names; empty where its salt is none."""
        try:
            return sha256_hex(bytes.fromhex(self.salt) + self.payload.encode())
        except ValueError:
            return ""


ENTRIES_SAID: Final = "sealed_entries"
"""The table of an annex that says entries of the audit chain in words."""


def _entries_table(entries: Sequence[SealedEntry]) -> Table:
    return Table(
        ENTRIES_SAID,
        _("What entries of the audit chain say of sources in confidence"),
        _entry_columns(),
        tuple(
            (
                one.of_case,
                one.deed,
                one.payload if one.holds is None else None,
                one.salt if one.holds is None else None,
            )
            for one in entries
        ),
        notes=_entry_notes(entries),
        empty=_("No entry says anything of a source in confidence."),
    )


def _entry_columns() -> tuple[DossierColumn, ...]:
    return (
        DossierColumn("of_case", _("No."), Content.OPEN, CellType.CODE, width=9),
        DossierColumn("deed", _("What"), Content.OPEN, width=30),
        DossierColumn("payload", _("As it is stored"), Content.OPEN, CellType.CODE, width=88),
        DossierColumn("salt", _("Salt"), Content.OPEN, CellType.CODE, width=36),
    )


def _entry_notes(entries: Sequence[SealedEntry]) -> tuple[Words, ...]:
    how = _("SHA-256 over salt and stored text is the hash that the entry in the bundle names.")
    kept = sum(one.holds is not None for one in entries)
    if not kept:
        return (how,)
    blank = plural(
        kept,
        "{n} entry is not said: it holds what no order releases.",
        "{n} entries are not said: they hold what no order releases.",
    )
    return how, blank


def annex_table(annex: Dossier, order: NamedOrder, count: int) -> Table:
    """The annex as its report names it: by number and hash, with the order."""
    return Table(
        ANNEX,
        _("Annex under seal"),
        (
            DossierColumn("annex", _("Annex"), Content.OPEN, CellType.CODE, width=36),
            DossierColumn(
                "sha256", _("SHA-256 of its dossier"), Content.OPEN, CellType.CODE, width=46
            ),
            DossierColumn("order", _("Order"), Content.OPEN, width=28),
            DossierColumn("court", _("Court"), Content.OPEN, width=34),
            DossierColumn("day", _("Day"), Content.OPEN, CellType.DATE, width=24),
            DossierColumn("classes", _("Classes"), Content.OPEN, CellType.CODE, width=16),
            DossierColumn("count", _("Passages"), Content.OPEN, CellType.NUMBER, width=20),
        ),
        (
            (
                annex.id,
                annex.sha256(),
                order.number,
                order.court,
                order.day.isoformat(),
                order.classes_said,
                str(count),
            ),
        ),
        subtitle=_("a document of its own, for the court alone"),
    )


@dataclass(frozen=True, slots=True)
class NamedAnnex:
    """An annex as its report names it."""

    id: str
    sha256: str


def annexes_named(report: Dossier) -> Iterator[NamedAnnex]:
    """The annexes that a report names; one at most where it was made here."""
    for table in report.closing:
        if table.id == ANNEX:
            for row in table.rows:
                yield NamedAnnex(str(row[0]), str(row[1]))


def passages_of_annex(annex: Dossier, *, file: str = "") -> tuple[WithheldPassage, ...]:
    """The passages that a dossier hands over; Invalid where it is no annex under seal."""
    table = next((one for one in annex.tables if one.id == PASSAGES), None)
    if table is None or len(table.columns) != len(_columns()):
        raise Invalid(_("This is no annex under seal."), file=file)
    found = []
    for number, row in enumerate(table.rows, start=1):
        said = row[_SAID]
        try:
            content = Content(str(row[_CLASS]))
        except ValueError as error:
            raise Invalid(_("This is no passage of a report."), file=file, row=number) from error
        form = form_of(said) if isinstance(said, str) else None
        found.append(
            WithheldPassage(
                str(row[_PLACE]), content, str(row[_SALT]), canonical_bytes(form).decode()
            )
        )
    return tuple(found)


def entries_of_annex(annex: Dossier) -> Iterator[SealedEntry]:
    """The entries of the audit chain that a dossier says in words."""
    for table in annex.tables:
        if table.id != ENTRIES_SAID or len(table.columns) != len(_entry_columns()):
            continue
        for number, deed, payload, salt in table.rows:
            if isinstance(payload, str) and isinstance(salt, str):
                yield SealedEntry(str(number), str(deed), str(payload), str(salt))
