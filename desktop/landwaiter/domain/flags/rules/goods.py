"""Rules about what the goods are: description, codes, documents, parameters."""

import re
from itertools import islice
from typing import Final

from landwaiter.domain.cases.case import Severity
from landwaiter.domain.flags import descriptions, nomenclature
from landwaiter.domain.flags.descriptions import content_words
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
from landwaiter.domain.flags.nomenclature import (
    chapter_title,
    leading_chapter,
    named_in_heading,
    words_of_chapter,
)
from landwaiter.domain.flags.rule import Rule, number, several
from landwaiter.domain.flags.rules.claims import declared_lines
from landwaiter.domain.flags.view import Goods, View
from landwaiter.domain.goods.classification.folding import Token
from landwaiter.domain.interviews import criterion
from landwaiter.domain.law.word_lists import has_han
from landwaiter.i18n import _, joined

BARRED: Final = "torture_prohibited"
"""Words of goods of Annex II of Reg. 2019/125, which go nowhere."""
ARMS: Final = ("firearms", BARRED, "torture_controlled")
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
            for line in view.lines
        ),
        otherwise=unknown("items.cn8"),
    )


def _outside_partners(view: View, line: Goods) -> bool | None:
    partner = view.in_set("annex_viii", view.destination_of(line))
    return None if partner is None else not partner


def vague_description(view: View, rule: Rule) -> Finding:
    """RF-G07: nothing but what any goods may be called; a CAS or CUS number excuses it.

    One word beside it is a little: low, and only where the heading correlates with an entry.
    """
    missing = [f"pack:{name}" for name in descriptions.PACKS if name not in view.packs]
    if missing:
        return unknown(*missing)
    return any_of(
        (_vague(view, rule, line) for line in declared_lines(view)),
        otherwise=unknown("items.description"),
    )


def _vague(view: View, rule: Rule, line: Goods) -> Finding:
    if line.description is None:
        return unknown("items.description")
    most = int(number(rule.thresholds, "words"))
    left = tuple(islice(content_words(view, line.description), most + 1))
    if len(left) > most or _is_told(line, left):
        return Finding(False, against=("items.description",))
    text, severity = _("Item {no} is described as “{text}” only."), rule.severity
    correlates: bool | None = True
    if left:
        text = _(
            "Item {no} is described as “{text}”: beside generic words it says “{word}” only, and "
            "its heading correlates with a control entry."
        )
        severity, correlates = Severity.LOW, view.heading_correlates(line)
    return judge(
        {"items.description": True, "items.cn8": correlates},
        text.format(no=line.no, text=line.description, word=" ".join(word.said for word in left)),
        severity=severity,
        evidence=(
            of_item(line, "description", line.description),
            of_cn(line) if left else "",
        ),
    )


def _is_told(line: Goods, left: tuple[Token, ...]) -> bool:
    """A number tells the substance, and a word in Chinese is more than one word."""
    has_number = _CAS.search(line.description or "") or (line.item and line.item.cus_code)
    return bool(has_number) or any(has_han(word.plain) for word in left)


def contradicts_heading(view: View, rule: Rule) -> Finding:
    """RF-G06: the words of the description belong to another chapter than the code declared.

    Two content words or more, half of them or more of the other chapter, none of the heading.
    """
    missing = [
        f"pack:{name}"
        for name in (nomenclature.PACK, *descriptions.PACKS)
        if name not in view.packs
    ]
    if missing:
        return unknown(*missing)
    return any_of(
        (_contradicts(view, rule, line) for line in declared_lines(view)),
        otherwise=unknown("items.description"),
    )


_FEWEST_WORDS: Final = 2
"""Content words from which a description can contradict anything."""


def _contradicts(view: View, rule: Rule, line: Goods) -> Finding:
    if not line.description or not line.cn:
        return unknown("items.cn8" if line.description else "items.description")
    pack, declared = view.packs[nomenclature.PACK], line.cn[:2]
    words = tuple(word.plain for word in content_words(view, line.description))
    said = joined(" ", words)
    best, lead = leading_chapter(pack, said, declared)
    contradicts = (
        best != declared
        and lead >= number(rule.thresholds, "score")
        and len(words) >= _FEWEST_WORDS
        and 2 * words_of_chapter(pack, said, best) >= len(words)
        and not named_in_heading(pack, said, line.cn)
    )
    text = _(
        "“{text}” reads like chapter {best} ({title}, score {score}), item {no} is declared under "
        "{cn}."
    )
    return judge(
        {"items.description": contradicts},
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


def parameter_above_threshold(view: View, rule: Rule) -> Finding:
    """RF-G08: the captured values meet the entry and no authorisation is declared."""
    return any_of(
        (_parameters(view, line) for line in declared_lines(view)),
        otherwise=unknown("items.params"),
    )


def _parameters(view: View, line: Goods) -> Finding:
    deciding = view.packs.get("deciding_parameters")
    heads = sorted({code.head for code in view.codes(line) if code.list == "eu"})
    params, about = view.params(line), view.about(line)
    verdicts = [
        criterion.meets(deciding, head, params, about) if deciding else None for head in heads
    ]
    met = [
        criterion.met_entry(deciding, head, params, about)
        for head, verdict in zip(heads, verdicts, strict=True)
        if deciding and verdict
    ]
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
        (_firearm(view, rule, line) for line in declared_lines(view)),
        otherwise=unknown("items.cn8"),
    )


def _firearm(view: View, rule: Rule, line: Goods) -> Finding:
    words, barred = _words_of_arms(view, line), view.words(BARRED, line.description)
    annexes = {
        "annex_258_2012": view.in_annex(line, "annex_258_2012"),
        "annex_2019_125": view.in_annexes(line, "annex_2019_125", "torture_annex"),
    }
    heading = view.under_heading(line, "firearm_heading")
    firm = bool(
        any(annexes.values()) or barred or (heading and not _is_harmless(view, line, words))
    )
    named = heading or any(annexes.values())
    text = _by_heading_of_arms() if named else _by_words_of_arms(bool(barred))
    return judge(
        alternatives(
            ("items.cn8", heading),
            ("items.description", None if words is None else bool(words)),
            *((view.input_of_annex(name), found) for name, found in annexes.items()),
        ),
        text.format(no=line.no, cn=line.cn, text=line.description, words=", ".join(words or ())),
        severity=rule.severity if firm else Severity.MEDIUM,
        evidence=(
            of_cn(line) if named else "",
            of_item(line, "description", line.description) if words else "",
            *(of_pack(view.packs.get(name), line.cn) for name, found in annexes.items() if found),
        ),
    )


def _by_heading_of_arms() -> str:
    return _(
        "Item {no} (“{text}”) is declared under {cn}, a heading of firearms, their parts and "
        "ammunition or of goods of Reg. 2019/125."
    )


def _by_words_of_arms(is_barred: bool) -> str:
    if is_barred:
        return _(
            "Item {no} ({cn}, “{text}”) would be prohibited to every destination by Art. 3 of Reg. "
            "2019/125 if it is of its Annex II, as its words say: {words}."
        )
    return _(
        "Item {no} ({cn}, “{text}”) may be a firearm, ammunition or a good of Reg. 2019/125 by its "
        "words: {words}."
    )


def _words_of_arms(view: View, line: Goods) -> tuple[str, ...] | None:
    """Words of arms and of goods of torture; none under a heading of toys or tools, where they
    mean something else."""
    found = [view.words(name, line.description) for name in ARMS]
    if None in found:
        return None
    words = tuple(dict.fromkeys(word for one in found for word in one or ()))
    return () if view.under_heading(line, "toy_or_tool_heading") else words


def _is_harmless(view: View, line: Goods, words: tuple[str, ...] | None) -> bool:
    """True when the description says airsoft, toy, spray … and nothing of arms beside it."""
    return not words and bool(view.words("firearms_false", line.description))


def military_list(view: View, rule: Rule) -> Finding:
    """RF-G10: critical by heading or ML code, high by a word of the description alone."""
    return any_of(
        (_military(view, rule, line) for line in declared_lines(view)),
        otherwise=unknown("items.cn8"),
    )


def _military(view: View, rule: Rule, line: Goods) -> Finding:
    heading = view.under_heading(line, "military_heading")
    declared = declared_entries(view, line)
    confirmed = view.confirmed(line, "cml")
    words = view.words("military_list", line.description)
    firm = bool(heading or declared or confirmed)
    text = _("Item {no} ({cn}, “{text}”) points to the military list: {why}.")
    codes = [code.code for code in confirmed]
    why = joined(", ", (*declared, *codes, *(words or ()))) or _("by its heading")
    return judge(
        {
            **alternatives(
                ("items.cn8", True if firm else heading),
                ("items.description", None if words is None else bool(words)),
            ),
        },
        text.format(no=line.no, cn=line.cn, text=line.description, why=why),
        severity=rule.severity if firm else Severity.HIGH,
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
        _used_said(is_confirmed=any(code.confirmed for code in codes)).format(
            no=line.no, codes=", ".join(dict.fromkeys(code.code for code in codes))
        ),
        evidence=(of_item(line, "state", state), *of_codes(line, codes)),
    )


def _used_said(*, is_confirmed: bool) -> str:
    if is_confirmed:
        return _("Item {no} is used and confirmed under one of {codes}.")
    return _("Item {no} is used and may fall under {codes} (candidate, not confirmed).")


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
