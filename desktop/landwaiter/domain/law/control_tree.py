"""Control lists as trees: categories, groups, entries and their paragraphs, searched by words.

Every node keeps its list: the same string on two lists is two nodes, and nothing joins them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from landwaiter.domain.law.control_codes import is_under, order_of, parse
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_index import Row
from landwaiter.domain.law.word_lists import folded
from landwaiter.errors import Invalid
from landwaiter.i18n import N_, _

KINDS: Final = ("control_list", "control_text")
"""Kinds of packs whose rows are entries of a control list."""
GROUPS: Final = {
    "A": N_("Systems, equipment and components"),
    "B": N_("Test, inspection and production equipment"),
    "C": N_("Materials"),
    "D": N_("Software"),
    "E": N_("Technology"),
}
"""The letter of an EU or US code (Annex I, General notes)."""
TITLES: Final = {
    "eu": N_("Annex I (EU)"),
    "national": N_("National lists"),
    "us": N_("Commerce Control List (US)"),
    "cml": N_("Common Military List"),
    "ru-annex-vii": N_("Annex VII, Reg. 833/2014"),
    "atr": N_("Anti-torture regulation"),
}
"""How people call the lists of `control_codes.LISTS`."""
MOST: Final = 500
"""Nodes that a search answers with."""


@dataclass(frozen=True, slots=True)
class ControlNode:
    """One entry or paragraph of one list in one edition."""

    list: str
    code: str
    """In its canonical spelling; a category (`2`) or group (`2B`) for what stands above entries."""
    title: str
    text: str
    pack: str
    """id@edition of the pack it is from."""
    trust: str
    regime: str = ""
    """As the pack states it; empty where it does not."""
    verified: str = ""
    """y, c or n, as the pack marks the row."""
    path: tuple[str, ...] = ()
    """Codes above it, from the top."""
    notes: tuple[str, ...] = ()
    """Notes and technical notes that stand under it."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The nodes of one list by code, and what stands under each."""

    list: str
    nodes: Mapping[str, ControlNode]
    below: Mapping[str, tuple[str, ...]]
    """Code → codes right under it; under "" the top."""
    editions: tuple[str, ...]


@dataclass(slots=True)
class _Entry:
    """What the packs say of one code, gathered."""

    title: str = ""
    text: str = ""
    pack: str = ""
    trust: str = ""
    regime: str = ""
    verified: str = ""
    notes: list[str] = field(default_factory=list)


def list_of(pack: Pack) -> str:
    """The control list of a pack: named by its rows, else by its id."""
    named = pack.rows[0].get("list") if pack.rows else None
    return named or {"annex1": "eu", "cml": "cml"}.get(pack.id, pack.id)


def pack_of_list(packs: Mapping[str, Pack], name: str) -> Pack | None:
    """The edition of a control list among the packs in force; None where there is none."""
    lists = (pack for pack in packs.values() if pack.kind == KINDS[0] and pack.rows)
    return next((pack for pack in lists if list_of(pack) == name), None)


def trees(packs: Mapping[str, Pack]) -> Mapping[str, Tree]:
    """A tree for each list among the packs; a text of the same list is laid over its entries."""
    of_list: dict[str, list[Pack]] = {}
    for pack in packs.values():
        if pack.kind in KINDS and pack.rows:
            of_list.setdefault(list_of(pack), []).append(pack)
    return {name: _tree(name, found) for name, found in of_list.items()}


def _tree(name: str, packs: list[Pack]) -> Tree:
    entries: dict[str, _Entry] = {}
    for pack in sorted(packs, key=lambda pack: KINDS.index(pack.kind)):
        for row in pack.rows:
            _lay(entries, row, pack)
    nodes = {code: _node(name, code, entry) for code, entry in entries.items()}
    for code in _above(name, nodes):
        nodes[code] = _heading(name, code, packs[0])
    below: dict[str, list[str]] = {}
    for code, node in nodes.items():
        above = node.path[-1] if node.path and node.path[-1] in nodes else ""
        below.setdefault(above, []).append(code)
    ordered = {code: tuple(sorted(found, key=order_of)) for code, found in below.items()}
    return Tree(name, nodes, ordered, tuple(f"{p.id}@{p.edition}" for p in packs))


def _lay(entries: dict[str, _Entry], row: Row, pack: Pack) -> None:
    entry = entries.setdefault(row["code"], _Entry())
    if row.get("kind", "entry") != "entry":
        entry.notes.append(row.get("text", ""))
        return
    entry.title = entry.title or row.get("title", "")
    entry.text = row.get("text", "") or entry.text
    entry.pack = entry.pack or f"{pack.id}@{pack.edition}"
    entry.trust = entry.trust or pack.trust.value
    entry.regime = entry.regime or row.get("regime", "")
    entry.verified = entry.verified or row.get("verified", "")


def _node(name: str, code: str, entry: _Entry) -> ControlNode:
    return ControlNode(
        list=name,
        code=code,
        title=entry.title or entry.text.partition("\n")[0][:160],
        text=entry.text,
        pack=entry.pack,
        trust=entry.trust,
        regime=entry.regime,
        verified=entry.verified,
        path=path_of(name, code),
        notes=tuple(note for note in entry.notes if note),
    )


def path_of(name: str, code: str) -> tuple[str, ...]:
    """Codes above a code from the top: `2B001.b.2` → 2, 2B, 2B001, 2B001.b."""
    try:
        known = parse(code, name)
    except Invalid:
        return ()
    levels = known.code[len(known.head) :].split(".")[1:]
    above = [known.head, *(".".join([known.head, *levels[:n]]) for n in range(1, len(levels)))]
    tops = [known.head[0], known.head[:2]] if name in {"eu", "us", "national"} else []
    return tuple([*tops, *above][: len(tops) + len(levels)])


def _above(name: str, nodes: Mapping[str, ControlNode]) -> Iterable[str]:
    """Codes that stand over others and are no entries themselves."""
    wanted = dict.fromkeys(code for node in nodes.values() for code in node.path)
    return [code for code in wanted if code not in nodes]


def _heading(name: str, code: str, pack: Pack) -> ControlNode:
    category, group = code[:1], code[1:2]
    edition = f"{pack.id}@{pack.edition}"
    path: tuple[str, ...] = ()
    if code == category:
        title = _("Category {code}").format(code=code)
    elif code == category + group:
        title, path = _(GROUPS.get(group, "")), (category,)
    else:
        title, path = "", path_of(name, code)
    return ControlNode(name, code, title, "", edition, pack.trust.value, path=path)


def search(found: Iterable[Tree], text: str, *, most: int = MOST) -> tuple[ControlNode, ...]:
    """Nodes that a code begins or that stand above it, and those whose title, text and notes hold
    every word; best first."""
    wanted = folded(text).split()
    if not wanted:
        return ()
    ranked: list[tuple[int, int, ControlNode]] = []
    for tree in found:
        begun = _beginning(text, tree.list)
        for place, node in enumerate(tree.nodes.values()):
            rank = _rank(node, wanted, begun)
            if rank is not None:
                ranked.append((rank, place, node))
    ranked.sort(key=lambda one: one[:2])
    return tuple(node for _rank_of, _place, node in ranked[:most])


def _beginning(text: str, name: str) -> str:
    """The canonical beginning of a code that the text is, or empty."""
    compact = "".join(text.split())
    try:
        return parse(compact, name).code
    except Invalid:
        upper = compact.upper()
        return upper if upper[:1].isdigit() or upper.startswith(("ML", "X.")) else ""


_EQUAL, _BEGINS, _ABOVE, _TITLE, _TEXT = range(5)


def _rank(node: ControlNode, wanted: list[str], begun: str) -> int | None:
    if begun and node.code == begun:
        return _EQUAL
    if begun and node.code.startswith(begun):
        return _BEGINS
    if begun and is_under(begun, node.code):
        return _ABOVE
    title = folded(node.title)
    if all(word in title for word in wanted):
        return _TITLE
    whole = f"{title} {folded(node.text)} {folded(' '.join(node.notes))}"
    return _TEXT if all(word in whole for word in wanted) else None
