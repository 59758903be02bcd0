"""Rules about what the goods are: description, codes, documents, parameters."""

import re
from typing import Final

from landwaiter.domain import parameters
from landwaiter.domain.case import Severity
from landwaiter.domain.flags.claims import declared_lines
from landwaiter.domain.flags.evidence import (
    of_cn,
    of_codes,
    of_declaration,
    of_enrichment,
    of_item,
    of_pack,
)
from landwaiter.domain.flags.finding import (
    Finding,
    alternatives,
    any_of,
    either_strict,
    judge,
    unknown,
)
from landwaiter.domain.flags.nomenclature import chapter_scores, chapter_title
from landwaiter.domain.flags.rule import Rule, number, several
from landwaiter.domain.flags.view import Goods, View
from landwaiter.domain.words import has_han, only_words_of
from landwaiter.i18n import _

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
                evidence=(
                    of_cn(line),
                    of_declaration("country_destination", view.destination_of(line)),
                    of_pack(view.packs.get("chpl"), line.hs6),
                ),
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
                evidence=(of_item(line, "description", line.description),),
            )
            for line in declared_lines(view)
        ),
        otherwise=unknown("items.description"),
    )


def contradicts_heading(view: View, rule: Rule) -> Finding:
    """RF-G06: the words of the description belong to another chapter than the code declared."""
    if "hs_nomenclature" not in view.packs:
        return unknown("pack:hs_nomenclature")
    return any_of(
        (_contradicts(view, rule, line) for line in declared_lines(view)),
        otherwise=unknown("items.description"),
    )


def _contradicts(view: View, rule: Rule, line: Goods) -> Finding:
    if not line.description or not line.cn:
        return unknown("items.cn8" if line.description else "items.description")
    pack, declared = view.packs["hs_nomenclature"], line.cn[:2]
    scores = chapter_scores(pack, line.description)
    best = max(scores, key=lambda chapter: (scores[chapter], chapter == declared), default=declared)
    lead = scores.get(best, 0) - scores.get(declared, 0)
    text = _(
        "“{text}” reads like chapter {best} ({title}, score {score}), item {no} is declared under "
        "{cn}."
    )
    return judge(
        {"items.description": best != declared and lead >= number(rule.thresholds, "score")},
        text.format(
            text=line.description,
            best=best,
            title=chapter_title(pack, best),
            score=lead,
            no=line.no,
            cn=line.cn,
        ),
        evidence=(
            of_item(line, "description", line.description),
            of_cn(line),
            of_pack(pack, f"{best}, {lead}"),
        ),
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
            "items.params": either_strict(*verdicts) if heads else None,
            "items.docs": None
            if (licensed := view.carries(line, "authorisation")) is None
            else not licensed,
        },
        _(
            "The values stated for item {no} meet {entries} and no authorisation is declared."
        ).format(no=line.no, entries=", ".join(str(entry) for entry in met)),
        evidence=(
            *(of_item(line, f"params/{key}", value) for key, value in sorted(params.items())),
            *of_codes(line, (code for code in view.codes(line) if code.list == "eu")),
            of_pack(deciding, met),
        ),
    )


def firearm_or_torture_good(view: View, rule: Rule) -> Finding:
    """RF-G09: heading, word, or an annex of 258/2012 or 2019/125 from a loaded pack."""
    return any_of(
        (_firearm(view, line) for line in declared_lines(view)), otherwise=unknown("items.cn8")
    )


def _firearm(view: View, line: Goods) -> Finding:
    words = view.words("firearms", line.description)
    annexes = {
        "annex_258_2012": view.in_annex(line, "annex_258_2012"),
        "annex_2019_125": view.in_annexes(line, "annex_2019_125", "torture_annex"),
    }
    heading = view.under_heading(line, "firearm_heading")
    text = _("Item {no} ({cn}, “{text}”) is a firearm, ammunition or a good of Reg. 2019/125.")
    return judge(
        alternatives(
            ("items.cn8", heading),
            ("items.description", None if words is None else bool(words)),
            *((view.input_of_annex(name), found) for name, found in annexes.items()),
        ),
        text.format(no=line.no, cn=line.cn, text=line.description),
        evidence=(
            of_cn(line) if heading or any(annexes.values()) else "",
            of_item(line, "description", line.description) if words else "",
            *(of_pack(view.packs.get(name), line.cn) for name, found in annexes.items() if found),
        ),
    )


def military_list(view: View, rule: Rule) -> Finding:
    """RF-G10: critical by heading or ML code, high by a word of the description alone."""
    return any_of(
        (_military(view, line) for line in declared_lines(view)), otherwise=unknown("items.cn8")
    )


def _military(view: View, line: Goods) -> Finding:
    heading = view.under_heading(line, "military_heading")
    declared = declared_entries(view, line)
    confirmed = view.confirmed(line, "cml")
    words = view.words("military_list", line.description)
    firm = bool(heading or declared or confirmed)
    text = _("Item {no} ({cn}, “{text}”) points to the military list: {why}.")
    codes = [code.code for code in confirmed]
    why = ", ".join((*declared, *codes, *(words or ()))) or _("by its heading")
    return judge(
        {
            **alternatives(
                ("items.cn8", True if firm else heading),
                ("items.description", None if words is None else bool(words)),
            ),
        },
        text.format(no=line.no, cn=line.cn, text=line.description, why=why),
        severity=None if firm else Severity.HIGH,
        evidence=(
            of_cn(line) if heading else "",
            of_item(line, "description", line.description) if words or declared else "",
            *of_codes(line, confirmed),
        ),
    )


def declared_entries(view: View, line: Goods) -> tuple[str, ...]:
    """Entries of the military list written in the description or in a document of the line."""
    texts = [line.description]
    for document in view.documents_of(line):
        texts += [document.reference, document.text]
    return tuple(dict.fromkeys(code for text in texts for code in _ML.findall(text or "")))


def used_machine(view: View, rule: Rule) -> Finding:
    """RF-G11."""
    categories = several(rule.thresholds, "categories")
    return any_of(
        (_used(view, line, categories) for line in declared_lines(view)),
        otherwise=unknown("items.state"),
    )


def _used(view: View, line: Goods, categories: tuple[str, ...]) -> Finding:
    state = view.value_of(line, "state")
    codes = [c for c in view.codes(line) if c.list == "eu" and c.code.startswith(categories)]
    return judge(
        {
            "items.state": None if state is None else str(state) == "used",
            "items.classification": bool(codes) if codes or view.classified else None,
        },
        _("Item {no} is used and a candidate of {codes}.").format(
            no=line.no, codes=", ".join(dict.fromkeys(code.code for code in codes))
        ),
        evidence=(of_item(line, "state", state), *of_codes(line, codes)),
    )


def us_origin(view: View, rule: Rule) -> Finding:
    """RF-G12: of that origin, or its controls are named in the papers, and no US licence is there.

    The words are met as they are written: `EAR` is not an ear.
    """
    text = str(view.value("evidence.text") or "")
    words = "|".join(re.escape(word) for word in several(rule.thresholds, "words"))
    named = tuple(dict.fromkeys(re.findall(rf"\b(?:{words})\b", text)))
    origins = several(rule.thresholds, "origin")
    return any_of(
        (_us(view, line, origins, named if text else None) for line in declared_lines(view)),
        otherwise=unknown("evidence.text||items.origin"),
    )


def _us(
    view: View, line: Goods, origins: tuple[str, ...], named: tuple[str, ...] | None
) -> Finding:
    origin = line.item.origin if line.item else None
    return judge(
        {
            **alternatives(
                ("evidence.text", None if named is None else bool(named)),
                ("items.origin", None if origin is None else origin in origins),
            ),
            "documents": "us_licence" not in view.sources,
        },
        _(
            "Item {no} is of US origin or its papers name US controls; no US licence is on file."
        ).format(no=line.no),
        evidence=(
            of_item(line, "origin", origin if origin in origins else None),
            of_enrichment("evidence.text", named),
        ),
    )
