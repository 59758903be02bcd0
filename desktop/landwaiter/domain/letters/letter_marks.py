"""The marks of a template's prose, checked before a letter is made of it."""

from collections.abc import Iterator
from typing import Final

from landwaiter.domain.letters.letter_parser import refuse_tag, unpaired, write_instead
from landwaiter.domain.letters.letter_tree import ConditionNode, LetterNode, TextNode

BOLD: Final = "**"


def check_marks(nodes: tuple[LetterNode, ...]) -> None:
    """Invalid where bold words begin and do not end in their paragraph and their branch."""
    for line, paragraph in _own_paragraphs(nodes):
        if paragraph.count(BOLD) % 2:
            refuse_tag(unpaired(), line, paragraph.strip(), write_instead(BOLD))
    for node in nodes:
        if isinstance(node, ConditionNode):
            check_marks(node.then)
            check_marks(node.otherwise)


def _own_paragraphs(nodes: tuple[LetterNode, ...]) -> Iterator[tuple[int, str]]:
    """The prose of a branch by paragraph, without what stands in conditions, and its line."""
    begins, said = 0, ""
    for node in nodes:
        if isinstance(node, TextNode):
            for place, line in enumerate(node.text.split("\n")):
                if place and not line.strip():
                    yield begins, said
                    said = ""
                elif line:
                    begins = begins if said else node.line + place
                    said += line
    yield begins, said
