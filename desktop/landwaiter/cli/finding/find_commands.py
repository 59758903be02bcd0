"""`find …`: texts by their words, own saved searches, and reading the texts of evidence."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import WITH_VALUE, command, group, limit_option
from landwaiter.cli.base.output import table
from landwaiter.cli.base.progress import progress_bar
from landwaiter.cli.base.values import date_of
from landwaiter.i18n import _, plural

if TYPE_CHECKING:
    from landwaiter.services.base.page import Page
    from landwaiter.services.finding.find import FindQuery, Gaps, TextMatch
    from landwaiter.services.finding.saved_searches import SavedSearch

_TEXT = "text"
"""Options of every command that are followed by their value."""
_OF_WORDS = frozenset({"--in", "--case", "--from", "--to", "--tag", "--limit"})
"""Options that narrow a search: with them, words follow."""

_Words = Annotated[
    list[str],
    typer.Argument(
        metavar="WORDS…", help='Words in any order, "words in a row", the beginning of a word*.'
    ),
]
_In = Annotated[
    str,
    typer.Option(
        "--in",
        metavar="KINDS",
        help="cases,notes,evidence,decisions,answers,remarks,calls; default: all.",
    ),
]
_Case = Annotated[str, typer.Option("--case", metavar="REF", help="Only on this case.")]
_From = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="Written on this day or later.")
]
_To = Annotated[
    str | None, typer.Option("--to", metavar="DATE", help="Written on this day or earlier.")
]
_Tag = Annotated[str, typer.Option("--tag", metavar="TAG", help="Only on cases with this tag.")]
_Saved = Annotated[str, typer.Argument(metavar="NAME", help="Name of the saved search.")]


class WordsOrCommand(TyperGroup):
    """`find pump valve` is short for `find text pump valve`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        word = _first_word(args)
        if word is not None and word not in self.commands:
            args = [_TEXT, *args]
        return super().parse_args(ctx, args)


def _first_word(args: list[str]) -> str | None:
    """The first that is neither an option of every command nor its value; None: there is none."""
    waiting = iter(args)
    for one in waiting:
        if one in WITH_VALUE:
            next(waiting, None)
        elif not one.startswith("-") or one.partition("=")[0] in _OF_WORDS:
            return one
    return None


def register(app: typer.Typer) -> None:
    finding = group(
        app,
        "find",
        "Find in texts: notes, evidence, decisions, answers, remarks, calls, cases.",
        cls=WordsOrCommand,
    )
    command(finding, _TEXT)(text)
    command(finding, "save")(save)
    command(finding, "list")(list_all)
    command(finding, "saved")(saved)
    command(finding, "remove")(remove)
    command(finding, "read")(read)
    tags = group(app, "tag", "The office's list of tags: list, add, retire.")
    command(tags, "list")(list_tags)


def text(
    call: Call,
    words: _Words,
    *,
    kinds: _In = "",
    case: _Case = "",
    first: _From = None,
    last: _To = None,
    tag: _Tag = "",
    limit: Annotated[int, limit_option(most=1000)] = 50,
) -> CommandAnswer:
    """Texts in which every word stands, the best answer first, with the place of each match."""
    return _found(
        call, _query(words, kinds=kinds, case=case, first=first, last=last, tag=tag), limit
    )


def save(
    call: Call,
    name: _Saved,
    words: _Words,
    *,
    kinds: _In = "",
    case: _Case = "",
    first: _From = None,
    last: _To = None,
    tag: _Tag = "",
) -> CommandAnswer:
    """Save a search for yourself, in place of one of the same name."""
    from landwaiter.services.finding.saved_searches import save_search

    query = _query(words, kinds=kinds, case=case, first=first, last=last, tag=tag)
    done = save_search(call.session(), name, query)
    sentence = _("The search “{name}” is saved.").format(name=done.name)
    return CommandAnswer(_saved_object(done), (sentence,))


def list_all(call: Call) -> CommandAnswer:
    """Your saved searches."""
    from landwaiter.services.finding.saved_searches import saved_searches

    known = saved_searches(call.session())
    rows = [(one.name, one.query.words, *_narrowed(one.query)) for one in known]
    header = [_("Name"), _("Words"), _("In"), _("Case"), _("First day"), _("Last day"), _("Tag")]
    return CommandAnswer([_saved_object(one) for one in known], table(header, rows))


def saved(
    call: Call,
    name: _Saved,
    limit: Annotated[int, limit_option(most=1000)] = 50,
) -> CommandAnswer:
    """Search as you have saved it."""
    from landwaiter.services.finding.saved_searches import saved_search

    return _found(call, saved_search(call.session(), name).query, limit)


def remove(call: Call, name: _Saved) -> CommandAnswer:
    """Forget a saved search of yours."""
    from landwaiter.services.finding.saved_searches import remove_search

    gone = remove_search(call.session(), name)
    sentence = _("The search “{name}” is removed.").format(name=gone.name)
    return CommandAnswer(_saved_object(gone), (sentence,))


def read(call: Call) -> CommandAnswer:
    """Read the texts of evidence that nobody read yet, so that they are found."""
    from landwaiter.services.deeds.handler import untold
    from landwaiter.services.evidence.text_reading import read_texts

    session = call.session()
    call.if_cancelled = _("Cancelled; what was read until now is kept.")
    with progress_bar() as tell:
        done = read_texts(session, tell or untold)
    data = {"read": done.read, "in_part": done.in_part, "not_read": done.not_read}
    return CommandAnswer(data, (done.sentence(),))


def list_tags(call: Call) -> CommandAnswer:
    """The office's tags, with how many cases have each."""
    from landwaiter.services.finding.deeds import tags_known

    known = tags_known(call.session())
    header = [_("Tag"), _("Cases"), _("Added by"), _("Retired")]
    rows = [(one.name, one.cases, one.author, _("yes") if one.retired else "") for one in known]
    return CommandAnswer(known, table(header, rows))


def _query(
    words: list[str],
    *,
    kinds: str,
    case: str,
    first: str | None,
    last: str | None,
    tag: str,
) -> "FindQuery":
    from landwaiter.services.finding.find import FindQuery, kinds_named

    return FindQuery(
        words=" ".join(map(_as_typed, words)),
        kinds=kinds_named(kinds),
        reference=case.strip(),
        first=date_of(first, "from"),
        last=date_of(last, "to"),
        tag=tag.strip(),
    )


def _as_typed(word: str) -> str:
    """The shell takes the quotes off words in a row."""
    return f'"{word}"' if " " in word and '"' not in word else word


def _found(call: Call, query: "FindQuery", limit: int) -> CommandAnswer:
    from landwaiter.services.finding.find import find, gaps

    session = call.session()
    page = find(session, query, limit=limit, counted=True)
    left = gaps(session, query)
    data = {
        "total": page.total,
        "breadth": left.breadth,
        "matches": [_object(one) for one in page.rows],
        "unread": left.unread,
        "left_out": left.left_out,
        "not_read": [
            {
                "reference": one.reference,
                "evidence": one.no,
                "name": one.name,
                "state": one.state,
                "why": one.why,
            }
            for one in left.unsearched
        ],
    }
    return CommandAnswer(data, _lines(page, left))


def _lines(page: "Page[TextMatch]", left: "Gaps") -> Iterator[str]:
    from landwaiter.services.finding.find import gap_sentences

    for one in page.rows:
        yield f"{one.reference}  {one.where}  {one.at[:10]}  {one.author}"
        yield f"    {_marked(one)}"
    total = page.total or 0
    yield plural(total, "{n} text found.", "{n} texts found.") if total else _("Nothing is found.")
    if total > len(page.rows):
        yield plural(
            len(page.rows),
            "The best {n} is shown: narrow the search, or give --limit.",
            "The best {n} are shown: narrow the search, or give --limit.",
        )
    yield from gap_sentences(left, remedy=_("Read them: landwaiter find read."))


def _marked(one: "TextMatch") -> str:
    return "".join(f"[{part}]" if is_match else part for part, is_match in one.snippet.parts)


def _object(one: "TextMatch") -> dict[str, Any]:
    return {
        "kind": one.kind,
        "reference": one.reference,
        "title": one.title,
        "source": one.source,
        "at": one.at,
        "author": one.author,
        "evidence": one.evidence,
        "name": one.evidence_name or None,
        "part": one.part.value or None,
        "part_name": one.part_name or None,
        "line": one.line,
        "where": one.where,
        "snippet": [{"text": part, "match": is_match} for part, is_match in one.snippet.parts],
    }


def _saved_object(one: "SavedSearch") -> dict[str, Any]:
    query = one.query
    return {
        "name": one.name,
        "words": query.words,
        "in": [kind.value for kind in query.kinds],
        "case": query.reference or None,
        "from": query.first,
        "to": query.last,
        "tag": query.tag or None,
    }


def _narrowed(query: "FindQuery") -> tuple[Any, ...]:
    return (
        ", ".join(kind.value for kind in query.kinds),
        query.reference,
        query.first,
        query.last,
        query.tag,
    )
