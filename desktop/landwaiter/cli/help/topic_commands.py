"""`help`: the pages of the window's help as text, by topic or by their words."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer, WrongUsage
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command
from landwaiter.cli.base.output import table
from landwaiter.i18n import _, joined

if TYPE_CHECKING:
    from landwaiter.services.help.help_page import HelpMatch, TopicPage


def register(app: typer.Typer) -> None:
    command(app, "help")(help_on)


def help_on(
    call: Call,
    topic: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TOPIC]", help="A screen, a dialog or a deed: its name, or its title."
        ),
    ] = None,
    *,
    find: Annotated[
        str | None,
        typer.Option("--find", metavar="WORDS", help="The pages with all of these words."),
    ] = None,
) -> CommandAnswer:
    """The help of the window: what a screen, dialog or form is for, and what it asks for.

    Without a topic, all of them. No casebook is opened.
    """
    from landwaiter.services.help import topics

    if topic and find is not None:
        raise WrongUsage(_("Give a topic or --find, not both."))
    if find is not None:
        found = topics.searched(find)
        return CommandAnswer({"found": [asdict(one) for one in found]}, _found_lines(found))
    if topic:
        page = topics.page_named(" ".join(topic))
        return CommandAnswer({"page": _plain(page)}, _page_lines(page))
    every = topics.pages()
    rows = [{"topic": one.topic, "kind": one.kind, "title": one.title} for one in every]
    lines = ((one.topic, _(one.kind.value), one.title) for one in every)
    return CommandAnswer({"topics": rows}, table((_("Topic"), _("Kind"), _("Title")), lines))


def _plain(page: "TopicPage") -> dict[str, Any]:
    from landwaiter.services.help import screen_keys

    keys = [
        {"keys": list(screen_keys.pressed(key)), "words": screen_keys.words(key)}
        for key in page.keys
    ]
    return {**asdict(page), "keys": keys}


def _found_lines(found: "tuple[HelpMatch, ...]") -> Iterator[str]:
    if not found:
        yield _("Nothing is found.")
    for one in found:
        yield f"{one.topic}: {one.title}"
        yield f"  {one.sentence}"


def _page_lines(page: "TopicPage") -> Iterator[str]:
    from landwaiter.services.help import screen_keys
    from landwaiter.services.help.topics import page_of

    yield page.title
    yield page.purpose
    if page.parts:
        yield ""
    for number, words in enumerate(page.parts, start=1):
        yield f"{number:>3}  {words}"
    for section in page.sections:
        yield from ("", section.title)
        yield from (
            f"  {joined(': ', filter(None, (row.about, row.words)))}" for row in section.rows
        )
    if page.questions:
        yield from ("", _("People ask"))
    for question in page.questions:
        yield from (f"  {question.about}", f"    {question.words}")
    if page.keys:
        yield from ("", _("Keys here"))
        pressed = (
            (", ".join(screen_keys.pressed(key)), screen_keys.words(key)) for key in page.keys
        )
        yield from (f"  {keys}  {words}" for keys, words in pressed)
    for heading, names in ((_("What can be done here"), page.deeds), (_("See also"), page.see)):
        if names:
            yield from ("", heading)
            yield from (f"  {name}: {page_of(name).title}" for name in names)
