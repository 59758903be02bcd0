"""Control lists for people: trees, search, an entry with what belongs to it, codes compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from landwaiter.domain.interviews.criterion import ASKED_ON
from landwaiter.domain.interviews.criterion import PACK_ID as PARAMETERS
from landwaiter.domain.interviews.parameter import Parameter, parameters_in, ways_of
from landwaiter.domain.law.control_codes import (
    LISTS,
    Likeness,
    compare,
    head_of,
    is_open,
    is_under,
    parse,
    spelled_in,
)
from landwaiter.domain.law.control_tree import ControlNode, Tree, search, trees
from landwaiter.domain.law.pack import Pack
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import _
from landwaiter.services.warm.session import Session
from landwaiter.storage.cases.case_rows import reference_of
from landwaiter.storage.cases.similar import of_code

CORRELATIONS = ("correlation_official", "hs_control")
"""Packs that join headings and entries, the official one first."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A commodity code that correlates with an entry."""

    heading: str
    goods: str
    edition: str
    trust: str
    confidence: str


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry of one list on a day, with everything that belongs to it."""

    node: ControlNode
    asked: str
    """The code that was asked for; the node stands above it where the edition has no such row."""
    day: date
    path: tuple[ControlNode, ...]
    below: tuple[ControlNode, ...]
    headings: tuple[Heading, ...]
    questions: tuple[str, ...]
    """What its parameter interview asks; empty where no figures were read."""
    cases: tuple[tuple[str, str], ...]
    """Reference and finding of the cases whose goods somebody classified under it."""


@dataclass(frozen=True, slots=True)
class ControlLevel:
    """What stands right under a code of a list; under nothing: its top."""

    list: str
    code: str
    nodes: tuple[ControlNode, ...]
    editions: tuple[str, ...]
    lists: tuple[str, ...]
    """Every list of which an edition is in force."""


def level(
    session: Session, name: str = "", code: str = "", *, on: date | None = None
) -> ControlLevel:
    """One level of a list's tree; of the list that spells codes so where none is named."""
    found = _trees(session, on)
    name = name or spelled_in(code)
    tree = _of_list(found, name)
    if code and code not in tree.nodes:
        code = _known(tree, code).code
    below = tuple(tree.nodes[one] for one in tree.below.get(code, ()))
    return ControlLevel(name, code, below, tree.editions, tuple(sorted(found)))


def find(
    session: Session, text: str, *, name: str | None = None, on: date | None = None
) -> tuple[ControlNode, ...]:
    """Entries that a code begins, or that hold every word; of one list or of all."""
    found = _trees(session, on)
    chosen = found.values() if name is None else (_of_list(found, name),)
    return search(chosen, text)


def entry(session: Session, code: str, *, name: str = "", on: date | None = None) -> EntryView:
    """An entry or paragraph with its place, headings, questions and cases.

    Where the edition has heads alone, a paragraph is answered with what stands above it.
    """
    day = on or session.today()
    name = name or spelled_in(code)
    with session.reading() as conn:
        packs = session.references.packs(conn, day)
        tree = _of_list(trees(packs), name)
        asked, node = _nearest(tree, code)
        classified = of_code(conn, name, asked, but="")
        cases = tuple((reference_of(conn, case_id), state) for case_id, state in classified)
    return EntryView(
        node=node,
        asked=asked,
        day=day,
        path=tuple(tree.nodes[one] for one in node.path),
        below=tuple(tree.nodes[one] for one in tree.below.get(node.code, ())),
        headings=_headings(packs, node),
        questions=_questions(packs, node),
        cases=tuple(dict(cases).items()),
    )


def compared(one: str, other: str, *, name: str = "", other_list: str | None = None) -> Likeness:
    """The rung on which two codes meet; codes of two lists never do, whatever they look like."""
    return compare(parse(one, name), parse(other, other_list or name))


def _trees(session: Session, on: date | None) -> Mapping[str, Tree]:
    with session.reading() as conn:
        return trees(session.references.packs(conn, on or session.today()))


def _of_list(found: Mapping[str, Tree], name: str) -> Tree:
    if name not in found:
        known = name in LISTS
        raise NotFound(
            _("No edition of this control list is in force on that day.")
            if known
            else _("There is no such control list."),
            field="list",
            value=name,
            remedy=_("There are: {lists}. Others come by importing their file.").format(
                lists=", ".join(sorted(found)) or _("none")
            ),
        )
    return found[name]


def _known(tree: Tree, code: str) -> ControlNode:
    try:
        spelled = parse(code, tree.list).code
    except Invalid:
        spelled = code.strip().upper()
    if spelled not in tree.nodes:
        raise NotFound(
            _("The list {list} has no entry {code} in this edition.").format(
                list=tree.list, code=spelled
            ),
            field="code",
            value=code,
            remedy=_("Search by a word, or choose another day or list."),
        )
    return tree.nodes[spelled]


def _nearest(tree: Tree, code: str) -> tuple[str, ControlNode]:
    """The code in its own spelling, and the row of it or of the nearest one above."""
    try:
        asked = parse(code, tree.list).code
    except Invalid:
        node = _known(tree, code)
        return node.code, node
    head, above = head_of(asked), asked
    while above not in tree.nodes and above != head:
        above = above.rpartition(".")[0]
    return asked, _known(tree, above)


def _headings(packs: Mapping[str, Pack], node: ControlNode) -> tuple[Heading, ...]:
    found = (
        Heading(
            row.get("cn") or row.get("hs6", ""),
            row.get("goods", ""),
            f"{pack_id}@{packs[pack_id].edition}",
            packs[pack_id].trust.value,
            row.get("confidence", ""),
        )
        for pack_id in CORRELATIONS
        if pack_id in packs
        for row in packs[pack_id].rows
        if row.get("list", "eu") == node.list and _meets(row["control_code"], node.code)
    )
    return tuple(dict.fromkeys(found))


def _meets(correlated: str, code: str) -> bool:
    """The correlated code is this one, lies under it, or stands above it."""
    return is_under(correlated, code) or is_open(correlated, code)


def _questions(packs: Mapping[str, Pack], node: ControlNode) -> tuple[str, ...]:
    pack = packs.get(PARAMETERS)
    if pack is None or node.list not in ASKED_ON:
        return ()
    known = parameters_in(pack)
    asked: dict[str, Any] = {}
    for way in ways_of(pack, node.code.partition(".")[0]):
        for figure in way:
            asked |= dict.fromkeys(figure.reads)
    return tuple(_label(known[name]) for name in asked if name in known)


def _label(parameter: Parameter) -> str:
    return f"{parameter.label} ({parameter.unit})" if parameter.unit else str(parameter.label)
