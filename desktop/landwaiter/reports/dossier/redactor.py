"""Takes out of cells and sentences what a reader may not see, and keeps what it took."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import takewhile, zip_longest
from typing import Any, Final

from landwaiter.canonical import canonical_bytes
from landwaiter.domain.base.facts import Content, gravest
from landwaiter.domain.reports.finds import SourceFind
from landwaiter.domain.reports.profiles import (
    Circumstances,
    PrintedForm,
    ReadingRight,
    right_of,
    shown_to,
)
from landwaiter.i18n import Words, form_of, in_english, joined, message
from landwaiter.reports.dossier.dossier import Cell, CellMark, Table, TableDrawing
from landwaiter.reports.dossier.frames import frame_of
from landwaiter.reports.dossier.paper_reader import UNKNOWN, PaperReader, ReleasedGist
from landwaiter.reports.dossier.passages import WithheldPassage, bare, context_of
from landwaiter.reports.dossier.quotations import QuotedSearch
from landwaiter.reports.dossier.redacted_drawings import redacted_drawing
from landwaiter.reports.dossier.source_finds import (
    between,
    finds_in,
    finds_with_spans,
    is_named,
    names_in,
    takes_all,
)

_NOTHING: Final = "–"
"""What stands where nothing is stated."""


@dataclass(frozen=True, slots=True)
class AskedPassage:
    """The class of a passage, and what is known of it."""

    content: Content
    circumstances: Circumstances = UNKNOWN
    is_readers: bool = False
    """The whole table is the reader's: nothing but a source is withheld in it."""

    def agreed(self) -> "AskedPassage":
        """The same once the owner has let the reader have it."""
        return replace(self, circumstances=replace(self.circumstances, owner_agrees=True))


@dataclass(slots=True)
class Redactor:
    """Takes passages out, and keeps what it took."""

    reader: PaperReader
    salt: Callable[[], str]
    passages: list[WithheldPassage] = field(default_factory=list)
    gists: set[str] = field(default_factory=set)
    """Places in which a gist stands."""
    agreed: dict[str, Words] = field(default_factory=dict)
    """Passages that stand there because their owner agreed, by their places."""
    finds: list[SourceFind] = field(default_factory=list)
    row: tuple[Cell, ...] = ()
    """Of the table at hand, as it was before anything was taken out of it."""
    _search: QuotedSearch | None = None

    def table(self, table: Table) -> Table:
        kept = len(self.passages)
        rows = tuple(self._cells(table, at) for at in range(len(table.rows)))
        taken = {one.place.partition("#")[0] for one in self.passages[kept:]}
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

    def cell(self, place: str, cell: Cell, asked: AskedPassage) -> Cell:
        """The cell, or the frame in its place; what is not stated stays so."""
        if cell is None or cell == _NOTHING:
            return cell
        text = cell.text if isinstance(cell, CellMark) else cell
        told = self._told(place, text, asked, bare(cell))
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
        return self._told(
            place, said, AskedPassage(content, Circumstances(is_named=is_named)), said
        )

    def _told(self, place: str, said: Words, asked: AskedPassage, whole: Words) -> Words:
        """It as it is; with a frame in place of what it quotes; or a frame in place of it all."""
        if not self._is_shown(asked.content, asked.circumstances):
            found = gravest((asked.content, *self._quoted(said, asked))) or asked.content
            if not self._is_agreed(place, found, whole):
                return self._framed(place, found, whole, asked.content)
            asked = asked.agreed()
        form = form_of(said)
        if isinstance(form, dict):
            told = self._within(place, form, asked)
            return said if told is form else message(told)
        quoted = gravest(self._quoted(said, asked))
        if quoted is not None and not self._is_agreed(place, quoted, whole):
            return self._framed(place, quoted, whole, asked.content)
        told = self._unnamed(place, str(form), whole, asked.content)
        return said if told is None else told

    def _unnamed(
        self, place: str, text: str, whole: Words, own: Content, *, part: str = ""
    ) -> Words | None:
        """The text with a frame in place of each name of a source, or one in place of it all, at
        `part` where it is a part of its cell; None where nothing in it names one."""
        finds, spans = finds_with_spans(self.reader, place, text)
        self.finds += finds
        if not is_named(finds):
            return None
        kept = between(text, spans)
        if takes_all(finds) or not any(map(_says, kept)):
            return self._framed(part or place, Content.SOURCE, whole, own)
        frames = [
            self._framed(self._next_part(place), Content.SOURCE, text[first:last], own)
            for first, last in spans
        ]
        parts = (one for two in zip_longest(kept, frames, fillvalue="") for one in two)
        return joined("", parts)

    def _within(self, place: str, form: Any, asked: AskedPassage) -> Any:
        """A message with a frame in place of each part that quotes what is withheld, or may name a
        source: the least part that does."""
        if isinstance(form, list):
            return [self._within(place, one, asked) for one in form]
        if not isinstance(form, str | dict) or not self._may_tell(form, asked):
            return form
        if isinstance(form, str):
            return self._text_within(place, form, asked)
        passages, finds, agreed = len(self.passages), len(self.finds), {*self.agreed}
        part, told = self._next_part(place), self._parts(place, form, asked)
        agreed_here = [said for one, said in self.agreed.items() if one not in agreed]
        quoted = gravest(self._quoted(message(told), asked, but=agreed_here))
        if quoted is not None and self._is_agreed(part, quoted, message(form)):
            quoted = None
        own = finds_in(
            self.reader, place, form, told, known={one.words for one in self.finds[finds:]}
        )
        if quoted is None and not is_named(own):
            self.finds += own
            return told
        for one in self.passages[passages:]:
            self.gists.discard(one.place)
        del self.passages[passages:]
        self.agreed = {one: said for one, said in self.agreed.items() if one in agreed}
        if quoted is not None:
            del self.finds[finds:]  # it is taken out whatever it names
        self.finds += own if quoted is None else []
        part = self._next_part(place)
        return form_of(self._framed(part, quoted or Content.SOURCE, message(form), asked.content))

    def _text_within(self, place: str, text: str, asked: AskedPassage) -> Any:
        """A text that was put into a message, as the reader may have it."""
        part, quoted = self._next_part(place), gravest(self._quoted(text, asked))
        if quoted is not None and not self._is_agreed(part, quoted, text):
            return form_of(self._framed(part, quoted, text, asked.content))
        told = self._unnamed(place, text, text, asked.content, part=part)
        return text if told is None else form_of(told)

    def _may_tell(self, form: Any, asked: AskedPassage) -> bool:
        said = message(form)
        if any(self._quoted(said, asked)) or names_in(self.reader, said):
            return True
        return any(self._may_tell(one, asked) for one in _below_capitals(form))

    def _next_part(self, place: str) -> str:
        """`flags/4/state#2`: numbered within its cell, whatever is withheld before it."""
        cell = f"{place}#"
        withheld = (one.place for one in reversed(self.passages))
        parts = (*_begun_with(cell, withheld), *_begun_with(cell, reversed(self.agreed)))
        return f"{cell}{len(parts) + 1}"

    def _parts(self, place: str, form: dict[str, Any], asked: AskedPassage) -> dict[str, Any]:
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
        told = self._unnamed(place, said, said, Content.OPEN)
        return said if told is None else told

    def secret(self, place: str, content: Content, said: Words, *, is_named: bool = False) -> bool:
        """Whether a part that is only kept whole, or not at all, is withheld; it is noted then."""
        if not said:
            return False
        circumstances = Circumstances(is_named=is_named)
        if shown_to(self.reader.profile, content, circumstances) is PrintedForm.WHOLE:
            return False
        self._framed(place, content, said, content)
        return True

    def _is_agreed(self, place: str, content: Content, said: Words) -> bool:
        """Whether the owner of this secret lets the reader have this very passage; the last word
        counts, whatever row it was said of."""
        if right_of(self.reader.profile, content) is not ReadingRight.ASK:
            return False
        passage = WithheldPassage(place, content, "", canonical_bytes(form_of(said)).decode())
        words = [one for one in self.reader.owners if one.mark.says(passage)]
        if not (words and words[-1].agrees and words[-1].mark.is_for(passage, self.row)):
            return False
        self.agreed[place] = said
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
            if one.mark.is_for(passage, self.row):
                return None if any(self._quoted(one.text, AskedPassage(Content.OPEN))) else one
        return None

    def _asked(self, table: Table, row: int, place: int) -> AskedPassage:
        reader = self.reader
        content = table.content_of(row, place) or Content.INTERNAL
        is_own = (
            table.id in reader.own_tables
            or (content is Content.BUSINESS and table.id in reader.own_secrets)
            or any(_text(one) in reader.own for one in table.rows[row])
        )
        known = Circumstances(is_named=table.id in reader.named_tables, is_own=is_own)
        return AskedPassage(content, known, is_readers=table.id in reader.own_tables)

    def _quoted(
        self, said: Words, asked: AskedPassage, *, but: Collection[Words] = ()
    ) -> Iterator[Content]:
        """The classes of the stored texts in it that this reader may not see; of what their owners
        let it have nothing is said."""
        if self._search is None:
            self._search = QuotedSearch(
                one
                for one in self.reader.quoted
                if not self._is_shown(one.content, one.circumstances)
            )
        shows_secret = asked.content is Content.BUSINESS and self._is_shown(
            asked.content, asked.circumstances
        )
        for one in self._search.classes_in(said, but):
            if shows_secret and one is Content.BUSINESS:
                continue
            if not asked.is_readers or one is Content.SOURCE:
                yield one

    def _is_shown(self, content: Content, circumstances: Circumstances) -> bool:
        if content in self.reader.ordered:
            return True
        return shown_to(self.reader.profile, content, circumstances) is PrintedForm.WHOLE

    def _drawn(self, table: Table, drawing: TableDrawing, taken: Collection[str]) -> TableDrawing:
        told = redacted_drawing(table, drawing, taken)
        return replace(
            told,
            legend=tuple(
                self.sentence(f"{table.id}/legend/{number}", said)
                for number, said in enumerate(told.legend, start=1)
            ),
        )


def _below_capitals(form: Any) -> Iterator[Any]:
    """What was put into a message with a capital in front, as it was before: as it is stored."""
    if isinstance(form, list):
        for one in form:
            yield from _below_capitals(one)
    elif isinstance(form, dict):
        if "c" in form:
            yield form["c"]
        for inner in (*form.get("a", {}).values(), form.get("j"), form.get("c")):
            yield from _below_capitals(inner)


def _begun_with(cell: str, places: Iterable[str]) -> Iterator[str]:
    return takewhile(lambda one: one.startswith(cell), places)


def _says(text: str) -> bool:
    """Whether a letter or figure is left in it."""
    return any(map(str.isalnum, text))


def _text(cell: Cell) -> str:
    return str(cell.text if isinstance(cell, CellMark) else cell or "")
