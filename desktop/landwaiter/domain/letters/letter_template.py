"""A template as it is kept: its head, its tree, and whether all that it names is known."""

import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Final, NoReturn

from landwaiter.domain.base.facts import Content
from landwaiter.domain.letters.letter_fields import (
    FIELDS,
    PARTY,
    LetterKind,
    blocks_of,
    fields_of,
)
from landwaiter.domain.letters.letter_marks import check_marks
from landwaiter.domain.letters.letter_parser import (
    parse_letter,
    refuse_length,
    refuse_tag,
    write_instead,
)
from landwaiter.domain.letters.letter_tree import (
    BlockNode,
    ConditionNode,
    FieldNode,
    LetterNode,
    every_node,
)
from landwaiter.errors import Invalid
from landwaiter.i18n import _

_FENCE: Final = "+++"
_HEAD: Final = ("kind", "language", "edition", "trust", "title", "model")
_AS_HEAD: Final = f"{_FENCE} {', '.join(f'{key} = …' for key in _HEAD)} {_FENCE}"
_MOST_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """A letter of one kind in one language."""

    kind: LetterKind
    language: str
    edition: int
    trust: str
    """Whence its words are, as an id."""
    title: str
    """In its own language."""
    model: str
    """What must be told of it before it is used, as an id."""
    body: str
    nodes: tuple[LetterNode, ...]


def read_template(source: str) -> LetterTemplate:
    """The template; Invalid with the line where it cannot be read or names what there is not."""
    refuse_length(source)
    lines = source.split("\n")
    if lines[0].strip() != _FENCE or _FENCE not in lines[1:]:
        _refuse_head(lines[0][:80])
    ends = lines.index(_FENCE, 1)
    head = _head("\n".join(lines[1:ends]))
    body = "\n".join(lines[ends + 1 :])
    nodes = parse_letter(body, first_line=ends + 2)
    kind = LetterKind(head.pop("kind"))
    check_letter(nodes, kind)
    check_marks(nodes)
    return LetterTemplate(kind, body=body, nodes=nodes, **head)


def _head(text: str) -> dict[str, Any]:
    try:
        head = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Invalid(
            _("A letter cannot say this here."),
            value=str(error),
            remedy=write_instead(_AS_HEAD),
        ) from None
    for key in _HEAD:
        value = head.get(key)
        if not isinstance(value, int if key == "edition" else str) or value == "":
            _refuse_head(key)
    if head["kind"] not in set(LetterKind):
        raise Invalid(
            _("A letter cannot say this here."),
            field="kind",
            value=head["kind"],
            remedy=_("Give one of: {wanted}.").format(wanted=", ".join(LetterKind)),
        )
    return {key: head[key] for key in _HEAD}


def _refuse_head(value: str) -> NoReturn:
    raise Invalid(
        _("A letter cannot say this here."),
        value=value,
        remedy=write_instead(_AS_HEAD),
    )


def check_letter(
    nodes: tuple[LetterNode, ...], kind: LetterKind, may_see: Collection[Content] = PARTY
) -> None:
    """Invalid at the first field or block that letters of this kind do not have.

    Also at a field whose class the recipients `may_see` not: a condition on it would tell as much.
    """
    known = {one.path for one in fields_of(kind)}
    for node in every_node(nodes):
        for path in _paths(node):
            if path not in known:
                _refuse_name(node.line, path, known)
            if isinstance(node, FieldNode) and FIELDS[path].is_claim:
                refuse_tag(
                    _("A letter cannot say this here."),
                    node.line,
                    f"{{{{{path}}}}}",
                    write_instead(f"{{{{if {path}}}}} … {{{{end}}}}"),
                )
            if FIELDS[path].content not in may_see:
                refuse_tag(
                    _("The recipient may not see what stands in this field."),
                    node.line,
                    f"{path} ({FIELDS[path].content.value})",
                    _("Leave it out."),
                )
        if isinstance(node, BlockNode):
            _check_block(node, kind)


def _paths(node: LetterNode) -> Iterator[str]:
    if isinstance(node, FieldNode):
        yield node.path
    elif isinstance(node, ConditionNode):
        yield from node.paths


def _check_block(node: BlockNode, kind: LetterKind) -> None:
    known = {one.name: one for one in blocks_of(kind)}
    if node.name not in known:
        _refuse_name(node.line, node.name, known)
    columns = known[node.name].columns
    if len(node.heads) != len(columns):
        refuse_tag(
            _("A letter cannot say this here."),
            node.line,
            f"{{{{block {node.name}: {', '.join(node.heads)}}}}}",
            write_instead(f"{{{{block {node.name}: {', '.join(columns)}}}}}"),
        )


def _refuse_name(line: int, name: str, known: Collection[str]) -> NoReturn:
    near = get_close_matches(name, known, n=_MOST_NAMED) or sorted(known)[:_MOST_NAMED]
    refuse_tag(
        _("A letter cannot say this here."),
        line,
        name,
        _("Give one of: {wanted}.").format(wanted=", ".join(near)),
    )
