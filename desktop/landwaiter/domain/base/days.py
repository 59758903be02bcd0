"""Days as they are stated, which may be as coarse as a year, in the words of a sentence."""

from datetime import date

from landwaiter.i18n import day_said, month_said


def told_day(stated: date | str | None) -> str:
    """“3 Apr 2026” of `2026-04-03`, “Apr 2026” of `2026-04`; what is no day stays as it is."""
    text = str(stated or "")
    is_month = text.count("-") == 1
    try:
        found = date.fromisoformat(f"{text}-01" if is_month else text)
    except ValueError:
        return text
    if not found.isoformat().startswith(text):  # some other notation of ISO 8601
        return text
    return month_said(found) if is_month else day_said(found)
