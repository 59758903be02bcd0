"""No code of goods, country, year or threshold of a rule stands in `domain`: packs and settings do.

Every literal of the domain is read, docstrings apart. What looks like law must be in `ALLOWED`,
each with the reason why it is no law; and an entry there that nothing uses any more is an error.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel import Locale

from landwaiter import domain

ROOT = Path(domain.__file__).parent
COUNTRIES = {str(code) for code in Locale("en").territories if re.fullmatch("[A-Z]{2}", str(code))}
KINDS = {
    "heading or commodity code": r"\d{4}|\d{6}|\d{8}|\d{10}",
    "control code": r".*(?<![\w.])(\d[A-E]\d{3}|ML([1-9]|1\d|2[0-2]))(?!\w).*",
    "entry of Annex VII": r".*(?<!\w)X\.[A-E]\.[IVX]+\.\d{3}.*",
    "document code": r".*(?<![\w])[CXY]\d{3}(?!\w).*",
    "number of an annex": r"[IVXL]{2,}",
    "year or date": r".*(?<![\d/.])(19|20)\d\d(-\d\d-\d\d)?(?![\d/]).*",
}
"""What a text looks like → the pattern of the whole text."""
YEARS = range(1900, 2100)
SMALL = frozenset({-1, 0, 1, 2})
"""Numbers that count and cut, in the rules of `flags`, where any other is a threshold."""

_SETS = "the name of a pack, or of a set in one"
_ELEMENT = "the name of an element of a message"
_EXAMPLE = "an example of how something is written, shown to who writes it, or wrote it otherwise"
_FIGURES = "how many figures a code has in the nomenclature, or letters a number has (ISO 6346)"
_CALENDAR = "months of a year"
_UNITS = "units of measure and what they are of one another"
_STATES = "the Member States and where their time is kept"
_POLICY = "destinations whose embargo is a setting of the office, which is asked for, never assumed"
_SCALE = "the scale of a score or of a percentile"
_LIST = "the letters with which every entry of the military list begins"
_LENGTH = "how long a text may be"
_NAMED = "how many candidates a sentence names"
_RECORDED = "the figures of an instant that are its day"

ALLOWED: dict[tuple[str, str], str] = {
    ("law/arms_embargo.py", "CN"): _POLICY,
    ("law/arms_embargo.py", "HK"): _POLICY,
    ("flags/catch_all.py", "2000"): _LENGTH,
    ("statistics/stated_figures.py", "2000"): "the first year that an office states figures of",
    ("flags/catch_all.py", "80"): _LENGTH,
    ("intake/consignment_facts.py", "ID"): _ELEMENT,
    ("intake/facts.py", "ID"): _ELEMENT,
    ("letters/letter_fields.py", "28 April 2026"): _EXAMPLE,
    ("letters/letter_order.py", "Write it as 2026-04-28."): _EXAMPLE,
    ("letters/letter_fields.py", "14 April 2026, 09:20"): _EXAMPLE,
    ("goods/classification/followers.py", "ML"): _LIST,
    ("goods/classification/substances.py", "ML"): _LIST,
    ("goods/classification/terms.py", "ML"): _LIST,
    (
        "law/control_codes.py",
        "Write it as the list prints it, for example 2B001.b.2, ML9 or X.A.III.101.",
    ): _EXAMPLE,
    ("law/control_codes.py", "ML"): _LIST,
    ("law/control_tree.py", "ML"): _LIST,
    ("deeds/shape.py", "2026-03-27"): _EXAMPLE,
    ("deeds/shape.py", "2026-03-27T14:30"): _EXAMPLE,
    ("entities/stated_values.py", "NO"): _EXAMPLE,
    ("entities/stated_values.py", "2026-03-27"): _EXAMPLE,
    ("entities/stated_values.py", "3E001"): _EXAMPLE,
    ("entities/entity.py", "Write 2026-03-27, or 2026-03, or 2026."): _EXAMPLE,
    ("flags/absence/absence_goods.py", "annex_258_2012"): _SETS,
    ("flags/absence/absence_routes.py", "declaration_1989"): _SETS,
    (
        "incidents/moments.py",
        "Write 2026, 2026-03 or 2026-03-27; with a time in UTC 2026-03-27T01:20Z.",
    ): _EXAMPLE,
    ("interviews/value.py", "Give the day as 2026-03-27."): _EXAMPLE,
    ("flags/rules/claims.py", "8"): _FIGURES,
    (
        "flags/rules/claims.py",
        "Item {no} ({cn}) is declared as not listed (Y901), although its heading correlates "
        "with {codes}. This speaks against the declaration: {doubts}",
    ): "the code is what the rule RF-G02 is about; which codes say it is a set of a pack",
    ("flags/rules/documents.py", "annex_258_2012"): _SETS,
    ("flags/gates/goods_gates.py", "annex_258_2012"): _SETS,
    ("flags/gates/goods_gates.py", "annex_2019_125"): _SETS,
    ("flags/gates/register_gates.py", "16"): "how many states of registers are kept at hand",
    ("flags/rules/enduse.py", "declaration_1989"): _SETS,
    ("flags/result.py", "12"): "figures of a hash that are shown",
    ("flags/rules/exits.py", "10"): _RECORDED,
    ("flags/rules/goods.py", "annex_258_2012"): _SETS,
    ("flags/rules/goods.py", "annex_2019_125"): _SETS,
    ("flags/nomenclature.py", "4"): _FIGURES,
    ("flags/nomenclature.py", "3"): "letters of the shortest word that says anything",
    ("flags/nomenclature.py", "1000"): _SCALE,
    ("flags/rules/price.py", "8"): _FIGURES,
    ("flags/rules/price.py", "100"): _SCALE,
    ("flags/rules/trade.py", "12"): _CALENDAR,
    ("flags/rules/trade.py", "7"): _RECORDED,
    ("flags/rules/vessel.py", "3"): _FIGURES,
    ("flags/view.py", "6"): _FIGURES,
    ("cases/case_query.py", "Give a day such as 2026-03-27."): _EXAMPLE,
    ("cases/kinds.py", "Give the date as 2026-03-27."): _EXAMPLE,
    ("registers/register_columns.py", "2000"): _LENGTH,
    (
        "registers/register_columns.py",
        "a control entry such as 2B001.b.2, or a commodity code such as 845710",
    ): _EXAMPLE,
    ("registers/register_columns.py", "a date such as 2026-03-27"): _EXAMPLE,
    ("flags/rules/unauthorised.py", "3"): _NAMED,
    ("flags/embargo/embargo_words.py", "4"): _NAMED,
    ("flags/items_to_hold.py", "700"): "a weight between candidates, and no figure of any law",
    ("flags/track_proposals.py", "3"): _NAMED,
    ("flags/track_proposals.py", "4"): _NAMED,
    ("flags/verdict_basis.py", "12"): "figures of a hash that are shown",
}
"""File and literal → why it may stand there."""
WHOLE_FILES = {
    "flags/calibration.py": "the interval of a share, which no rule reads",
    "interviews/units.py": _UNITS,
    "base/zones.py": _STATES,
}
"""Tables of one kind of thing."""


def files() -> tuple[Path, ...]:
    return tuple(file for file in sorted(ROOT.rglob("*.py")) if name_of(file) not in WHOLE_FILES)


def stray(file: Path) -> Iterator[tuple[str, int, str]]:
    """Literal, line and what it looks like."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    silent = set(_docstrings(tree))
    in_flags = "flags" in file.parts
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in silent:
            continue
        for kind in _kinds(node.value, in_flags=in_flags):
            yield str(node.value), node.lineno, kind


def _docstrings(tree: ast.Module) -> Iterator[int]:
    """Strings that document, and decide nothing: those that are statements of their own, and the
    hints of arguments, which say how a person writes a value.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "hint":
            yield from (id(part) for part in ast.walk(node.value))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield id(node.value)


def _kinds(value: object, *, in_flags: bool) -> Iterator[str]:
    if isinstance(value, str):
        if value in COUNTRIES:
            yield "country"
        yield from (kind for kind, pattern in KINDS.items() if re.fullmatch(pattern, value, re.S))
    elif isinstance(value, int) and not isinstance(value, bool):
        if value in YEARS:
            yield "year or date"
        elif in_flags and value not in SMALL:
            yield "threshold"
    elif isinstance(value, float) and in_flags:
        yield "threshold"


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("file", files(), ids=name_of)
def test_no_law_stands_in_the_code(file: Path) -> None:
    found = [
        f"{name_of(file)}:{line} {literal!r} ({kind})"
        for literal, line, kind in stray(file)
        if (name_of(file), literal) not in ALLOWED
    ]
    assert not found, "\n".join(found)


def test_everything_that_is_allowed_is_still_there() -> None:
    seen = {(name_of(file), literal) for file in files() for literal, _line, _kind in stray(file)}
    assert not ALLOWED.keys() - seen


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ('X = ("8457", "845710")', "heading or commodity code"),
        ('X = "2B001"', "control code"),
        ('X = "under ML9.a"', "control code"),
        ('X = "X.A.III.101"', "entry of Annex VII"),
        ('X = {"Y901"}', "document code"),
        ('X = ("XXXV",)', "number of an annex"),
        ('X = "RU"', "country"),
        ("X = date(2022, 2, 24)", "year or date"),
        ('X = "2022-02-24"', "year or date"),
        ("def f(a): return a > 90", "threshold"),
        ("X = 0.5", "threshold"),
    ],
)
def test_what_looks_like_law_is_seen(tmp_path: Path, code: str, kind: str) -> None:
    place = tmp_path / "flags"
    place.mkdir()
    (place / "rule.py").write_text(f'"""From 2022 on."""\n{code}\n', encoding="utf-8")
    assert kind in {seen for _literal, _line, seen in stray(place / "rule.py")}
