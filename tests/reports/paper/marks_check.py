"""Whether every mark of a PDF leads to its element and back, and nothing is drawn outside one.

python -m tests.reports.paper.marks_check FILE.pdf...
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

_DRAWING = frozenset(
    {"Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh"}
)


def faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    """What is wrong with its marks, one sentence each."""
    top = pdf.Root.StructTreeRoot
    nums = list(top.ParentTree.Nums)
    tree = {int(nums[at]): nums[at + 1] for at in range(0, len(nums), 2)}
    known = {element.objgen for element in elements(top)}
    for number, page in enumerate(pdf.pages, start=1):
        row = list(tree.get(int(page.obj.StructParents), ()))
        ids: list[int] = []
        depth = 0
        for instruction in pikepdf.parse_content_stream(page):
            operands: Any = instruction.operands
            name = str(instruction.operator)
            if name in ("BDC", "BMC"):
                depth += 1
                if name == "BDC" and "/MCID" in operands[1]:
                    ids.append(int(operands[1].MCID))
                    yield from _wrong_mark(number, ids[-1], str(operands[0]), row)
            elif name == "EMC":
                depth -= 1
            elif name in _DRAWING and not depth:
                yield f"page {number}: something is drawn outside a mark."
        if depth:
            yield f"page {number}: a mark is not closed."
        if ids != list(range(len(row))):
            yield f"page {number}: its marks are not those of the tree of elements."
        for mark in ids:
            yield from _wrong_owner(number, mark, page.obj, row, known)


def _wrong_mark(page: int, mark: int, tag: str, row: list[Any]) -> Iterator[str]:
    if mark >= len(row):
        yield f"page {page}: mark {mark} is of no element."
    elif str(row[mark].S) != tag:
        yield f"page {page}: mark {mark} is tagged {tag}, its element {row[mark].S}."


def _wrong_owner(
    page: int, mark: int, place: Any, row: list[Any], known: set[tuple[int, int]]
) -> Iterator[str]:
    if mark >= len(row):
        return
    element = row[mark]
    if element.objgen not in known:
        yield f"page {page}: the element of mark {mark} is not in the structure."
    if not any(_is_mark(kid, mark, element, place) for kid in kids(element)):
        yield f"page {page}: the element of mark {mark} does not hold it."


def _is_mark(kid: Any, mark: int, element: Any, place: Any) -> bool:
    if isinstance(kid, pikepdf.Dictionary):
        is_mark = kid.get("/Type") == "/MCR" and int(kid.MCID) == mark
        return is_mark and bool(kid.Pg.objgen == place.objgen)
    return int(kid) == mark and bool(element.Pg.objgen == place.objgen)


def kids(element: Any) -> list[Any]:
    """What an element holds."""
    held = element.get("/K")
    if held is None:
        return []
    return list(held) if isinstance(held, pikepdf.Array) else [held]


def elements(top: Any) -> Iterator[Any]:
    """All elements in the order of reading."""
    for kid in kids(top):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


if __name__ == "__main__":
    found = 0
    for name in sys.argv[1:]:
        with pikepdf.open(Path(name)) as read:
            for sentence in faults(read):
                found += 1
                sys.stdout.write(f"{name}: {sentence}\n")
    sys.exit(1 if found else 0)
