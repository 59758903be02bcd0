"""Days as lists write them, in words or figures, at whatever precision they are known."""

import re
from collections.abc import Mapping
from datetime import date

_MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_CENTURY = r"(?:1[89]|20)"
_YEAR = rf"{_CENTURY}[0-9]{{2}}"
_DATE = re.compile(
    rf"""
    (?P<iso>(?<![0-9]){_YEAR}-[0-9]{{2}}-[0-9]{{2}}(?![0-9]))
    | (?<![0-9.])(?P<d>[0-9]{{1,2}})\s*[./]\s*(?P<m>[0-9]{{1,2}})\s*[./]\s*(?P<y>{_YEAR})(?![0-9])
    | (?<![0-9])(?P<wd>[0-9]{{1,2}})(?:st|nd|rd|th)?\.?\s+(?P<wm>{_MONTH})\b\.?,?\s+(?P<wy>{_YEAR})
    | \b(?P<am>{_MONTH})\b\.?\s+(?P<ad>[0-9]{{1,2}})(?:st|nd|rd|th)?,\s*(?P<ay>{_YEAR})
    | \b(?P<mm>{_MONTH})\b\.?,?\s+(?P<my>{_YEAR})
    | (?<![0-9.])(?P<nm>[0-9]{{1,2}})[./](?P<ny>{_YEAR})(?![0-9])
    | (?<![0-9])(?P<decade>{_CENTURY}[0-9]0)s\b
    | (?<![0-9A-Za-z/])(?P<year>{_YEAR})(?![0-9])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:\b(?:approx(?:imately)?|about|around|circa|ca|c|early|late|mid|possibly|estimated)\b"
    r"[. :-]*)$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"^\s*\(?(?:approx(?:imately)?|circa|estimated)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"^\s*(?:-|–|to|and|/)\s*$", re.IGNORECASE)  # a dash
_FROM = re.compile(r"\b(?:between|from)\b[^0-9]*$", re.IGNORECASE)
_SHORT_SPAN = re.compile(rf"(?<![0-9./])({_YEAR})\s*[-–/]\s*({_YEAR})(?![0-9./])")
_HALF_SPAN = re.compile(r"(?<![0-9./-])((?:1[89]|20)[0-9]{2})\s*[-–/]\s*([0-9]{2})(?![0-9./-])")
_CALENDAR = re.compile(r"hijri|islamic calendar|persian calendar|shamsi", re.IGNORECASE)


def dates_in(text: str) -> tuple[str, ...]:
    """Every date in a text, each once and in its order, as `domain.base.birth_dates` has them.

    What is no date, or of another calendar than the Gregorian, is passed over.
    """
    text = _HALF_SPAN.sub(_whole_span, text)
    found: list[str] = []
    spans: list[tuple[int, int]] = []
    for span in _SHORT_SPAN.finditer(text):
        if int(span[1]) < int(span[2]):
            spans.append(span.span())
            about = "~" if _ABOUT.search(text[: span.start()]) else ""
            found.append(f"{span[1]}/{span[2]}{about}")
    matches = [
        one
        for one in _DATE.finditer(text)
        if not any(begin <= one.start() < end for begin, end in spans)
    ]
    at = 0
    while at < len(matches):
        one = matches[at]
        stated = _stated(one)
        pair = matches[at + 1] if at + 1 < len(matches) else None
        if pair is not None and stated and _is_span(text, one, pair):
            other = _stated(pair)
            found.append(f"{stated}/{other}" if other > stated else stated)
            at += 2
            continue
        at += 1
        if stated and not _CALENDAR.search(text[one.end() : one.end() + 30]):
            found.append(stated + _about(text, one, stated))
    return tuple(dict.fromkeys(found))


def day_of(text: str) -> str:
    """The first date of a text at its precision; empty where there is none."""
    return next(iter(dates_in(text)), "")


def day_or_none(text: str) -> date | None:
    """The day that begins an ISO 8601 text, else None."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _whole_span(found: re.Match[str]) -> str:
    first, last = int(found[1]), int(found[1][:2] + found[2])
    return f"{first}/{last}" if first < last <= first + 20 else found[0]


def _is_span(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    if not _BETWEEN.match(text[one.end() : other.start()]):
        return False
    says_so = _FROM.search(text[: one.start()]) is not None
    return says_so and "/" not in text[one.end() : other.start()]


def _about(text: str, one: re.Match[str], stated: str) -> str:
    if "/" in stated:
        return ""
    near = _ABOUT.search(text[: one.start()]) or _AFTER.match(text[one.end() :])
    return "~" if near else ""


def _stated(one: re.Match[str]) -> str:
    if one["iso"]:
        return _checked(*map(int, one["iso"].split("-")))
    for day, month, year in (("d", "m", "y"), ("wd", "wm", "wy"), ("ad", "am", "ay")):
        if one[year]:
            return _checked(int(one[year]), _month(one[month]), int(one[day]))
    for month, year in (("mm", "my"), ("nm", "ny")):
        if one[year]:
            return _checked(int(one[year]), _month(one[month]), 0)
    if one["decade"]:
        return f"{one['decade']}/{int(one['decade']) + 9}"
    return str(one["year"])


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS[text.lower()]


def _checked(year: int, month: int, day: int) -> str:
    """The date, or as much of it as there is: publishers write 00/00/1961 and 31.6.1970."""
    if not 1 <= month <= 12:
        return f"{year:04}"
    if not day:
        return f"{year:04}-{month:02}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return f"{year:04}-{month:02}"
