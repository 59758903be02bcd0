"""From the text of a template to its tree: one pass, nothing of it is ever run."""

import re
from collections.abc import Iterator
from typing import Final, NoReturn

from landwaiter.domain.letters.letter_tree import (
    BlockNode,
    FieldNode,
    LetterNode,
    OpenCondition,
    ProvisionNode,
    TextNode,
)
from landwaiter.errors import Invalid
from landwaiter.i18n import _

LONGEST: Final = 65_536
"""Signs of a template; the longest model letter has a tenth."""
DEEPEST: Final = 8
"""Conditions inside each other: whoever reads the letter must follow them."""
_LONGEST_TAG: Final = 400
_PATH: Final = re.compile(r"[a-z][a-z_]*(?:\.[A-Za-z][A-Za-z0-9_]*)+")
_BLOCK: Final = re.compile(r"block ([a-z_]+):(.+)")
_ARTICLE: Final = r"\d+[a-z]?(?:\(\d+[a-z]?\))?(?:\([a-z]\))?(?:\([ivx]+\))?"
_PROVISION: Final = re.compile(rf"law (\d+/\d+)(?: ({_ARTICLE}(?:, ?{_ARTICLE})*))?")
_USUAL: Final = "{{field.name}}, {{if …}}, {{else}}, {{end}}, {{block …: …}}, {{law …}}"


def parse_letter(source: str, *, first_line: int = 1) -> tuple[LetterNode, ...]:
    """The tree of a template; Invalid with line, value and remedy where it cannot be read.

    That its fields and blocks are known is not asked here (`letter_check`).
    """
    refuse_length(source)
    return _Reading(source, first_line).tree()


def refuse_length(source: str) -> None:
    """Invalid for a text that is too long to be a letter."""
    if len(source) > LONGEST:
        raise Invalid(
            _("The template is too long or too deep."),
            value=f"{len(source)} > {LONGEST}",
        )


def refuse_tag(message: str, line: int, value: str, remedy: str) -> NoReturn:
    """Invalid at a line of a template, with what stands there."""
    shown = value if len(value) <= _LONGEST_TAG else f"{value[:_LONGEST_TAG]}…"
    raise Invalid(message, row=_("line {line}").format(line=line), value=shown, remedy=remedy)


def unpaired() -> str:
    """What is said of braces, conditions and marks without their other end."""
    return _("What opens here is not closed, or the other way round.")


def write_instead(what: str) -> str:
    """The remedy at a line of a template."""
    return _("Write {what}.").format(what=what)


class _Reading:
    def __init__(self, source: str, first_line: int) -> None:
        self.source = source
        self.line = first_line
        self.top: list[LetterNode] = []
        self.open: list[OpenCondition] = []

    def tree(self) -> tuple[LetterNode, ...]:
        for text, tag in self._pieces():
            if text:
                self._into().append(TextNode(self.line, text))
                self.line += text.count("\n")
            if tag is not None:
                self._take(tag)
        if self.open:
            never = self.open[-1]
            tag = f"{{{{if {' or '.join(never.paths)}}}}}"
            refuse_tag(
                unpaired(),
                never.line,
                tag,
                write_instead("{{end}}"),
            )
        return tuple(self.top)

    def _pieces(self) -> Iterator[tuple[str, str | None]]:
        """Each stretch of text with the tag behind it, the last one without."""
        at = 0
        while (begins := self.source.find("{{", at)) >= 0:
            self._refuse_stray(self.source[at:begins])
            ends = self.source.find("}}", begins + 2)
            tag = self.source[begins + 2 : ends] if ends >= 0 else None
            if tag is None or "{{" in tag or "\n" in tag or len(tag) > _LONGEST_TAG:
                line = self.line + self.source.count("\n", at, begins)
                told = self.source[begins:].split("\n", 1)[0]
                refuse_tag(
                    unpaired(),
                    line,
                    told,
                    write_instead("}}"),
                )
            yield self.source[at:begins], tag
            at = ends + 2
        self._refuse_stray(self.source[at:])
        yield self.source[at:], None

    def _refuse_stray(self, text: str) -> None:
        found = text.find("}}")
        if found >= 0:
            line = self.line + text.count("\n", 0, found)
            told = text[: found + 2].rsplit("\n", 1)[-1]
            refuse_tag(
                unpaired(),
                line,
                told,
                write_instead("{{"),
            )

    def _into(self) -> list[LetterNode]:
        return self.open[-1].into() if self.open else self.top

    def _take(self, tag: str) -> None:
        said = " ".join(tag.split())
        if said.startswith("if "):
            self._begin(said)
        elif said == "else":
            self._otherwise()
        elif said == "end":
            self._end()
        else:
            self._into().append(self._leaf(said))

    def _begin(self, said: str) -> None:
        paths = tuple(said.removeprefix("if ").split(" or "))
        if not all(_PATH.fullmatch(path) for path in paths):
            self._refuse_tag(said)
        if len(self.open) == DEEPEST:
            refuse_tag(
                _("The template is too long or too deep."),
                self.line,
                f"{{{{{said}}}}}",
                write_instead("{{end}}"),
            )
        self.open.append(OpenCondition(self.line, paths))

    def _otherwise(self) -> None:
        if not self.open or self.open[-1].otherwise is not None:
            self._refuse_closing("{{else}}")
        self.open[-1].otherwise = []

    def _end(self) -> None:
        if not self.open:
            self._refuse_closing("{{end}}")
        whole = self.open.pop().whole()
        self._into().append(whole)

    def _leaf(self, said: str) -> LetterNode:
        if _PATH.fullmatch(said):
            return FieldNode(self.line, said)
        if provision := _PROVISION.fullmatch(said):
            articles = provision[2].replace(" ", "").split(",") if provision[2] else ()
            return ProvisionNode(self.line, provision[1], tuple(articles))
        if block := _BLOCK.fullmatch(said):
            heads = tuple(head.strip() for head in block[2].split(","))
            if all(heads):
                return BlockNode(self.line, block[1], heads)
        return self._refuse_tag(said)

    def _refuse_tag(self, said: str) -> NoReturn:
        refuse_tag(
            _("A letter cannot say this here."),
            self.line,
            f"{{{{{said}}}}}",
            _("Give one of: {wanted}.").format(wanted=_USUAL),
        )

    def _refuse_closing(self, tag: str) -> NoReturn:
        refuse_tag(
            unpaired(),
            self.line,
            tag,
            write_instead("{{if …}}"),
        )
