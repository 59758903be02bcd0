"""The dossier: the frozen content of one report, free of layout, that both files are made from.

A stored dossier renders to the same bytes years later: fields that hold their default are left
out of the canonical bytes, so a field added later changes no older dossier.
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, tzinfo
from enum import StrEnum
from functools import cached_property
from typing import Any, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.domain.base.facts import Content, gravest
from landwaiter.domain.reports.case_reports import SheetSize
from landwaiter.domain.reports.profiles import Profile
from landwaiter.errors import Invalid
from landwaiter.i18n import Catalogue, Words, _, plural
from landwaiter.reports.dossier.codec import UNSEALED, from_plain, to_plain
from landwaiter.reports.dossier.wording import worded_in, words_of

DOSSIER_VERSION = 1


class CellType(StrEnum):
    """What a column holds; the cell itself is always text, in the form given here."""

    TEXT = "text"
    NUMBER = "number"
    """A decimal such as `9800.00`, point as separator; the unit stands in `CellMark.unit`."""
    DATE = "date"
    """ISO 8601 date."""
    INSTANT = "instant"
    """ISO 8601 instant in UTC with Z; shown in the dossier's time zone."""
    CODE = "code"
    """An identifier, hash or code: never broken for looks, never read as a number."""
    SEVERITY = "severity"
    """critical, high, medium, low or not_evaluated."""
    BLANK = "blank"
    """A `Blank`: a field of the PDF, to be filled in on the screen or by hand."""


class Blank(StrEnum):
    """What stands in a column of blanks; any other text there is printed as it is."""

    TICK = "tick"
    LINE = "line"
    AREA = "area"
    """More than one line."""
    HAND = "hand"
    """A place for a signature on paper: no field."""


class TableForm(StrEnum):
    """How a table is laid out on paper; in Excel every table is a sheet of rows."""

    ROWS = "rows"
    FACTS = "facts"
    """Two columns (what, value), printed as two pairs side by side."""
    HALVES = "halves"
    """Few narrow columns, printed as two halves side by side."""
    FIELDS = "fields"
    """Two columns (field, what was entered): a box for each, which grows and is never cut."""
    LINES = "lines"
    """Two columns (what, value), one line below the other."""
    SIGNATURES = "signatures"
    """One column: who signs or writes by hand, each above a line."""
    STRIP = "strip"
    """Each row a stop of a way, drawn as a box with an arrow to the next; a stop with a strong
    cell has a heavy frame."""


@dataclass(frozen=True, slots=True)
class CellMark:
    """A cell with a unit or with weight; a cell with neither is the bare text."""

    text: Words
    unit: Words = ""
    strong: bool = False


Cell = Words | CellMark | None
"""None: not stated. The text has the form of the column's type; other text is shown as it is."""


@dataclass(frozen=True, slots=True)
class DossierColumn:
    key: str
    title: Words
    content: Content | None = field(compare=False, metadata=UNSEALED)
    """Who may read what stands in it; None in a dossier that was stored: it was decided before."""
    type: CellType = CellType.TEXT
    width: int = 0
    """Relative width on paper; 0 everywhere: measured from the content."""


@dataclass(frozen=True, slots=True)
class DrawnBox:
    """Somebody on a drawing; the words stand in a cell of the table, and nowhere twice."""

    row: int
    column: int
    x: int
    """Of its centre, in points from the left of the drawing."""
    y: int
    """From its top."""
    shape: str = "box"
    """box, round, pointed, tab or cut."""
    strong: bool = False
    """A heavy frame, so that it shows without colour."""
    tags: tuple[str, ...] = ()
    """Kinds of claims that lists make about it: `listed`, `by_path` …; each a tag of its own."""


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line between two boxes, by their number; what it says is a cell of its row."""

    row: int
    column: int
    source: int
    target: int
    style: str = "solid"
    """solid, dotted, dashed."""
    arrow: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class TableDrawing:
    """A table drawn: boxes and lines over it, which take their words from its cells."""

    width: int
    height: int
    boxes: tuple[DrawnBox, ...]
    lines: tuple[DrawnLine, ...]
    legend: tuple[Words, ...] = ()
    """Whole sentences under the drawing."""


@dataclass(frozen=True, slots=True)
class DrawnBars:
    """A column of figures drawn as bars from zero; all words stand in the cells."""

    column: int
    rows: tuple[int, ...]
    """Those that are drawn, in their order: a total among them would make all others short."""


@dataclass(frozen=True, slots=True)
class Table:
    id: str
    title: Words
    columns: tuple[DossierColumn, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()
    """Each row has one cell per column."""
    subtitle: Words = ""
    """One sentence beside the title, printed over the whole width."""
    notes: tuple[Words, ...] = ()
    """Whole sentences under the table, printed over the whole width."""
    form: TableForm = TableForm.ROWS
    empty: Words = ""
    """The sentence that stands where there are no rows."""
    new_page: bool = False
    """On paper it begins a page of its own."""
    drawing: TableDrawing | None = None
    """Drawn on paper above the rows."""
    bars: DrawnBars | None = None
    """The same, as bars."""
    contents: tuple[tuple[Content | None, ...], ...] = field(
        default=(), compare=False, metadata=UNSEALED
    )
    """Row by row the class of each cell that is graver than its column says; empty: none is."""

    def content_of(self, row: int, column: int) -> Content | None:
        """Who may read a cell: the graver of what it and its column say."""
        own = self.contents[row][column] if self.contents else None
        return gravest(filter(None, (own, self.columns[column].content)))


@dataclass(frozen=True, slots=True)
class MinistryAnswer:
    """The first lines of every report to a ministry (DOMAIN 5)."""

    goods: Words
    who: Words
    where_to: Words
    goods_now: Words
    asked_of_you: Words
    """What is wanted by a day that is not past."""
    overdue: Words = ""
    """What was due and is not recorded as answered; empty: nothing."""


@dataclass(frozen=True, slots=True)
class ItemOutcome:
    item: Words
    """`Item 1`; empty: the whole case."""
    outcome: Words
    basis: Words = ""
    said: Words = ""
    """The outcome as it is printed, with the authority that refused; empty: as `outcome`."""


@dataclass(frozen=True, slots=True)
class Voucher:
    """Who stands for a signing key; a founder's is in the founding itself."""

    founder: bool = False
    by: tuple[str, ...] = ()
    """Names of the colleagues who compared and confirmed it."""
    authority: bool = False
    """An authority outside the office confirmed it."""


@dataclass(frozen=True, slots=True)
class ApprovalPart:
    """Another person's signature over the decision."""

    approver: Words
    at: datetime
    valid: bool
    """As derived when the dossier was frozen; the verifier derives it again."""
    why_not: Words
    public_key: str
    """Ed25519 public key, 64 hexadecimal figures."""
    statement: str
    """The signed bytes as text (UTF-8)."""
    signature: str
    """Ed25519 signature, 128 hexadecimal figures."""
    role: str = ""
    """In which the approver signed: reviewer or head, as the statement says."""
    entry: str = ""
    """The audit entry that names the statement, as its hash was computed."""
    vouched: Voucher = Voucher()
    by_one: bool = False
    """In an office that one person founded: signed rightly, and decided so; never approved."""

    @property
    def stands(self) -> bool:
        """Whether the report says that the decision stands by it."""
        return self.valid or self.by_one


@dataclass(frozen=True, slots=True)
class DecisionPart:
    state: Words
    """As shown: proposed, returned, withdrawn, voided, approved, not validly approved."""
    outcome: Words
    items: tuple[ItemOutcome, ...]
    author: Words
    at: datetime
    version: int
    text: str
    """The canonical text that was approved."""
    text_sha256: str
    basis: Words = ""
    reason: Words = ""
    notice: Words = ""
    """Where the appeal notice stands."""
    approval: ApprovalPart | None = None
    author_key: str = ""
    """The author's Ed25519 public key, 64 hexadecimal figures."""
    proposal_statement: str = ""
    """What the author signed when proposing, as text (UTF-8)."""
    proposal_signature: str = ""
    """The author's Ed25519 signature over the statement, 128 hexadecimal figures."""
    countersignature: ApprovalPart | None = None
    """A head's signature over the same text, where the text says that it is wanted."""
    said: Words = ""
    """The outcome as it is printed, with the authority that refused; empty: as `outcome`."""
    proposal_entry: str = ""
    """The audit entry that names what the author signed, as its hash was computed."""
    author_vouched: Voucher = Voucher()
    withheld: bool = False
    """Its text, or who signed it, is withheld from the reader."""

    @property
    def approved_valid(self) -> bool:
        """True if another person's signature counted when the dossier was frozen."""
        return self.approval is not None and self.approval.valid


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The newest of a chain by its number: of the audit entries, of those about a case, or of the
    statements about people and keys."""

    seq: int
    sha256: str


NO_STATEMENT = ChainHead(0, "0" * 64)
"""Before the first statement about people and keys."""


@dataclass(frozen=True, slots=True)
class ClassCount:
    """How many passages of a class are withheld."""

    content: Content
    count: int


@dataclass(frozen=True, slots=True)
class WithheldMark:
    """A passage that is withheld: where it stood, and what it is held to."""

    place: str
    content: Content
    commitment: str
    """SHA-256 over place, class, a salt that the casebook keeps, and the passage."""
    gist: bool = False
    """A sentence stands in its place that two persons released."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """For whom the dossier was redacted, and what that reader does not see."""

    profile: Profile
    addressee: str = ""
    counts: tuple[ClassCount, ...] = ()
    withheld: tuple[WithheldMark, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Dossier:
    v: int = DOSSIER_VERSION
    id: str
    """`PL1-2026-000412-D2`: printed on each page."""
    report_type: Words
    """As printed: Case report, Referral to licensing authority …"""
    reference: str
    title: Words
    kind: Words
    """Kind of case, in words."""
    office: str
    member_state: str
    """ISO 3166-1 alpha-2."""
    made_at: datetime
    language: str
    """ISO 639-1 of the language it is printed in. Its sentences are messages, which have none."""
    marking: str
    """LIMITE …: printed at head and foot of each page."""
    audit_head: ChainHead
    version: str
    """Version of the program that froze the dossier."""
    casebook: str = ""
    """The SHA-256 of its founding, 64 hexadecimal figures; printed in part as fingerprint."""
    founded_by_one: bool = False
    """True: nothing is ever approved there by a second person of the office's own."""
    caveat: str = ""
    """Second marking, such as TLP:AMBER."""
    distribution: str = ""
    sample: bool = False
    """True: each page says that the companies are fictional."""
    judged_as_of: date | None = None
    case_head: ChainHead | None = None
    """With it an extract of the audit chain shows that it has every entry about the case."""
    time_zone: str = "UTC"
    """IANA name; instants are printed in it."""
    answer: MinistryAnswer | None = None
    """None: a report without the five lines (a register, statistics)."""
    decision: DecisionPart | None = None
    tables: tuple[Table, ...] = ()
    """In the order in which they are printed."""
    not_checked: tuple[Words, ...] = ()
    """Whole sentences; what nobody checked."""
    catalogue: str = ""
    """SHA-256 of the catalogue of its language, as it was when the dossier was frozen."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Id of a message → its text in the language, of all that it prints; none in English."""
    closing: tuple[Table, ...] = ()
    """Tables printed after "Not checked" and the approval: editions used, evidence annex."""
    redaction: Redaction | None = None
    """None: nothing was taken out; it is for the office itself."""
    has_annexes: bool = False
    """Its body ends with what was not checked; the decision in full begins a page after it."""
    sheet: SheetSize = SheetSize.A4
    is_form: bool = False
    """It is a form and holds its tables alone: no first lines, no list of what was not checked."""
    banner: tuple[Words, ...] = ()
    """Of a slip: what is to be done, large, and below it the same in other languages."""
    barcode: str = ""
    """Of a slip: what its QR code says; empty: it has none."""
    banner_languages: tuple[str, ...] = ()
    """ISO 639-1 of each of its lines."""
    second_language: str = ""
    """ISO 639-1 of what stands beside labels and fixed answers; empty: it is in one language."""

    def canonical(self) -> bytes:
        """RFC 8785 bytes: what is stored, embedded, hashed and rendered from."""
        return self._bytes

    @cached_property
    def _bytes(self) -> bytes:
        return canonical_bytes({"v": self.v, **to_plain(self)})

    def spoken(self) -> Catalogue:
        """The words that it brings along, in which it is printed."""
        return words_of(self.language, self.words)

    def zone(self) -> tzinfo:
        """The time zone in which instants are printed; Invalid if the system does not know it."""
        try:
            return UTC if self.time_zone == "UTC" else ZoneInfo(self.time_zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise Invalid(
                _("The time zone is not known here."),
                field="time_zone",
                value=self.time_zone,
                remedy=_("Install the package tzdata."),
            ) from error

    def sha256(self) -> str:
        return sha256_hex(self.canonical())

    @classmethod
    def from_plain(cls, value: Any) -> Self:
        """The dossier of a JSON object; Invalid names the field that does not fit."""
        version = value.get("v") if isinstance(value, dict) else None
        if not isinstance(value, dict) or version != DOSSIER_VERSION:
            raise Invalid(
                _("The dossier has version {version}, which this program does not know.").format(
                    version=version
                ),
                field="v",
                remedy=_("Use a newer version of Landwaiter."),
            )
        with worded_in(words_of(value.get("language"), value.get("words"))):
            dossier = from_plain(cls, value)
        _check_rows(dossier)
        _check_counts(dossier.redaction)
        return dossier

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """The dossier of its canonical bytes; Invalid if they are none, or not canonical."""
        try:
            value = json.loads(data)
        except (ValueError, RecursionError) as error:
            raise Invalid(_("The dossier is not readable JSON.")) from error
        dossier = cls.from_plain(value)
        try:
            canonical = dossier.canonical()
        except ValueError as error:
            raise Invalid(_("The dossier holds what no canonical JSON can.")) from error
        if canonical != data:
            raise Invalid(_("The dossier is not in its canonical form."))
        return dossier


def classed_as(dossier: Dossier, before: Dossier) -> Dossier:
    """The dossier with the classes of contents of the one that it was made from."""
    return replace(
        dossier,
        tables=tuple(map(_classed, dossier.tables, before.tables)),
        closing=tuple(map(_classed, dossier.closing, before.closing)),
    )


def _classed(table: Table, before: Table) -> Table:
    columns = (
        replace(one, content=other.content)
        for one, other in zip(table.columns, before.columns, strict=True)
    )
    return replace(table, columns=tuple(columns), contents=before.contents)


def _check_counts(part: Redaction | None) -> None:
    """What is counted is what is withheld: one commitment for each passage."""
    if part is None:
        return
    held = Counter(one.content for one in part.withheld)
    if held != {one.content: one.count for one in part.counts}:
        raise Invalid(
            _("What is withheld by the dossier is not what it counts."), field="redaction"
        )


def _check_rows(dossier: Dossier) -> None:
    for table in (*dossier.tables, *dossier.closing):
        for number, row in enumerate(table.rows, start=1):
            if len(row) != len(table.columns):
                raise Invalid(
                    plural(
                        len(row),
                        "The row has {n} cell where the table has {wanted}.",
                        "The row has {n} cells where the table has {wanted}.",
                        wanted=plural(len(table.columns), "{n} column", "{n} columns"),
                    ),
                    field=table.id,
                    row=number,
                )
