"""One case as the predicates read it: look-ups that say None where a fact is not known."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from operator import itemgetter
from typing import Any, Final, TypeVar

from landwaiter.domain.cases.case import (
    Candidate,
    Case,
    CaseParty,
    Classification,
    ClassificationState,
    Enrichment,
)
from landwaiter.domain.flags.annexes import heading_of, rows_covering
from landwaiter.domain.flags.inputs_of_rules import Facts, Licence
from landwaiter.domain.flags.rule import rules_by_id
from landwaiter.domain.goods.candidates import CONFIDENCE, correlated_codes, params_of
from landwaiter.domain.goods.classification.leads import is_hint
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.declaration import Declaration, Document, Item, Role
from landwaiter.domain.interviews.course import About, read_by
from landwaiter.domain.interviews.parameter import parameters_in
from landwaiter.domain.law.control_codes import FOREIGN, head_of, is_under
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_index import Row, derived, is_part, rows_by
from landwaiter.domain.law.word_lists import found_words
from landwaiter.domain.lists.listing import Hit, JudgementValue

CLAIMED: Final[Mapping[str, str]] = {
    "contract.date": "exemption_claim.contract_date",
    "delivery.date": "exemption_claim.last_delivery",
}
"""Days of a contract → where a claim that it is older than an embargo says the same."""
ANSWER_SOURCES: Final = ("contract", "end_use_statement", "exporter_answer")
"""Sources in which an end user and an end use are to be expected."""
PRACTICE: Final = "practice."
"""Of the settings that hold the practice of the office's state on an embargo."""
EURO: Final = "EUR"
"""The currency in which rules compare values."""
ENTRY_LISTS: Final = ("eu", "cml", "ru-annex-vii")
"""Lists whose entries a row of a goods annex may name."""
WITHOUT_GOODS: Final = frozenset(
    {
        CaseKind.ACQUISITION,
        CaseKind.INCIDENT,
        CaseKind.INTANGIBLE,
        CaseKind.RESEARCH,
        CaseKind.TECHNICAL_ASSISTANCE,
    }
)
"""Kinds of case in which no goods move; brokered goods move elsewhere and are not declared here."""
Found = TypeVar("Found", Candidate, Classification)
_TRUE_WORDS: Final = frozenset({"true", "yes", "y", "1"})


@dataclass(frozen=True, slots=True)
class Goods:
    """One line of goods: declared, or the heading of a trade history (number 0)."""

    no: int
    cn: str | None
    description: str | None
    item: Item | None = None

    @property
    def hs6(self) -> str | None:
        return self.cn[:6] if self.cn and len(self.cn) >= 6 else None


@dataclass(frozen=True, slots=True)
class Code:
    """A control code of a line of goods and how it came there."""

    list: str
    code: str
    confirmed: bool
    confidence: str
    """H, M or L of a correlation; empty for a person's finding or an official table."""

    @property
    def head(self) -> str:
        return head_of(self.code)

    def under(self, entry: str) -> bool:
        """True when this code is `entry` or lies under it."""
        return is_under(self.code, entry)

    def meets(self, entry: str) -> bool:
        """True when a register of a Member State means this code by `entry`, or one above it."""
        return self.list not in FOREIGN and self.under(entry)


@dataclass(frozen=True, slots=True)
class InterviewAnswer:
    """An answer that a rule reads; `counts` says what of it: a yes, words, a day, or nothing."""

    no: int
    parameter: str
    label: str
    value: Any
    counts: str

    @property
    def text(self) -> str:
        return str(self.value)

    @property
    def evidence(self) -> str:
        return f"items/{self.no}/params/{self.parameter}: {self.text}"


@dataclass(frozen=True, slots=True)
class AnalystNote:
    """What an analyst recorded on a rule: `{rule, reason, holds?}`; holds unless it says no."""

    reason: str
    holds: bool


class View:
    """The facts of one evaluation; every property is computed once."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.known: dict[str, bool] = {}
        """Inputs that were asked for, by name; many rules need the same."""
        self.given_way: frozenset[int] = frozenset()
        """Items for which the rule at hand gives way to another that is raised."""
        self.absences: dict[object, Any] = {}
        """Facts that leave rules without a subject, by what looks at them (`absence/`)."""
        self.case: Case = facts.case
        self.declaration: Declaration | None = facts.case.declaration
        self.packs: Mapping[str, Pack] = facts.packs

    @cached_property
    def editions(self) -> Mapping[str, str]:
        """Pack → `id@edition`, as every result says it."""
        return {name: f"{name}@{pack.edition}" for name, pack in self.packs.items()}

    @cached_property
    def day(self) -> date:
        """The day whose law applies."""
        return self.facts.day

    @cached_property
    def goods(self) -> tuple[Goods, ...]:
        if self.declaration:
            items = self.declaration.items
            return tuple(Goods(item.no, item.cn, item.description, item) for item in items)
        if self.facts.trade:
            return (Goods(0, self.facts.trade.hs6, None),)
        return ()

    @property
    def lines(self) -> tuple[Goods, ...]:
        """The goods that the rule being judged has not left to another."""
        return tuple(line for line in self.goods if line.no not in self.given_way)

    @cached_property
    def is_without_goods(self) -> bool:
        """True for a kind of case that moves knowledge, help or shares, and no goods."""
        return self.case.kind in WITHOUT_GOODS and not self.goods

    @cached_property
    def destination(self) -> str | None:
        if self.declaration and self.declaration.country_destination:
            return self.declaration.country_destination
        if self.facts.trade:
            return self.facts.trade.destination
        partner = (self.case.project or {}).get("partner_country")
        return str(partner) if partner else None

    def destination_of(self, goods: Goods) -> str | None:
        """The item's own destination where it has one, else the declaration's."""
        return (goods.item.destination if goods.item else None) or self.destination

    def documents_of(self, goods: Goods) -> tuple[Document, ...]:
        """As `Declaration.documents_of` has them, found once: every rule asks of every line."""
        own, of_all = self._documents.get(goods.no, ()), self._documents.get(None, ())
        found = sorted((*own, *of_all), key=itemgetter(0)) if own and of_all else own or of_all
        return tuple(document for _place, document in found)

    def document_codes(self, goods: Goods) -> frozenset[str]:
        return self._codes_of_documents.get(goods.no, self._codes_of_all)

    @cached_property
    def _documents(self) -> Mapping[int | None, Sequence[tuple[int, Document]]]:
        """By line, those of the whole declaration under None; each with its place."""
        found: dict[int | None, list[tuple[int, Document]]] = {}
        for place, one in enumerate(self.declaration.documents if self.declaration else ()):
            found.setdefault(one.item_no, []).append((place, one))
        return found

    @cached_property
    def _codes_of_documents(self) -> Mapping[int | None, frozenset[str]]:
        return {
            no: self._codes_of_all.union(document.code for _place, document in found)
            for no, found in self._documents.items()
        }

    @cached_property
    def _codes_of_all(self) -> frozenset[str]:
        return frozenset(document.code for _place, document in self._documents.get(None, ()))

    # parties

    def parties(self, *roles: Role) -> tuple[CaseParty, ...]:
        """Parties in these roles; without roles all but shareholders, who take no part."""
        return tuple(p for p in self.case.parties if p.name and _is_in(p, roles))

    @cached_property
    def end_user_names(self) -> tuple[str, ...]:
        named = [party.name for party in self.parties(Role.END_USER)]
        for row in self.enriched("end_user"):
            if isinstance(row.value, Mapping) and row.value.get("name"):
                named.append(str(row.value["name"]))
        return tuple(dict.fromkeys(named))

    @cached_property
    def end_user_asked(self) -> bool:
        """True when the end user was asked for and not named."""
        if self.end_user_names:
            return False
        return bool(self.enriched("end_user"))

    @cached_property
    def consignee_names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(party.name for party in self.parties(Role.CONSIGNEE)))

    @cached_property
    def buyers(self) -> tuple[str, ...]:
        """Names of consignee, end user and project partner."""
        partner = (self.case.project or {}).get("partner")
        names = (*self.consignee_names, *self.end_user_names, *((str(partner),) if partner else ()))
        return tuple(dict.fromkeys(names))

    def hits(self, *roles: Role) -> tuple[tuple[CaseParty, Hit], ...]:
        """Hits that nobody judged different, with their parties; roles as in `parties`."""
        parties = {p.id: p for p in self.case.parties if _is_in(p, roles)}
        return tuple(
            (parties[hit.party_id], hit)
            for hit in self.case.hits
            if hit.party_id in parties and judged(hit) is not JudgementValue.DIFFERENT
        )

    # enrichment

    @cached_property
    def _enrichment(self) -> Mapping[str, tuple[Enrichment, ...]]:
        rows: dict[str, list[Enrichment]] = {}
        for row in self.case.enrichment:
            rows.setdefault(row.field, []).append(row)
        return {field: tuple(found) for field, found in rows.items()}

    def enriched(self, field: str) -> tuple[Enrichment, ...]:
        """Every statement about `field`, oldest first."""
        return self._enrichment.get(field, ())

    def value(self, field: str) -> Any:
        """The newest known value of `field`; `contract.date` also reads a key of `contract`."""
        for row in reversed(self.enriched(field)):
            if row.value is not None:
                return row.value
        outer, _dot, key = field.rpartition(".")
        if not outer:
            return None
        mapping = self.value(outer)
        return mapping.get(key) if isinstance(mapping, Mapping) else None

    def value_of(self, goods: Goods, field: str) -> Any:
        """The newest known value of `field` for a line: stated of it, or of the whole case."""
        for row in reversed(self.enriched(field)):
            if row.value is not None and row.item_no in (None, goods.no):
                return row.value
        return None

    def day_of(self, field: str) -> date | None:
        """The newest value of `field` as a date; None when it is none."""
        return as_date(self.value(field))

    def contract_day(self, field: str) -> tuple[date | None, str]:
        """A day of the contract and the field that states it: of the contract on file, else of the
        exemption that is claimed for it."""
        found, claimed = self.day_of(field), CLAIMED[field]
        return (found, field) if found else (self.day_of(claimed), claimed)

    def answers_for(self, rule_id: str) -> Iterator[InterviewAnswer]:
        """What an interview on the goods has learned for a rule, line by line."""
        deciding = self.packs.get("deciding_parameters")
        if deciding is None:
            return
        for step in read_by(deciding, rule_id):
            label = parameters_in(deciding)[step.parameter].label
            for line in self.goods:
                value = self.params(line).get(step.parameter)
                if value is not None:
                    yield InterviewAnswer(line.no, step.parameter, label, value, step.counts)

    @cached_property
    def sources(self) -> frozenset[str]:
        """Enrichment sources on file, including documents listed as being there."""
        listed = self.value("documents") or ()
        names = (str(name).casefold().replace("-", "_").replace(" ", "_") for name in listed)
        return frozenset((*(row.source for row in self.case.enrichment), *names))

    @property
    def answered(self) -> bool:
        """True when a contract, an end-use statement or the exporter's answer is on file."""
        return any(source in self.sources for source in ANSWER_SOURCES)

    def note(self, rule_id: str) -> AnalystNote | None:
        """The newest note of an analyst on a rule that a person judges; it has a reason."""
        for row in reversed(self.enriched("analyst_note")):
            if isinstance(row.value, Mapping) and row.value.get("rule") == rule_id:
                reason = str(row.value.get("reason") or "").strip()
                holds = is_true(row.value.get("holds", True))
                return AnalystNote(reason, holds) if reason else None
        return None

    # packs

    def words(self, name: str, *texts: str | None) -> tuple[str, ...] | None:
        """Words of a list met in the texts; None without the vocabulary or without any text."""
        vocabulary = self.packs.get("vocabulary")
        stated = [text for text in texts if text]
        if vocabulary is None or not stated:
            return None
        if len(stated) == 1:
            return found_words(vocabulary, name, stated[0])
        return tuple(
            dict.fromkeys(word for text in stated for word in found_words(vocabulary, name, text))
        )

    def country_set(self, name: str) -> frozenset[str] | None:
        """The countries of a set; None without the pack."""
        pack = self.packs.get("countries")
        return None if pack is None else derived(_countries, pack).get(name, frozenset())

    def in_set(self, name: str, *countries: str | None) -> bool | None:
        """Whether any of the countries is in the set; None when none is known."""
        members, stated = self.country_set(name), {country for country in countries if country}
        return None if members is None or not stated else bool(members & stated)

    def code_set(self, name: str) -> tuple[str, ...] | None:
        """Codes of a set (document codes, headings, annexes) in pack order; None without it."""
        pack = self.packs.get("code_sets")
        return derived(_codes, pack).get(name) if pack else None

    def means_of(self, name: str) -> Mapping[str, str]:
        """Code → what it means, for a set that says so."""
        pack = self.packs.get("code_sets")
        rows = rows_by(pack, "set").get(name, ()) if pack else ()
        return {row["code"]: row["means"] for row in rows}

    def carries(self, goods: Goods, name: str) -> bool | None:
        """Whether a document code of the set is declared for the line; None without the set."""
        codes = self.code_set(name)
        return None if codes is None else bool(self.document_codes(goods).intersection(codes))

    def under_heading(self, goods: Goods, name: str) -> bool | None:
        """Whether the line's code lies under a heading of the set; None where either is unknown."""
        headings = self.code_set(name)
        return None if headings is None or not goods.cn else goods.cn.startswith(headings)

    def priority_row(self, goods: Goods) -> Row | None:
        """The line's row of the high-priority list, None when it is not on it."""
        pack = self.packs.get("chpl")
        rows = rows_by(pack, "hs6").get(goods.hs6 or "", ()) if pack else ()
        return rows[0] if rows else None

    def on_priority_list(self, goods: Goods) -> bool | None:
        """Membership in the high-priority list; None without list or heading."""
        if "chpl" not in self.packs or goods.hs6 is None:
            return None
        return self.priority_row(goods) is not None

    def in_annex(self, goods: Goods, pack_id: str, *annexes: str) -> bool | None:
        """Whether the line is in a goods annex pack (in one of `annexes`, if any are named).

        None also where the annex names only a part of the heading: the code alone cannot tell.
        """
        rows = self._rows_of_annexes(goods, pack_id, annexes)
        if not rows:
            return None if rows is None else False
        return True if any(self.stands_in(row, goods) for row in rows) else None

    def may_be_in_annex(self, goods: Goods, pack_id: str, *annexes: str) -> bool | None:
        """The same with a part of the heading taken for the whole: a candidate, never a fact."""
        rows = self._rows_of_annexes(goods, pack_id, annexes)
        return None if rows is None else bool(rows)

    def _rows_of_annexes(
        self, goods: Goods, pack_id: str, annexes: tuple[str, ...]
    ) -> tuple[Row, ...] | None:
        rows = self.annex_rows(goods, pack_id)
        if rows is None:
            return None
        return tuple(row for row in rows if not annexes or row.get("annex") in annexes)

    def stands_in(self, row: Row, goods: Goods) -> bool:
        """True when a row that covers the heading means all of it, or its entry was confirmed."""
        return not is_part(row) or self.is_entry_confirmed(row, goods)

    def is_entry_confirmed(self, row: Row, goods: Goods) -> bool:
        """Whether a person confirmed the entry that the row names; False where it names none."""
        entry = row.get("code")
        codes = self.confirmed(goods, *ENTRY_LISTS)
        return any(code.under(entry) for code in codes) if entry else False

    def in_annexes(self, goods: Goods, pack_id: str, set_name: str) -> bool | None:
        """Whether the line is in one of the pack's annexes that the set of codes names."""
        annexes = self.code_set(set_name)
        return None if annexes is None else self.in_annex(goods, pack_id, *annexes)

    def input_of_annex(self, pack_id: str) -> str:
        """What is missing where `in_annex` cannot tell: the pack, else the part of the heading."""
        return "items.classification" if pack_id in self.packs else f"pack:{pack_id}"

    def may_be_in_annexes(self, goods: Goods, pack_id: str, set_name: str) -> bool | None:
        """The same with a part of the heading taken for the whole."""
        annexes = self.code_set(set_name)
        return None if annexes is None else self.may_be_in_annex(goods, pack_id, *annexes)

    def annex_rows(self, goods: Goods, pack_id: str) -> tuple[Row, ...] | None:
        """Rows of a goods annex that cover the line on the day; None without pack or code."""
        pack = self.packs.get(pack_id)
        return rows_covering(pack, goods.cn, self.day) if pack and goods.cn else None

    # control codes

    @cached_property
    def _found_by_person(self) -> Mapping[int, Mapping[tuple[str, str], Classification]]:
        """Line → the newest finding on each code."""
        found = _by_item(self.case.classifications)
        return {no: {(c.list, c.code): c for c in some} for no, some in found.items()}

    @cached_property
    def _candidates_found(self) -> Mapping[int, tuple[Candidate, ...]]:
        return _by_item(self.case.candidates)

    def candidates_of(self, goods: Goods) -> tuple[Candidate, ...]:
        """What speaks for control entries of a line, hints too."""
        return self._candidates_found.get(goods.no, ())

    @cached_property
    def _codes(self) -> Mapping[int, tuple[Code, ...]]:
        return {goods.no: tuple(self._codes_of(goods)) for goods in self.goods}

    def codes(self, goods: Goods) -> tuple[Code, ...]:
        """Candidate and confirmed codes of a line; what a person rejected is left out."""
        return self._codes.get(goods.no, ())

    def _codes_of(self, goods: Goods) -> Iterable[Code]:
        rejected = set()
        for (list_id, code), finding in self._found_by_person.get(goods.no, {}).items():
            if finding.state is ClassificationState.REJECTED:
                rejected.add((list_id, code))
            else:
                confirmed = finding.state is ClassificationState.CONFIRMED
                yield Code(list_id, code, confirmed, "")
        for candidate in self._candidates(goods):
            if not {(candidate.list, candidate.code), (candidate.list, candidate.head)} & rejected:
                yield candidate

    def _candidates(self, goods: Goods) -> Iterable[Code]:
        for row in correlated_codes(goods.cn, self.packs):
            list_id = row.get("list", "eu")
            yield Code(list_id, row["control_code"], False, row.get("confidence", ""))
        for found in self.candidates_of(goods):
            if not is_hint(found.edition):
                yield Code(found.list, found.code, False, _grade(found))

    def hints(self, goods: Goods) -> tuple[Code, ...]:
        """Codes that words alone point to and that nobody decided: no fact of any rule."""
        decided = {
            (finding.list, code)
            for finding in self._found_by_person.get(goods.no, {}).values()
            for code in (finding.code, head_of(finding.code))
        }
        return tuple(
            Code(found.list, found.code, confirmed=False, confidence="L")
            for found in self.candidates_of(goods)
            if is_hint(found.edition) and (found.list, found.code) not in decided
        )

    @property
    def classified(self) -> bool:
        """True when something can be said about control codes of the goods."""
        has_table = bool({"hs_control", "correlation_official"} & set(self.packs))
        has_heading = any(goods.hs6 for goods in self.goods)
        return bool(self.case.classifications) or (has_table and has_heading)

    def is_classified(self, goods: Goods) -> bool:
        """True when something can be said about control codes of this line."""
        has_table = bool({"hs_control", "correlation_official"} & set(self.packs))
        return goods.no in self._found_by_person or bool(has_table and goods.hs6)

    def correlates(self, goods: Goods) -> bool | None:
        """Whether the heading or a person's finding points to a control entry."""
        if self.codes(goods):
            return True
        return False if self.is_classified(goods) else None

    def heading_correlates(self, goods: Goods) -> bool | None:
        """The same by the heading alone, or by a code that a person confirmed."""
        standing = {(code.list, code.code) for code in self.codes(goods)}
        rows = correlated_codes(goods.cn, self.packs)
        if any((row.get("list", "eu"), row["control_code"]) in standing for row in rows):
            return True
        if any(code.confirmed for code in self.codes(goods)):
            return True
        return False if self.is_classified(goods) else None

    def listed_in_annex_1(self, goods: Goods) -> bool | None:
        """Candidate or confirmed entry of Annex I."""
        if any(code.list == "eu" for code in self.codes(goods)):
            return True
        return False if self.is_classified(goods) else None

    def confirmed(self, goods: Goods, *lists: str) -> tuple[Code, ...]:
        """Codes a person confirmed, in these lists."""
        return tuple(c for c in self.codes(goods) if c.confirmed and c.list in lists)

    def params(self, goods: Goods) -> Mapping[str, Any]:
        return params_of(self.case.learned, goods.no)

    def about(self, goods: Goods) -> About:
        """What heading and words say of the goods."""
        return About(goods.cn or "", goods.description or "")

    # registers

    def licence(self, ref: str | None) -> Licence | None:
        """The register's entry of that reference."""
        return next((one for one in self.facts.registers.licences if ref and one.ref == ref), None)

    def setting(self, name: str) -> str | None:
        return self.facts.settings.get(name)

    @cached_property
    def practice(self) -> Mapping[str, str]:
        """What the office's state practises where an embargo leaves it to the states."""
        settings = self.facts.settings.items()
        return {name: value for name, value in settings if name.startswith(PRACTICE)}

    def thresholds(self, rule_id: str) -> Mapping[str, str]:
        """Thresholds of a rule, the office's own in the place of the pack's; empty without it."""
        pack = self.packs.get("flag_rules")
        rule = derived(rules_by_id, pack).get(rule_id) if pack else None
        stated = rule.thresholds if rule else {}
        return {name: self.setting(f"{rule_id}.{name}") or value for name, value in stated.items()}


def _by_item(found: Iterable[Found]) -> Mapping[int, tuple[Found, ...]]:
    """What was found, by the number of the item."""
    by_item: dict[int, list[Found]] = {}
    for one in found:
        by_item.setdefault(one.item_no, []).append(one)
    return {no: tuple(some) for no, some in by_item.items()}


def _grade(found: Candidate) -> str:
    """Low where the candidate rests on nothing better than a correlation graded low."""
    return "L" if found.score <= CONFIDENCE["L"] else ""


def _is_in(party: CaseParty, roles: tuple[Role, ...]) -> bool:
    return party.role in roles if roles else party.role is not Role.SHAREHOLDER


def _countries(pack: Pack) -> Mapping[str, frozenset[str]]:
    sets = rows_by(pack, "set").items()
    return {name: frozenset(row["country"] for row in rows) for name, rows in sets}


def _codes(pack: Pack) -> Mapping[str, tuple[str, ...]]:
    return {name: tuple(row["code"] for row in rows) for name, rows in rows_by(pack, "set").items()}


def judged(hit: Hit) -> JudgementValue | None:
    """The standing judgement of a hit; a revoked one is none."""
    judgement = hit.judgement
    return judgement.value if judgement and judgement.revoked_at is None else None


def as_date(value: Any) -> date | None:
    """A date or ISO 8601 text as a date, else None."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def is_true(value: Any) -> bool:
    """True for a true value and for the words by which tables say it."""
    return str(value).casefold() in _TRUE_WORDS


def covers(row: Row, goods: Goods) -> bool:
    """True when a pack row with a heading column covers the line's commodity code."""
    heading = heading_of(row)
    return bool(heading and goods.cn and goods.cn.startswith(heading))


def value_eur(goods: Goods) -> Decimal | None:
    """The item's value in EUR, statistical before invoiced; None in any other currency."""
    amounts = (goods.item.statistical_value, goods.item.invoice_value) if goods.item else ()
    return next((money.amount for money in amounts if money and money.currency == EURO), None)


def imo_numbers(view: View) -> tuple[str, ...]:
    """IMO numbers stated for the means of transport."""
    means = view.declaration.transport if view.declaration else ()
    stated = (m.identifier for m in means if m.id_type == "10" and m.identifier)
    return tuple(dict.fromkeys(stated))
