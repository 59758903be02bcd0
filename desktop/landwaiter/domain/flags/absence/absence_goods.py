"""Facts about the goods of a case that leave rules without a subject."""

from collections.abc import Callable, Iterator
from typing import Final

from landwaiter.domain.cases.case import Classification, ClassificationState
from landwaiter.domain.flags.absence.absence import AbsenceFact, lines_of, none_stated, once, stated
from landwaiter.domain.flags.evidence import (
    at,
    of_cn,
    of_codes,
    of_enrichment,
    of_item,
    of_pack,
    of_register,
)
from landwaiter.domain.flags.rule import Rule, several
from landwaiter.domain.flags.rules.claims import correlates_officially
from landwaiter.domain.flags.rules.institutions import DUAL_USE
from landwaiter.domain.flags.rules.route import in_first_tiers
from landwaiter.domain.flags.view import WITHOUT_GOODS, Goods, View, is_true
from landwaiter.domain.goods.classification.substances import cas_numbers
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.law.control_codes import FOREIGN, head_of
from landwaiter.i18n import _, joined

_WITHOUT_DECLARATION: Final = WITHOUT_GOODS | {CaseKind.BROKERING}


def _kind(view: View) -> str:
    kind = view.case.of_kind
    return _(kind.title) if kind else view.case.kind.value.replace("_", " ")


@once
def without_goods(view: View) -> AbsenceFact | None:
    """A kind of case in which no goods move."""
    if not view.is_without_goods:
        return None
    text = _("No goods move in a case of the kind “{kind}”.").format(kind=_kind(view))
    return AbsenceFact(text, stated(at("case/kind", view.case.kind.value)))


@once
def without_declaration(view: View) -> AbsenceFact | None:
    """A kind of case to which no customs declaration belongs, and none is there."""
    if view.case.kind not in _WITHOUT_DECLARATION or view.goods or view.declaration:
        return None
    text = _("No declaration belongs to a case of the kind “{kind}”.").format(kind=_kind(view))
    return AbsenceFact(text, stated(at("case/kind", view.case.kind.value)))


@once
def without_end_use(view: View) -> AbsenceFact | None:
    """No goods move, and the kind asks for no end use; none is stated."""
    kind = view.case.of_kind
    if kind is None or kind.field("end_use") or view.enriched("end_use"):
        return None
    return without_goods(view)


# not listed


@once
def not_listed(view: View) -> AbsenceFact | None:
    """Every item is found not listed, by a person or by the official table.

    That nothing proposes a candidate says nothing.
    """
    return _not_listed(view, lines_of(view))


def _not_listed(view: View, lines: tuple[Goods, ...]) -> AbsenceFact | None:
    ways = [_way(view, line) for line in lines]
    if not ways or None in ways:
        return None
    found = [way for way in ways if way]
    return AbsenceFact(
        _("Every item is found not listed: {how}.").format(
            how=joined("; ", (w.text for w in found))
        ),
        stated(*(place for way in found for place in way.evidence)),
    )


def _way(view: View, line: Goods) -> AbsenceFact | None:
    """How a line was found not listed; None while anything still speaks for an entry."""
    if _stands(view, line):
        return None
    rejected = [found for found in _findings(view, line) if _is_rejected(found)]
    if rejected:
        text = _("item {no} by {author}, who rejected {codes}")
        return AbsenceFact(
            text.format(
                no=line.no,
                author=", ".join(dict.fromkeys(one.author for one in rejected)),
                codes=", ".join(one.code for one in rejected),
            ),
            tuple(at(f"classifications/{line.no}/{one.code}", one.state) for one in rejected),
        )
    if correlates_officially(view, line) is False:
        pack = view.packs.get("correlation_official")
        text = _("item {no} by the official correlation table, which has no entry for {cn}")
        return AbsenceFact(
            text.format(no=line.no, cn=line.cn), (of_cn(line), of_pack(pack, line.cn))
        )
    return None


def _findings(view: View, line: Goods) -> tuple[Classification, ...]:
    """The newest finding of a person on each entry of the line."""
    newest = {(c.list, c.code): c for c in view.case.classifications if c.item_no == line.no}
    return tuple(newest.values())


def _is_rejected(found: Classification) -> bool:
    return found.state is ClassificationState.REJECTED


def _stands(view: View, line: Goods) -> bool:
    """Whether a code or a candidate of the line is left that nobody rejected, hints too."""
    if view.codes(line):
        return True
    rejected = {(c.list, c.code) for c in _findings(view, line) if _is_rejected(c)}
    return any(
        found.list not in FOREIGN
        and not {(found.list, found.code), (found.list, head_of(found.code))} & rejected
        for found in view.candidates_of(line)
    )


@once
def not_listed_in_833(view: View) -> AbsenceFact | None:
    """Not listed, and no row of a loaded Annex VII covers an item."""
    in_annex_7 = (
        view.may_be_in_annexes(line, "eu_833_annexes", "entity_annex") for line in view.goods
    )
    return None if any(in_annex_7) else not_listed(view)


@once
def y901_not_in_doubt(view: View) -> AbsenceFact | None:
    """Y901 stands on no item, or only on items that are found not listed."""
    lines = lines_of(view)
    carrying = [view.carries(line, "not_listed") for line in lines]
    if not lines or None in carrying:
        return None
    claimed = tuple(line for line, carries in zip(lines, carrying, strict=True) if carries)
    if claimed:
        return _not_listed(view, claimed)
    return AbsenceFact(_("Neither an item nor the whole declaration is declared as not listed."))


@once
def denials_of_unlisted(view: View) -> AbsenceFact | None:
    """The register of denials is loaded, and every item is found not listed."""
    registers = view.facts.registers
    if registers.denials is None or "denials" in registers.partial:
        return None
    found = not_listed(view)
    known = of_register("denials", len(registers.denials))
    return found and AbsenceFact(found.text, stated(*found.evidence, known))


# classified by a person, and of no category that the rule names


def other_categories(view: View, rule: Rule) -> AbsenceFact | None:
    """Every item is classified by a person, and none of its codes is of a category of the rule."""
    categories, lines = several(rule.thresholds, "categories"), lines_of(view)
    technology = str((view.case.project or {}).get("technology") or "")
    if not lines or technology.startswith(categories):
        return None
    if not all(_is_settled(view, line, categories) for line in lines):
        return None
    codes = [code for line in lines for code in view.codes(line)]
    text = _("Every item is classified, and no code is of category {categories}: {codes}.")
    named = ", ".join(dict.fromkeys(code.code for code in codes)) or _("not listed")
    return AbsenceFact(
        text.format(categories=", ".join(categories), codes=named),
        stated(*(place for line in lines for place in of_codes(line, view.codes(line)))),
    )


def _is_settled(view: View, line: Goods, categories: tuple[str, ...]) -> bool:
    """Confirmed by a person, or nothing left; and nothing of these categories still stands."""
    codes = view.codes(line)
    if any(code.list in DUAL_USE and code.code.startswith(categories) for code in codes):
        return False
    is_confirmed = any(code.confirmed and code.list not in FOREIGN for code in codes)
    return is_confirmed or _way(view, line) is not None


# the high-priority list


def _no_item(view: View, holds: Callable[[Goods], bool | None], text: str) -> AbsenceFact | None:
    """The fact that something is known to hold for no item of the case."""
    if not view.goods or any(holds(line) is not False for line in view.goods):
        return None
    named = ", ".join(dict.fromkeys(str(line.cn) for line in view.goods))
    return AbsenceFact(text.format(headings=named), stated(*map(of_cn, view.goods)))


@once
def off_priority_list(view: View) -> AbsenceFact | None:
    text = _("No item is on the common high priority list: {headings}.")
    return _no_item(view, view.on_priority_list, text)


@once
def off_first_tiers(view: View) -> AbsenceFact | None:
    text = _("No item is in the first tiers of the common high priority list: {headings}.")
    return _no_item(view, lambda line: in_first_tiers(view, line), text)


@once
def off_priority_list_and_annex_7(view: View) -> AbsenceFact | None:
    text = _(
        "No item is on the common high priority list or in Annex VII of Reg. 833/2014: {headings}."
    )
    return _no_item(view, lambda line: _on_list_or_annex(view, line), text)


def _on_list_or_annex(view: View, line: Goods) -> bool | None:
    annex = view.may_be_in_annexes(line, "eu_833_annexes", "hub_annex")
    return None if annex is None else annex or view.on_priority_list(line)


@once
def outside_clause(view: View) -> AbsenceFact | None:
    """Every item outside the annexes of Art. 12g, all loaded, or under an exempt heading."""
    text = _("No item is in the scope of Art. 12g of Reg. 833/2014: {headings}.")
    return _no_item(view, lambda line: _under_clause(view, line), text)


def _under_clause(view: View, line: Goods) -> bool | None:
    if view.under_heading(line, "clause_exempt_heading"):
        return False
    annexes = (
        view.on_priority_list(line),
        view.may_be_in_annexes(line, "eu_833_annexes", "clause_annex"),
        view.may_be_in_annex(line, "annex_258_2012"),
    )
    return None if None in annexes else any(annexes)


# what is declared of the goods


@once
def substances_named(view: View) -> AbsenceFact | None:
    """Every item has a CAS or CUS number."""
    lines = lines_of(view)
    numbers = [next(_numbers(line), "") for line in lines]
    if not lines or "" in numbers:
        return None
    text = _("Every item names its substance by number: {numbers}.")
    return AbsenceFact(
        text.format(numbers=", ".join(numbers)),
        stated(*(of_item(line, "description", line.description) for line in lines)),
    )


def _numbers(line: Goods) -> Iterator[str]:
    if line.item and line.item.cus_code:
        yield line.item.cus_code
    yield from cas_numbers(line.description or "")


def without_us_part(view: View, rule: Rule) -> AbsenceFact | None:
    """Every origin known and another than the rule's, and nothing of it is stated to be within."""
    content, sought = view.value("us_content"), several(rule.thresholds, "origin")
    origins = [line.item.origin if line.item else None for line in view.goods]
    if content is None or is_true(content) or not origins or None in origins:
        return None
    if not set(sought).isdisjoint(origins):
        return None
    text = _(
        "The goods are of {origins}, and it is stated that no US part or technology is in them."
    )
    return AbsenceFact(
        text.format(origins=", ".join(dict.fromkeys(str(one) for one in origins))),
        stated(
            *(of_item(line, "origin", line.item.origin) for line in view.goods if line.item),
            of_enrichment("us_content", str(content)),
        ),
    )


@once
def without_value(view: View) -> AbsenceFact | None:
    """Goods that are stated to have no commercial value, such as returned goods and samples."""
    return none_stated(view, "value", _("It is stated that the goods have no commercial value."))
