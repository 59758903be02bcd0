"""What a returned version proposed, for its author to look over, and what came back with it."""

from collections.abc import Iterator

from landwaiter.domain.cases.case import Case, Decision
from landwaiter.domain.cases.decision import left_open_in
from landwaiter.domain.cases.remarks import open_remarks, place_words
from landwaiter.i18n import _
from landwaiter.ui.deeds.outcomes_card import BASIS, ITEM
from landwaiter.ui.kit.inline import Gap, Glyph, Line, Text


def returned_version(case: Case) -> Decision | None:
    """The last version, where it was returned."""
    last = case.decision
    return last if last is not None and last.state == "returned" else None


def answers_of(case: Case, version: Decision) -> dict[str, str]:
    """The answers of its form by field name: what the whole is called comes after its items."""
    outcomes = {f"{ITEM}{one.no}": version.items.get(one.no, version.outcome) for one in case.items}
    bases = {
        f"{BASIS}{one.no}": version.bases.get(one.no, str(version.basis)) for one in case.items
    }
    left_open = {f"open {one.kind}": one.reason for one in left_open_in(version.text)}
    return {
        **outcomes,
        "outcome": version.outcome,
        **bases,
        "basis": str(version.basis),
        "reason": str(version.reason),
        "appeal": str(version.appeal),
        **left_open,
    }


def came_back_with(case: Case, version: Decision) -> Iterator[Line]:
    """Who returned it, why, and each remark with its place."""
    title = _("Version {version} was returned").format(version=version.version)
    yield (Glyph("return", 14, "med"), Gap(6), Text(title, bold=True))
    yield (Text(_("by {name}").format(name=version.returned_by), "text2"),)
    for point in str(version.return_reason).splitlines():
        yield (Text(f"“{point}”"),)
    for remark in open_remarks(case):
        head = Text(f"{place_words(case, remark.place)}: ", bold=True)
        yield (head, Text(f"“{remark.text}”"))
