"""`notices`: what waits for a person, and what changed on their cases while they were away."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from landwaiter.canonical import instant
from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command
from landwaiter.i18n import _, plural

if TYPE_CHECKING:
    from landwaiter.services.people.notices import NoticeRow, TimeAway


def register(app: typer.Typer) -> None:
    command(app, "notices")(notices)


def notices(call: Call) -> CommandAnswer:
    """What waits for you, and what others did on your cases since you last did something."""
    from landwaiter.services.people import notices as people

    session = call.session()
    found, away = people.notices(session), people.time_away(session)
    lines = (*_lines(found), "", *_away_lines(away))
    return CommandAnswer({"notices": found, "away": away}, lines)


def _lines(found: "tuple[NoticeRow, ...]") -> Iterator[str]:
    if not found:
        yield _("Nothing waits for you.")
    for one in found:
        yield f"{one.title}. {one.text}"


def _away_lines(away: "TimeAway") -> Iterator[str]:
    if away.since is None:
        yield _("You have done nothing in this casebook yet.")
        return
    yield _("On your cases since {when}:").format(when=instant(away.since))
    if not away.news:
        yield _("Nothing has changed.")
    for one in away.news:
        yield "  ".join(filter(None, (instant(one.at), str(one.title), str(one.text))))
    if away.more:
        yield plural(away.more, "{n} earlier change is not told.", "{n} earlier are not told.")
