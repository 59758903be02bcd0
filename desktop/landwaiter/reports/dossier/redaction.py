"""What a reader may not see is taken out of a dossier before anything is made of it.

In place of each passage that is withheld stands a frame with letter and word of its class, which
tells nothing of its length. The dossier counts them by class with the ground, and holds a salted
commitment to each: who gets passage and salt later sees that it is what was withheld.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Any, Final, NamedTuple

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.domain.base.facts import Content, gravest
from landwaiter.domain.reports.finds import FindOutcome, SourceFind
from landwaiter.domain.reports.profiles import (
    CLASS_WORDS,
    GROUNDS,
    PROFILE_WORDS,
    Circumstances,
    PrintedForm,
    Profile,
    right_of,
    shown_to,
)
from landwaiter.errors import Invalid
from landwaiter.i18n import N_, Words, _, form_of, in_english, joined, message
from landwaiter.reports.dossier.dossier import (
    ApprovalPart,
    Cell,
    CellMark,
    CellType,
    ClassCount,
    DecisionPart,
    Dossier,
    DossierColumn,
    MinistryAnswer,
    Redaction,
    Table,
    TableDrawing,
    Voucher,
    WithheldMark,
)
from landwaiter.reports.dossier.frames import frame_of

_TITLE, _ANSWER, _DECISION, _NOT_CHECKED = "title", "answer", "decision", "not_checked"
_PARTS_OF_ANSWER: Final = {
    "goods": Content.OPEN,
    "who": Content.PERSONAL,
    "where_to": Content.PERSONAL,
    "goods_now": Content.OPEN,
    "asked_of_you": Content.PERSONAL,
}
"""The class of each of the first five lines."""
_UNKNOWN: Final = Circumstances()
_WITH_GIST: Final = N_("a gist of it stands in its place")
_NOTHING: Final = "–"
"""What stands where nothing is stated."""


@dataclass(frozen=True, slots=True)
class QuotedText:
    """A text that is stored, whose class goes with it wherever it is quoted."""

    text: str
    content: Content
    circumstances: Circumstances = _UNKNOWN


@dataclass(frozen=True, slots=True)
class PaperReader:
    """For whom a document is made, and what is known of its content and this reader."""

    profile: Profile
    addressee: str = ""
    own: frozenset[str] = frozenset()
    """Texts that are the reader's own: name, identifiers, address."""
    own_tables: frozenset[str] = frozenset()
    """Tables that are the reader's own."""
    own_secrets: frozenset[str] = frozenset()
    """Tables of which the secrets of business are the reader's own."""
    named_tables: frozenset[str] = frozenset()
    """Tables whose persons the purpose of the document names."""
    quoted: tuple[QuotedText, ...] = ()
    gists: tuple["ReleasedGist", ...] = ()
    """Sentences that stand for passages; of one passage the first counts."""
    names: Callable[[str], tuple[str, ...]] = lambda _text: ()
    """Which words of a text may name a source in confidence."""
    ordered: frozenset[Content] = frozenset()
    """Classes that this document hands over under seal, as a court ordered it."""
    judged: Callable[[str, str, str], FindOutcome | None] = lambda _digest, _text, _words: None
    """What is known of such words, by the digest of the find, the whole text and the words."""


@dataclass(frozen=True, slots=True)
class ReleasedGist:
    """A sentence that a second person released in place of one passage, and of no other."""

    place: str
    content: Content
    salt: str
    commitment: str
    context: str
    text: str
    released_by: str

    def is_for(self, passage: "WithheldPassage", row: Sequence[Cell]) -> bool:
        """Whether it is to the letter the one that it was written for, in the very same row."""
        if (passage.place, passage.content) != (self.place, self.content):
            return False
        held = commitment_of(passage.place, passage.content, self.salt, passage.passage)
        return held == self.commitment and context_of(self.salt, row) == self.context


@dataclass(frozen=True, slots=True)
class WithheldPassage:
    """What stood there; the casebook keeps it with the salt of its commitment."""

    place: str
    """`parties/2/name`: table, row and column; or a part of the dossier."""
    content: Content
    salt: str
    passage: str
    """What stood there as the canonical bytes of the whole dossier have it: JSON, as a text."""
    context: str = ""
    """The same salt over its whole row: words that say as little as “source in confidence” stand
    in several rows, and a gist is for one of them. It stays in the casebook."""
    own: Content | None = None
    """What it is where it stands, whatever it quotes; known while the report is made."""

    @property
    def commitment(self) -> str:
        """SHA-256 over place, class, salt and passage; nobody finds the passage by trying."""
        return commitment_of(self.place, self.content, self.salt, self.passage)

    @property
    def said(self) -> Words:
        """It in words."""
        return message(json.loads(self.passage))

    def to_plain(self) -> dict[str, Any]:
        """As a JSON object: what proves it."""
        return {
            "place": self.place,
            "class": self.content.value,
            "salt": self.salt,
            "passage": self.passage,
        }


def commitment_of(place: str, content: str, salt: str, passage: str) -> str:
    """What a report holds of a passage that it withholds."""
    said = {"class": str(content), "passage": passage, "place": place, "salt": salt}
    return sha256_hex(canonical_bytes(said))


def context_of(salt: str, row: Sequence[Cell]) -> str:
    """What tells the row of a passage from others, to whoever has the salt."""
    said = [None if cell is None else form_of(_bare(cell)) for cell in row]
    return sha256_hex(canonical_bytes({"row": said, "salt": salt}))


def find_digest(form: Any, words: str) -> str:
    """Tells words in a passage from the same words in any other."""
    return sha256_hex(canonical_bytes({"passage": form, "words": words}))


class RedactionResult(NamedTuple):
    """A dossier as its reader may have it, and what was found on the way."""

    dossier: Dossier
    passages: tuple[WithheldPassage, ...]
    finds: tuple[SourceFind, ...]
    """Where it may name a source, judged or not; what nobody has judged is taken out."""


def redacted(dossier: Dossier, reader: PaperReader, *, salt: Callable[[], str]) -> RedactionResult:
    """The dossier as this reader may have it, and what was withheld; `salt` gives a new one."""
    hand = _Hand(reader, salt)
    told = replace(
        dossier,
        title=hand.sentence(_TITLE, dossier.title, Content.PERSONAL, is_named=True),
        reference=hand.code("reference", dossier.reference),
        office=hand.letterhead("office", dossier.office),
        marking=hand.letterhead("marking", dossier.marking),
        caveat=hand.letterhead("caveat", dossier.caveat),
        distribution=hand.letterhead("distribution", dossier.distribution),
        answer=_answer(hand, dossier.answer),
        decision=_decision(hand, dossier.decision),
        tables=tuple(hand.table(table) for table in dossier.tables),
        not_checked=tuple(
            hand.sentence(f"{_NOT_CHECKED}/{number}", said)
            for number, said in enumerate(dossier.not_checked, start=1)
        ),
        closing=tuple(hand.table(table) for table in dossier.closing),
    )
    passages = tuple(hand.passages)
    part = Redaction(
        profile=reader.profile,
        addressee=reader.addressee,
        counts=_counts(passages),
        withheld=tuple(
            WithheldMark(one.place, one.content, one.commitment, one.place in hand.gists)
            for one in passages
        ),
    )
    told = replace(told, redaction=part)
    told = replace(told, closing=(*told.closing, redaction_table(part)))
    return RedactionResult(told, passages, tuple(hand.finds))


def redacted_table(table: Table, reader: PaperReader) -> tuple[Table, tuple[WithheldPassage, ...]]:
    """A table as this reader may have it, and what was withheld; none of it is kept: no salts."""
    hand = _Hand(reader, lambda: "")
    return hand.table(table), tuple(hand.passages)


def _counts(passages: Iterable[WithheldPassage]) -> tuple[ClassCount, ...]:
    counted = Counter(one.content for one in passages)
    return tuple(ClassCount(one, counted[one]) for one in Content if counted[one])


def redaction_table(part: Redaction) -> Table:
    """Which classes are withheld from whom, how often, on which ground."""
    return Table(
        id="redaction",
        title=_("Withheld from the reader"),
        subtitle=joined(", ", filter(None, (_(PROFILE_WORDS[part.profile]), part.addressee))),
        columns=(
            DossierColumn("class", _("Class"), Content.OPEN, CellType.CODE, width=12),
            DossierColumn("word", _("What"), Content.OPEN, width=40),
            DossierColumn("count", _("Passages"), Content.OPEN, CellType.NUMBER, width=20),
            DossierColumn("ground", _("Ground"), Content.OPEN, width=90),
        ),
        rows=tuple(
            (
                one.content.value,
                _(CLASS_WORDS[one.content]),
                str(count),
                _(_WITH_GIST if has_gist else GROUNDS[right_of(part.profile, one.content)]),
            )
            for one in part.counts
            for has_gist, count in _by_gist(part, one.content)
        ),
        empty=_("Nothing is withheld."),
    )


def _by_gist(part: Redaction, content: Content) -> Iterator[tuple[bool, int]]:
    """How many passages of a class stand there without a gist, and how many with one."""
    counted = Counter(one.gist for one in part.withheld if one.content is content)
    return ((has_gist, counted[has_gist]) for has_gist in (False, True) if counted[has_gist])


@dataclass(slots=True)
class _Hand:
    """Takes passages out, and keeps what it took."""

    reader: PaperReader
    salt: Callable[[], str]
    passages: list[WithheldPassage] = field(default_factory=list)
    gists: set[str] = field(default_factory=set)
    """Places in which a gist stands."""
    finds: list[SourceFind] = field(default_factory=list)
    row: tuple[Cell, ...] = ()
    """Of the table at hand, as it was before anything was taken out of it."""
    _search: "_QuotedSearch | None" = None

    def table(self, table: Table) -> Table:
        kept = len(self.passages)
        rows = tuple(self._cells(table, at) for at in range(len(table.rows)))
        taken = {one.place for one in self.passages[kept:]}
        named = table.id in self.reader.named_tables
        return replace(
            table,
            title=self.sentence(f"{table.id}/title", table.title, is_named=named),
            subtitle=self.sentence(f"{table.id}/subtitle", table.subtitle, is_named=named),
            rows=rows,
            notes=tuple(
                self.sentence(f"{table.id}/note/{number}", note, is_named=named)
                for number, note in enumerate(table.notes, start=1)
            ),
            empty=self.sentence(f"{table.id}/empty", table.empty, is_named=named),
            drawing=table.drawing and self._drawn(table, table.drawing, taken),
        )

    def _cells(self, table: Table, at: int) -> tuple[Cell, ...]:
        self.row = table.rows[at]
        told = tuple(
            self.cell(f"{table.id}/{at + 1}/{column.key}", cell, self._asked(table, at, place))
            for place, (cell, column) in enumerate(zip(self.row, table.columns, strict=True))
        )
        self.row = ()
        return told

    def cell(self, place: str, cell: Cell, asked: "_Asked") -> Cell:
        """The cell, or the frame in its place; what is not stated stays so."""
        if cell is None or cell == _NOTHING:
            return cell
        text = cell.text if isinstance(cell, CellMark) else cell
        told = self._told(place, text, asked, _bare(cell))
        if told is text:
            return cell
        return told

    def sentence(
        self,
        place: str,
        said: Words,
        content: Content = Content.OPEN,
        *,
        is_named: bool = False,
    ) -> Words:
        if not said:
            return said
        return self._told(place, said, _Asked(content, Circumstances(is_named=is_named)), said)

    def _told(self, place: str, said: Words, asked: "_Asked", whole: Words) -> Words:
        """It as it is; with a frame in place of what it quotes; or a frame in place of it all."""
        if not self._is_shown(asked.content, asked.circumstances):
            found = gravest((asked.content, *self._quoted(said, asked))) or asked.content
            return self._framed(place, found, whole, asked.content)
        form = form_of(said)
        if isinstance(form, dict):
            told = self._within(place, form, asked)
            return said if told is form else message(told)
        quoted = gravest(self._quoted(said, asked))
        if quoted is not None:
            return self._framed(place, quoted, whole, asked.content)
        finds = self._finds(place, form)
        self.finds += finds
        if not _is_named(finds):
            return said
        return self._framed(place, Content.SOURCE, whole, asked.content)

    def _within(self, place: str, form: Any, asked: "_Asked") -> Any:
        """A message with a frame in place of each part that quotes what is withheld, or may name a
        source: the least part that does."""
        if isinstance(form, list):
            return [self._within(place, one, asked) for one in form]
        if not isinstance(form, str | dict) or not self._may_tell(form, asked):
            return form
        passages, finds, told = len(self.passages), len(self.finds), form
        if isinstance(form, dict):
            told = self._parts(place, form, asked)
        quoted = gravest(self._quoted(message(told), asked))
        own = self._finds(place, form, told, known={one.words for one in self.finds[finds:]})
        if quoted is None and not _is_named(own):
            self.finds += own
            return told
        for one in self.passages[passages:]:
            self.gists.discard(one.place)
        del self.passages[passages:]
        if quoted is not None:
            del self.finds[finds:]  # it is taken out whatever it names
        self.finds += own if quoted is None else []
        part = self._next_part(place)
        return form_of(self._framed(part, quoted or Content.SOURCE, message(form), asked.content))

    def _may_tell(self, form: Any, asked: "_Asked") -> bool:
        said = message(form)
        return any(self._quoted(said, asked)) or bool(self._names_in(said))

    def _names_in(self, said: Words) -> tuple[str, ...]:
        found = (self.reader.names(text) for text in sorted({str(said), in_english(said)}))
        return tuple(dict.fromkeys(words for one in found for words in one))

    def _finds(
        self, place: str, form: Any, told: Any = None, known: Collection[str] = ()
    ) -> list[SourceFind]:
        """Where the passage may name a source, but for what its parts were found to say."""
        said = message(form)
        found = []
        for words in self._names_in(said if told is None else message(told)):
            if words not in known:
                digest = find_digest(form, words)
                outcome = self.reader.judged(digest, str(said), words)
                found.append(SourceFind(digest, place, said, words, outcome))
        return found

    def _next_part(self, place: str) -> str:
        """`flags/4/state#2`: numbered within its cell, whatever is withheld before it."""
        cell = f"{place}#"
        taken = takewhile(lambda one: one.place.startswith(cell), reversed(self.passages))
        return f"{cell}{sum(1 for _one in taken) + 1}"

    def _parts(self, place: str, form: dict[str, Any], asked: "_Asked") -> dict[str, Any]:
        """A message with what was put into it, or joined by it, looked through."""
        told = dict(form)
        if "a" in form:
            told["a"] = {k: self._within(place, one, asked) for k, one in form["a"].items()}
        for name in ("j", "c"):
            if name in form:
                told[name] = self._within(place, form[name], asked)
        return told

    def code(self, place: str, said: str) -> str:
        """The same of what is no message: it is compared as it stands."""
        return in_english(self.sentence(place, said))

    def letterhead(self, place: str, said: str) -> str:
        """What the office prints on every page is open: it is searched for sources alone."""
        finds = self._finds(place, said)
        self.finds += finds
        if not _is_named(finds):
            return said
        return self._framed(place, Content.SOURCE, said, Content.OPEN)

    def secret(self, place: str, content: Content, said: Words, *, is_named: bool = False) -> bool:
        """Whether a part that is only kept whole, or not at all, is withheld; it is noted then."""
        if not said:
            return False
        circumstances = Circumstances(is_named=is_named)
        if shown_to(self.reader.profile, content, circumstances) is PrintedForm.WHOLE:
            return False
        self._framed(place, content, said, content)
        return True

    def _framed(self, place: str, content: Content, said: Words, own: Content) -> str:
        salt = self.salt()
        passage = WithheldPassage(
            place,
            content,
            salt,
            canonical_bytes(form_of(said)).decode(),
            context_of(salt, self.row),
            own,
        )
        self.passages.append(passage)
        gist = self._gist(passage)
        if gist is None:
            return frame_of(content)
        self.gists.add(place)
        is_named = self._is_shown(Content.PERSONAL, Circumstances(is_named=True))
        return frame_of(content, gist.text, gist.released_by if is_named else "")

    def _gist(self, passage: WithheldPassage) -> ReleasedGist | None:
        """What was released for this very passage, unless it quotes what is withheld itself."""
        known = Circumstances(has_gist=True)
        if shown_to(self.reader.profile, passage.content, known) is not PrintedForm.GIST:
            return None
        for one in self.reader.gists:
            if one.is_for(passage, self.row):
                return None if any(self._quoted(one.text, _Asked(Content.OPEN))) else one
        return None

    def _asked(self, table: Table, row: int, place: int) -> "_Asked":
        reader = self.reader
        content = table.content_of(row, place) or Content.INTERNAL
        is_own = (
            table.id in reader.own_tables
            or (content is Content.BUSINESS and table.id in reader.own_secrets)
            or any(_text(one) in reader.own for one in table.rows[row])
        )
        known = Circumstances(is_named=table.id in reader.named_tables, is_own=is_own)
        return _Asked(content, known, is_readers=table.id in reader.own_tables)

    def _quoted(self, said: Words, asked: "_Asked") -> Iterator[Content]:
        """The classes of the stored texts in it that this reader may not see."""
        if self._search is None:
            self._search = _QuotedSearch(
                one
                for one in self.reader.quoted
                if not self._is_shown(one.content, one.circumstances)
            )
        shows_secret = asked.content is Content.BUSINESS and self._is_shown(
            asked.content, asked.circumstances
        )
        for one in self._search.classes_in(said):
            if shows_secret and one is Content.BUSINESS:
                continue
            if not asked.is_readers or one is Content.SOURCE:
                yield one

    def _is_shown(self, content: Content, circumstances: Circumstances) -> bool:
        if content in self.reader.ordered:
            return True
        return shown_to(self.reader.profile, content, circumstances) is PrintedForm.WHOLE

    def _drawn(self, table: Table, drawing: TableDrawing, taken: set[str]) -> TableDrawing:
        """Nothing of a drawing tells by its form what its words no longer say."""

        def is_taken(row: int, column: int) -> bool:
            return f"{table.id}/{row + 1}/{table.columns[column].key}" in taken

        return replace(
            drawing,
            boxes=tuple(
                replace(box, shape="box", strong=False, tags=())
                if is_taken(box.row, box.column)
                else box
                for box in drawing.boxes
            ),
            lines=tuple(
                replace(line, style="solid", arrow=False, strong=False)
                if is_taken(line.row, line.column)
                else line
                for line in drawing.lines
            ),
            legend=tuple(
                self.sentence(f"{table.id}/legend/{number}", said)
                for number, said in enumerate(drawing.legend, start=1)
            ),
        )


@dataclass(frozen=True, slots=True)
class _Asked:
    """The class of a passage, and what is known of it."""

    content: Content
    circumstances: Circumstances = _UNKNOWN
    is_readers: bool = False
    """The whole table is the reader's: nothing but a source is withheld in it."""


class _QuotedSearch:
    """Which stored texts stand in a sentence, as whole words."""

    def __init__(self, quoted: Iterable[QuotedText]) -> None:
        self._classes: dict[str, Content] = {}
        for one in quoted:
            known = self._classes.get(one.text)
            self._classes[one.text] = gravest(filter(None, (known, one.content))) or one.content
        # The longer first: of two that begin alike the whole one is found.
        texts = sorted(self._classes, key=len, reverse=True)
        self._found = re.compile("|".join(map(_whole_words, texts))) if texts else None

    def classes_in(self, said: Words) -> Iterator[Content]:
        if self._found is None:
            return
        for words in {str(said), in_english(said)}:
            for text in self._found.findall(words):
                yield self._classes[text]


def _is_named(finds: Iterable[SourceFind]) -> bool:
    """Whether one of them is the source, or nobody has said that it is not."""
    return any(one.outcome is not FindOutcome.OTHER for one in finds)


def _whole_words(text: str) -> str:
    before = r"(?<!\w)" if text[:1].isalnum() else ""
    after = r"(?!\w)" if text[-1:].isalnum() else ""
    return f"{before}{re.escape(text)}{after}"


def _text(cell: Cell) -> str:
    return str(cell.text if isinstance(cell, CellMark) else cell or "")


def _bare(cell: Words | CellMark) -> Words:
    """What is kept of a passage: its text, with the unit of a figure."""
    if not isinstance(cell, CellMark):
        return cell
    return joined(" ", (cell.text, cell.unit)) if cell.unit else cell.text


def _answer(hand: _Hand, answer: MinistryAnswer | None) -> MinistryAnswer | None:
    if answer is None:
        return None
    said = {
        name: hand.sentence(f"{_ANSWER}/{name}", getattr(answer, name), content, is_named=True)
        for name, content in _PARTS_OF_ANSWER.items()
    }
    return MinistryAnswer(**said)


def _decision(hand: _Hand, decision: DecisionPart | None) -> DecisionPart | None:
    """What was decided, and on which basis; reasons and the text that holds them are deliberation.

    Without the text nobody can hold what is shown against what was signed: the part says so. The
    statements that were signed name people, and stand only for who may read those names.
    """
    if decision is None:
        return None
    text = hand.secret(f"{_DECISION}/text", Content.DELIBERATION, decision.text)
    signed = hand.secret(
        f"{_DECISION}/statement",
        Content.PERSONAL,
        decision.proposal_statement or decision.author,
        is_named=True,
    )
    told = replace(
        decision,
        state=hand.sentence(f"{_DECISION}/state", decision.state, is_named=True),
        reason=hand.sentence(f"{_DECISION}/reason", decision.reason, Content.DELIBERATION),
        notice=hand.sentence(f"{_DECISION}/notice", decision.notice, is_named=True),
        author=hand.sentence(
            f"{_DECISION}/author", decision.author, Content.PERSONAL, is_named=True
        ),
        basis=hand.sentence(f"{_DECISION}/basis", decision.basis),
        text="" if text else decision.text,
        withheld=text or signed,
    )
    if not signed:
        return told
    return replace(
        told,
        proposal_statement="",
        proposal_signature="",
        proposal_entry="",
        author_vouched=Voucher(),
        approval=_approval(hand, "approval", decision.approval),
        countersignature=_approval(hand, "countersignature", decision.countersignature),
    )


def _approval(hand: _Hand, name: str, part: ApprovalPart | None) -> ApprovalPart | None:
    """That somebody approved, and when; not who."""
    if part is None:
        return None
    place = f"{_DECISION}/{name}"
    hand.secret(f"{place}/statement", Content.PERSONAL, part.statement, is_named=True)
    return replace(
        part,
        approver=hand.sentence(f"{place}/approver", part.approver, Content.PERSONAL, is_named=True),
        statement="",
        signature="",
        entry="",
        vouched=Voucher(),
    )


def withheld_of(passages: Sequence[WithheldPassage]) -> bytes:
    """What the casebook keeps of what was withheld, as canonical bytes."""
    return canonical_bytes([one.to_plain() | {"context": one.context} for one in passages])


def passages_of(data: bytes) -> tuple[WithheldPassage, ...]:
    """The same read back."""
    return passages_in(json.loads(data))


def passages_in(value: Any, *, file: str = "") -> tuple[WithheldPassage, ...]:
    """The passages of a JSON list; Invalid where it is none."""
    if not isinstance(value, list):
        raise Invalid(_("These are no passages of a report."), file=file)
    found = []
    for number, one in enumerate(value, start=1):
        try:
            texts = {name: str.__str__(one[name]) for name in ("place", "salt", "passage")}
            context = str.__str__(one.get("context", ""))
            found.append(
                WithheldPassage(
                    texts["place"],
                    Content(one["class"]),
                    texts["salt"],
                    texts["passage"],
                    context,
                )
            )
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise Invalid(_("This is no passage of a report."), file=file, row=number) from error
    return tuple(found)
