"""Texts of control lists: Annex I as a tree of paragraphs, and the US Commerce Control List."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from landwaiter.domain.law.control_codes import parse
from landwaiter.errors import Invalid
from landwaiter.formats.base.declaration_file import Findings
from landwaiter.formats.law.content import OfficialContent
from landwaiter.formats.law.importer import OfficialReading, Row, TableChoices, Tell
from landwaiter.formats.law.unplaced import ENTRY, STEP, UNPLACED, without_ambiguous
from landwaiter.formats.law.values import text
from landwaiter.i18n import _

_PARAGRAPH, _ENTRY, _CATEGORY = (
    "regulations.paragraph",
    "regulations.regulation",
    "regulations.category",
)
_KINDS: tuple[tuple[str, str], ...] = (
    ("technical", "technical note"),
    ("n.b", "n.b."),
    ("note", "note"),
)
"""Beginning of the source's word for a paragraph that is no entry → ours."""


_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z]+[0-9]?\s*/?>", re.IGNORECASE)


def is_annex1(content: OfficialContent) -> bool:
    document = content.document
    return (
        isinstance(document, list)
        and all(isinstance(one, dict) for one in document[:50])
        and any(one.get("model") in (_PARAGRAPH, _ENTRY) for one in document[:50])
    )


def read_annex1(content: OfficialContent, _choices: TableChoices, tell: Tell) -> OfficialReading:
    """A row for each paragraph: code it stands under, kind, level, text.

    The code of an entry is made of the labels on the path to it, as the annex prints them.
    """
    findings = Findings(content.file)
    heads, paragraphs = _models(content, findings)
    tree = _Tree(heads, findings)
    rows: dict[str, Row] = {}
    for order, (number, fields) in enumerate(paragraphs, start=1):
        if order % 500 == 0:
            tell(order, len(paragraphs))
        row = tree.row(number, fields)
        if row is not None:
            rows[str(fields["path"])] = {**row, "order": str(order)}
    kept = without_ambiguous(rows, findings)
    if tree.unplaced:
        findings.warn(
            _(
                "Paragraphs that stand under another entry than their own were kept at the head of "
                "their own: {count}, the first is record {number}."
            ).format(count=len(tree.unplaced), number=tree.unplaced[0])
        )
    for code in sorted(set(heads.values()) - tree.heads):
        findings.reject(
            _("The entry has no text."),
            field="code",
            value=code,
            remedy=_("The file is not whole; download it again."),
        )
    return OfficialReading(
        kept, len(paragraphs), tuple(findings.rejected), tuple(findings.warnings)
    )


def _models(
    content: OfficialContent, findings: Findings
) -> tuple[dict[Any, str], list[tuple[int, Mapping[str, Any]]]]:
    """Entry code by key; the paragraphs with their number in the file, in the order of the tree."""
    heads: dict[Any, str] = {}
    paragraphs: list[tuple[int, Mapping[str, Any]]] = []
    for number, one in enumerate(content.document, start=1):
        fields = one.get("fields") if isinstance(one, dict) else None
        if not isinstance(fields, dict):
            findings.reject(
                _("This is not a record of the text."), row=number, remedy=_download_again()
            )
        elif one.get("model") == _ENTRY:
            heads[one.get("pk")] = str(fields.get("code"))
        elif one.get("model") == _PARAGRAPH:
            paragraphs.append((number, fields))
    if not paragraphs and not findings.rejected:
        findings.reject(_("The file holds no paragraph."), remedy=_download_again())
    return heads, sorted(paragraphs, key=lambda one: str(one[1].get("path")))


def _download_again() -> str:
    return _("The file is damaged or of another form; download it again.")


class _Tree:
    """Codes and kinds of paragraphs by their path."""

    def __init__(self, entries: Mapping[Any, str], findings: Findings) -> None:
        self._entries, self._findings = entries, findings
        self._known: dict[str, tuple[str, str]] = {}
        self.heads: set[str] = set()
        self.unplaced: list[int] = []

    def row(self, number: int, fields: Mapping[str, Any]) -> dict[str, str] | None:
        """The paragraph without its place in the order; None where it was rejected."""
        path, label = str(fields.get("path", "")), str(fields.get("code", "")).strip()
        head = self._entries.get(fields.get("regulation"))
        above = self._known.get(path[:-STEP])
        kind = _kind(str(fields.get("note_type", "")))
        body = _plain(str(fields.get("text", "")))
        has_place = path and len(path) % STEP == 0 and (len(path) == STEP or above)
        placed = None
        if not has_place or path in self._known:
            self._reject(number, "path", path, _("The paragraph has no place in the tree."))
        elif head is None or not (body or kind == ENTRY):
            self._reject(number, "text", label, _("The paragraph has no entry or no text."))
        else:
            placed = self._placed(number, head, label, kind, above)
        if placed is None:
            return None
        self._known[path] = placed
        return {
            "list": "eu",
            "code": placed[0],
            "head": str(head),
            "kind": placed[1],
            "level": str(len(path) // STEP),
            "label": label,
            "text": body,
        }

    def _placed(
        self, number: int, head: str, label: str, kind: str, above: tuple[str, str] | None
    ) -> tuple[str, str] | None:
        """Code and kind: a note is of the entry above it, and so are the letters inside a note."""
        if above and above[0].partition(".")[0] != head:
            self.unplaced.append(number)
            return head, UNPLACED
        if above and above[1] != ENTRY:
            return above
        if kind != ENTRY:
            return (above[0] if above else head), kind
        code = _code(f"{above[0]}.{label}" if above else label)
        if code is None or not (above or code == head):
            self._reject(
                number,
                "code",
                label,
                _("The label makes no code of the entry {head}.").format(head=head),
            )
            return None
        self.heads.add(head)
        return code, ENTRY

    def _reject(self, number: int, field: str, value: str, message: str) -> None:
        self._findings.reject(
            message, row=number, field=field, value=value, remedy=_download_again()
        )


def _plain(written: str) -> str:
    """The text without marks of the source's pages; where those broke the line, lines."""
    lines = _BREAK.sub("\n", written).split("\n") if "<br" in written else [written]
    return "\n".join(filter(None, (text(unescape(_TAG.sub("", line))) for line in lines)))


def _kind(word: str) -> str:
    lowered = word.strip().casefold()
    return next((ours for begins, ours in _KINDS if lowered.startswith(begins)), ENTRY)


def _code(written: str) -> str | None:
    try:
        return parse(re.sub(r"\.\.+", ".", written), "eu").code
    except Invalid:
        return None


_MISREAD, _NOTE = "ECCN", "Technical Note"
"""What the structured text has in the place of a code where its headline read otherwise."""


def is_us_ccl(content: OfficialContent) -> bool:
    document = content.document
    return (
        isinstance(document, list)
        and bool(document)
        and isinstance(document[0], dict)
        and "product_groups" in document[0]
    )


def read_us_ccl(content: OfficialContent, _choices: TableChoices, tell: Tell) -> OfficialReading:
    """A row for each ECCN: category, group, title and text, all of the US list."""
    findings = Findings(content.file)
    rows: dict[str, Row] = {}
    count = 0
    for category in content.document:
        for group in _listed(category, "product_groups", findings):
            place = {
                "category": text(str(category.get("name", ""))),
                "group": text(str(group.get("name", ""))),
            }
            for entry in _listed(group, "eccn", findings):
                count += 1
                tell(count, 0)
                _take_eccn(count, {**entry, **place}, rows, findings)
    return OfficialReading(
        tuple(rows.values()), count, tuple(findings.rejected), tuple(findings.warnings)
    )


def _listed(holder: Any, name: str, findings: Findings) -> list[Any]:
    found = holder.get(name) if isinstance(holder, dict) else None
    if isinstance(found, list) and all(isinstance(one, dict) for one in found):
        return found
    findings.reject(
        _("A part of the list has not the form of this file."), field=name, remedy=_download_again()
    )
    return []


def _take_eccn(
    number: int, entry: Mapping[str, Any], rows: dict[str, Row], findings: Findings
) -> None:
    written = str(entry.get("code", ""))
    title = text(str(entry.get("description", "")))
    if written == _MISREAD:
        written, _blank, title = title.partition(" ")
    if written == _NOTE:
        findings.warn(_("A note between the entries was passed over: {title}").format(title=title))
        return
    try:
        code = parse(written, "us").code
    except Invalid as fault:
        findings.reject(fault.message, row=number, field="code", value=written, remedy=fault.remedy)
        return
    if code in rows:
        findings.reject(
            _("The entry stands twice in the list."),
            row=number,
            field="code",
            value=code,
            remedy=_("Keep one of them."),
        )
        return
    rows[code] = {
        "list": "us",
        "code": code,
        "category": entry["category"],
        "group": entry["group"],
        "title": title,
        "text": str(entry.get("details", "")).strip(),
    }
