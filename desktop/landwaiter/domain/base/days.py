"""Days as they are stated, which may be as coarse as a year, in the words of a sentence."""

from datetime import date

from landwaiter.i18n import day_said, month_said


def told_day(stated: date | str | None) -> str:
    """“3 Apr 2026” of `2026-04-03`, “Apr 2026” of `2026-04`; what is no day stays as it is."""
    text = str(stated or "")
    try:
        found = date.fromisoformat(text if len(text) != len("2026-04") else f"{text}-01")
    except ValueError:
        return text
    return day_said(found) if len(text) == len("2026-04-03") else month_said(found)
