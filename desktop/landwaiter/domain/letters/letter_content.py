"""What a template says with the values of a case: pieces, in which a value is never a mark."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from landwaiter.domain.letters.letter_fields import FIELDS
from landwaiter.domain.letters.letter_template import LetterTemplate
from landwaiter.domain.letters.letter_tree import (
    BlockNode,
    ConditionNode,
    FieldNode,
    LetterNode,
    ProvisionNode,
    TextNode,
)
from landwaiter.domain.letters.provisions import ProvisionForms
from landwaiter.errors import Invalid
from landwaiter.i18n import _

LetterValues = Mapping[str, str | bool]
"""By path: a text in the letter's language, or whether a claim is so."""


@dataclass(frozen=True, slots=True)
class ProsePiece:
    """Words of the template, with its marks."""

    text: str


@dataclass(frozen=True, slots=True)
class ValuePiece:
    """Words of the case: they are set as they are, whatever signs are in them."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class ProvisionPiece:
    text: str


@dataclass(frozen=True, slots=True)
class BlockPiece:
    name: str
    heads: tuple[str, ...]


LetterPiece = ProsePiece | ValuePiece | ProvisionPiece | BlockPiece


class EmptyFields(Invalid):
    """A letter would have to say what is not recorded; `paths` are its fields in their order."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = tuple(paths)
        super().__init__(
            _("The letter cannot be made: what it must say is not recorded."),
            field=", ".join(self.paths),
            remedy=_("Record it, or have an administrator supply the text of the office."),
        )


def letter_content(
    template: LetterTemplate, values: LetterValues, *, forms: ProvisionForms, day: date
) -> tuple[LetterPiece, ...]:
    """The letter's pieces in order; Invalid, naming each, where fields that it needs are empty."""
    missing = missing_fields(template, values)
    if missing:
        raise EmptyFields(missing)
    return tuple(_pieces(template.nodes, values, forms, day))


def missing_fields(template: LetterTemplate, values: LetterValues) -> tuple[str, ...]:
    """The fields that are empty where the letter needs them, each once."""
    return tuple(dict.fromkeys(_missing(template.nodes, values)))


def _missing(nodes: tuple[LetterNode, ...], values: LetterValues) -> Iterator[str]:
    """Fields that are empty where the letter needs them: in branches that are taken."""
    for node in nodes:
        if isinstance(node, FieldNode):
            if not _said(node.path, values):
                yield node.path
        elif isinstance(node, ConditionNode):
            unknown = [path for path in node.paths if _unknown(path, values)]
            yield from unknown
            if not unknown:
                yield from _missing(_branch(node, values), values)


def _unknown(path: str, values: LetterValues) -> bool:
    """Whether nobody says if a claim is so: then neither branch is right."""
    return FIELDS[path].is_claim and not isinstance(values.get(path), bool)


def _said(path: str, values: LetterValues) -> str:
    value = values.get(path, "")
    return value.strip() if isinstance(value, str) else ""


def _branch(node: ConditionNode, values: LetterValues) -> tuple[LetterNode, ...]:
    holds = any(values.get(path) is True or bool(_said(path, values)) for path in node.paths)
    return node.then if holds else node.otherwise


def _pieces(
    nodes: tuple[LetterNode, ...], values: LetterValues, forms: ProvisionForms, day: date
) -> Iterator[LetterPiece]:
    for node in nodes:
        match node:
            case TextNode():
                yield ProsePiece(node.text)
            case FieldNode():
                yield ValuePiece(node.path, _said(node.path, values))
            case ProvisionNode():
                yield ProvisionPiece(forms.written(node, day))
            case BlockNode():
                yield BlockPiece(node.name, node.heads)
            case ConditionNode():
                yield from _pieces(_branch(node, values), values, forms, day)
