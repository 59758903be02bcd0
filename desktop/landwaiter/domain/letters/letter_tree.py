"""What a letter's template says, as a tree with the lines on which it stands.

Text with plain marks of Markdown; `{{a.b}}` is a field, `{{if a.b or c.d}} … {{else}} … {{end}}`
a condition, `{{block name: head, head}}` a table that the program makes, `{{law 952/2013 22(6)}}` a
provision that is written in the form of the language. There are no loops, calls or includes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TextNode:
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class FieldNode:
    line: int
    path: str


@dataclass(frozen=True, slots=True)
class BlockNode:
    line: int
    name: str
    heads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProvisionNode:
    line: int
    act: str
    articles: tuple[str, ...]
    """As the act counts them, such as 22(6); none: the act as a whole."""


@dataclass(frozen=True, slots=True)
class ConditionNode:
    line: int
    paths: tuple[str, ...]
    """It holds where one of these does."""
    then: "tuple[LetterNode, ...]"
    otherwise: "tuple[LetterNode, ...]"


LetterNode = TextNode | FieldNode | BlockNode | ProvisionNode | ConditionNode


@dataclass(slots=True)
class OpenCondition:
    """A condition while its end is not read."""

    line: int
    paths: tuple[str, ...]
    then: list[LetterNode] = field(default_factory=list)
    otherwise: list[LetterNode] | None = None

    def into(self) -> list[LetterNode]:
        """Where the next node goes."""
        return self.then if self.otherwise is None else self.otherwise

    def whole(self) -> ConditionNode:
        return ConditionNode(self.line, self.paths, tuple(self.then), tuple(self.otherwise or ()))


def every_node(nodes: Iterable[LetterNode]) -> Iterator[LetterNode]:
    """Each node in the order of the text, those of both branches after their condition."""
    for node in nodes:
        yield node
        if isinstance(node, ConditionNode):
            yield from every_node(node.then)
            yield from every_node(node.otherwise)
