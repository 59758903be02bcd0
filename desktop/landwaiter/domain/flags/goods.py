"""Rules about what the goods are: description, codes, documents, parameters."""

import re
from typing import Final

from landwaiter.domain import parameters
from landwaiter.domain.case import Severity
from landwaiter.domain.flags.claims import DUAL_USE_CODES, declared_lines
from landwaiter.domain.flags.finding import (
    Finding,
    any_of,
    either,
    either_strict,
    judge,
    unknown,
)
from landwaiter.domain.flags.rule import Rule, number
from landwaiter.domain.flags.view import Goods, View
from landwaiter.domain.words import has_han, only_words_of
from landwaiter.i18n import _

FIREARM_HEADINGS: Final = ("9302", "9303", "9304", "9305", "930621", "930630")
MILITARY_HEADINGS: Final = ("8710", "890610", "9301")
_CAS: Final = re.compile(r"\b\d{2,7}-\d{2}-\d\b")
_ML: Final = re.compile(r"\bML(?:1[0-9]|2[0-2]|[1-9])(?:\.[a-z0-9]+)*\b")


def priority_item(view: View, rule: Rule) -> Finding:
    """RF-G01: the tag; whether it is raised depends on the other flags of the case."""
    return any_of(
        (
            judge(
                {
                    "items.cn8": view.on_priority_list(line),
                    "country_destination": _outside_partners(view, line),
                },
                _(
                    "Item {no} ({cn}) is on the common high priority list (Annex XL, tier {tier})."
                ).format(no=line.no, cn=line.cn, tier=(view.priority_row(line) or {}).get("tier")),
                evidence=(f"items.cn8: {line.cn}",),
            )
            for line in view.goods
        ),
        otherwise=unknown("items.cn8"),
    )


def _outside_partners(view: View, line: Goods) -> bool | None:
    partner = view.in_set("annex_viii", view.destination_of(line))
    return None if partner is None else not partner


def vague_description(view: View, rule: Rule) -> Finding:
    """RF-G07: fewer than the rule's words, or generic; a CAS or CUS number excuses it."""
    if "vocabulary" not in view.packs:
        return unknown("pack:vocabulary")
    return any_of(
        (
            judge(
                {"items.description": _is_vague(view, rule, line)},
                _("Item {no} is described as “{text}” only.").format(
                    no=line.no, text=line.description
                ),
                evidence=(f"items.description: {line.description}",),
            )
            for line in declared_lines(view)
        ),
        otherwise=unknown("items.description"),
    )


def _is_vague(view: View, rule: Rule, line: Goods) -> bool | None:
    text = line.description
    if text is None:
        return None
    if _CAS.search(text) or (line.item and line.item.cus_code):
        return False
    if only_words_of(view.packs["vocabulary"], "generic_goods", text):
        return True
    return not has_han(text) and len(text.split()) < number(rule.thresholds, "words")


def parameter_above_threshold(view: View, rule: Rule) -> Finding:
    """RF-G08: the captured values meet the entry and no authorisation is declared."""
    return any_of(
        (_parameters(view, line) for line in declared_lines(view)),
        otherwise=unknown("items.params"),
    )


def _parameters(view: View, line: Goods) -> Finding:
    deciding = view.packs.get("deciding_parameters")
    heads = sorted({code.head for code in view.codes(line) if code.list == "eu"})
    params = view.params(line)
    met = [
        parameters.met_entry(deciding, head, params)
        for head in heads
        if deciding and parameters.meets(deciding, head, params)
    ]
    verdicts = [parameters.meets(deciding, head, params) if deciding else None for head in heads]
    return judge(
        {
            "items.classification": None if not heads and not view.classified else bool(heads),
            "items.params": either_strict(*verdicts),
            "items.docs": not view.document_codes(line) & (DUAL_USE_CODES - {"Y901"}),
        },
        _(
            "The values stated for item {no} meet {entries} and no authorisation is declared."
        ).format(no=line.no, entries=", ".join(str(entry) for entry in met)),
        evidence=tuple(f"items.params: {key} = {value}" for key, value in sorted(params.items())),
    )


def firearm_or_torture_good(view: View, rule: Rule) -> Finding:
    """RF-G09: heading, word, or an annex of 258/2012 or 2019/125 from a loaded pack."""
    return any_of(
        (_firearm(view, line) for line in declared_lines(view)), otherwise=unknown("items.cn8")
    )


def _firearm(view: View, line: Goods) -> Finding:
    heading = None if not line.cn else line.cn.startswith(FIREARM_HEADINGS)
    words = view.words("firearms", line.description)
    annexes = either(view.in_annex(line, "annex_258_2012"), view.in_annex(line, "annex_2019_125"))
    conditions = {
        "items.cn8": heading,
        "items.description": None if words is None else bool(words),
        "pack:annex_258_2012|pack:annex_2019_125": annexes,
    }
    text = _("Item {no} ({cn}, “{text}”) is a firearm, ammunition or a good of Reg. 2019/125.")
    if any(conditions.values()):
        return judge(
            {"items.cn8": True},
            text.format(no=line.no, cn=line.cn, text=line.description),
            evidence=(f"items.cn8: {line.cn}", f"items.description: {line.description}"),
        )
    open_ones = [name for name, value in conditions.items() if value is None]
    return unknown(*open_ones) if open_ones else Finding(False, against=tuple(conditions))


def military_list(view: View, rule: Rule) -> Finding:
    """RF-G10: critical by heading or ML code, high by a word of the description alone."""
    return any_of(
        (_military(view, line) for line in declared_lines(view)), otherwise=unknown("items.cn8")
    )


def _military(view: View, line: Goods) -> Finding:
    heading = None if not line.cn else line.cn.startswith(MILITARY_HEADINGS)
    declared = _ML.findall(line.description or "")
    confirmed = [code.code for code in view.confirmed(line, "cml")]
    words = view.words("military_list", line.description)
    firm = bool(heading or declared or confirmed)
    text = _("Item {no} ({cn}, “{text}”) points to the military list: {why}.")
    why = ", ".join((*declared, *confirmed, *(words or ()))) or _("by its heading")
    return judge(
        {
            "items.cn8|items.description": True
            if firm
            else either_strict(heading, None if words is None else bool(words)),
        },
        text.format(no=line.no, cn=line.cn, text=line.description, why=why),
        severity=None if firm else Severity.HIGH,
        evidence=(f"items.cn8: {line.cn}", f"items.description: {line.description}"),
    )


def used_machine(view: View, rule: Rule) -> Finding:
    """RF-G11."""
    state = view.value("state")
    return any_of(
        (
            judge(
                {
                    "items.state": None if state is None else str(state) == "used",
                    "items.classification": any(
                        code.list == "eu" and code.code[0] in "23" for code in view.codes(line)
                    )
                    if view.classified
                    else None,
                },
                _("Item {no} is used and a candidate of category 2 or 3.").format(no=line.no),
                evidence=(f"items.state: {state}",),
            )
            for line in declared_lines(view)
        ),
        otherwise=unknown("items.state"),
    )


def us_origin(view: View, rule: Rule) -> Finding:
    """RF-G12: origin US, or an ECCN or the EAR in the documents, and no US licence on file."""
    text = str(view.value("evidence.text") or "")
    named = re.search(r"\bECCN\b|\bEAR(?:99)?\b|[Ll]icen[cs]e exception", text)
    licensed = "us_licence" in view.sources
    return any_of(
        (
            judge(
                {
                    "evidence.text|items.origin": either(
                        bool(named) if text else None,
                        line.item.origin == "US" if line.item and line.item.origin else None,
                    ),
                    "documents": not licensed,
                },
                _(
                    "Item {no} is of US origin or its papers name US controls; no US licence is on "
                    "file."
                ).format(no=line.no),
                evidence=(f"items.origin: {line.item.origin if line.item else None}",),
            )
            for line in declared_lines(view)
        ),
        otherwise=unknown("evidence.text|items.origin"),
    )
