"""What is typed of an entity becomes a statement, or is refused with the field that is wrong."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.base.days import told_day
from landwaiter.domain.base.hedges import hedge_in, is_surer
from landwaiter.domain.base.identifiers import check
from landwaiter.domain.entities.entity import (
    ENTITY_KINDS,
    FACT_KINDS,
    IDENTIFIER_KINDS,
    LINK_KINDS,
    NAME_KINDS,
    UNCHECKED,
    CheckedStatement,
    FactKind,
    LinkKind,
    TypedStatement,
    partial_day,
    script_of,
)
from landwaiter.domain.entities.ownership.shares import checked_share
from landwaiter.domain.entities.stated_values import checked_values
from landwaiter.domain.evidence.custody import GRADES, is_grade, label
from landwaiter.errors import Invalid
from landwaiter.i18n import _, joined

_PIECE = re.compile(r"(?P<case>\S+)\s*/\s*(?:E-)?(?P<number>\d{1,6})", re.IGNORECASE)


def checked_fact(
    kind: str,
    value: Mapping[str, str],
    carried: TypedStatement,
    *,
    of: str = "",
    is_foreign: bool = False,
) -> CheckedStatement:
    """A statement of one of `FACT_KINDS`, normalised; Invalid names the field that is wrong.

    `of` is the kind of the entity; empty: it is not asked. `is_foreign`: it stands in a file, and
    whoever brings it in grades the file as a whole.
    """
    known = _known(FACT_KINDS, kind)
    if known.by_deed_only:
        raise Invalid(_("This is stated by a deed of its own."), field="kind", value=kind)
    if of and of not in known.of:
        raise Invalid(
            _("“{title}” is not stated of this kind of entity.").format(title=_(known.title)),
            field="kind",
            value=kind,
            remedy=_("It is stated of: {kinds}.").format(kinds=", ".join(known.of)),
        )
    given = {name: str(said).strip() for name, said in value.items() if str(said).strip()}
    _refuse_fields(known, given)
    normalised, warnings = _CHECKS.get(kind, _plain)(given)
    return _statement(known, normalised, carried, warnings, is_foreign=is_foreign)


def checked_link(
    kind: str,
    carried: TypedStatement,
    *,
    percent: str | None = None,
    test: str = "",
    value: Mapping[str, str] | None = None,
    is_foreign: bool = False,
) -> CheckedStatement:
    """A link of one of `LINK_KINDS`; its value holds whatever it carries, share and test too."""
    known: LinkKind = _known(LINK_KINDS, kind)
    share = _share(known, (percent or "").strip())
    test_stated = _test(known, " ".join(test.split()))
    said = share | test_stated | _beside(known, value or {})
    return _statement(known, said, carried, is_foreign=is_foreign)


def why_not_joined(kind: str, one: str, other: str) -> str:
    """Why a link of the kind does not join these two kinds of entity; empty where it does."""
    known = LINK_KINDS[kind]
    if one in known.ones and other in known.others:
        return ""
    return _("“{title}” is stated of {ones} and {others}.").format(
        title=_(known.title), ones=_among(known.ones), others=_among(known.others)
    )


def _among(kinds: tuple[str, ...]) -> str:
    return joined(_(" or "), (_(one.replace("_", " ")) for one in kinds))


def _known(kinds: Mapping[str, Any], kind: str) -> Any:
    if kind not in kinds:
        raise Invalid(
            _("There is no such kind."),
            field="kind",
            value=kind,
            remedy=_("Use one of {kinds}.").format(kinds=", ".join(kinds)),
        )
    return kinds[kind]


def _refuse_fields(kind: FactKind, given: Mapping[str, str]) -> None:
    for name in kind.needs:
        if name not in given:
            raise Invalid(
                _("This is needed."),
                field=name,
                remedy=_("A statement of the kind {kind} has {fields}.").format(
                    kind=kind.name, fields=", ".join((*kind.needs, *kind.may))
                ),
            )
    for name, said in given.items():
        if name not in kind.fields:
            raise Invalid(
                _("A statement of the kind {kind} has no such field.").format(kind=kind.name),
                field=name,
                value=said,
                remedy=_("It has {fields}.").format(fields=", ".join((*kind.needs, *kind.may))),
            )


def _statement(
    kind: FactKind | LinkKind,
    value: Mapping[str, str],
    carried: TypedStatement,
    warnings: tuple[str, ...] = (),
    *,
    is_foreign: bool = False,
) -> CheckedStatement:
    """With source, grading, certainty and days, each checked."""
    if kind.needs_certainty and carried.certainty is None:
        raise Invalid(
            _("How sure this is must be said."),
            field="certainty",
            remedy=_("Give one of: {wanted}.").format(wanted=", ".join(Certainty)),
        )
    needs_grade = kind.needs_certainty and not is_foreign
    return checked_statement(kind.name, value, carried, warnings, needs_grade=needs_grade)


def checked_statement(
    kind: str,
    value: Mapping[str, str],
    carried: TypedStatement,
    warnings: tuple[str, ...] = (),
    *,
    reads: Callable[[str | None, str], str | None] = partial_day,
    needs_grade: bool = True,
) -> CheckedStatement:
    """A statement of any subject, with source, grading, days and evidence, each checked.

    `reads` reads a day of a field, at whatever precision the subject has. `needs_grade`: who reads
    the statement later must see what its source is worth and when it was read.
    """
    grade = checked_grade(carried.grade)
    if not carried.source.strip():
        raise Invalid(
            _("A statement needs its source."),
            field="source",
            remedy=_("Say where it comes from: a register, a paper, a person, a page."),
        )
    if needs_grade:
        _refuse_ungraded(grade, carried)
    _refuse_surer(carried)
    first, last = reads(carried.since, "since"), reads(carried.until, "until")
    if first and last and last[: len(first)] < first:
        raise Invalid(
            _("It would end before it begins."),
            field="until",
            value=last,
            remedy=_("Give an end that is not before {since}, as exactly as the beginning.").format(
                since=told_day(first)
            ),
        )
    source, note = carried.source.strip(), carried.note.strip()
    evidence = checked_piece(carried.evidence.strip())
    return CheckedStatement(
        kind,
        value,
        first,
        last,
        source,
        grade,
        note,
        warnings,
        evidence,
        carried.certainty,
        carried.wording.strip(),
        carried.read_on.isoformat() if carried.read_on else "",
    )


def _refuse_surer(carried: TypedStatement) -> None:
    """Invalid where the word of certainty is surer than the source's own words."""
    hedge = hedge_in(carried.wording)
    if hedge and carried.certainty and is_surer(carried.certainty, hedge.surest):
        raise Invalid(
            _("The wording says “{word}”: this would be surer than what was said.").format(
                word=hedge.words
            ),
            field="certainty",
            value=carried.certainty.value,
            remedy=_("Say that it is at most {surest}.").format(surest=_(hedge.surest.value)),
        )


def _refuse_ungraded(grade: str, carried: TypedStatement) -> None:
    """Invalid where nobody says what the source is worth, or when it was read."""
    if not grade:
        raise Invalid(
            _("This needs a grade of its source."),
            field="grade",
            remedy=_("Use {first} to {last}; {last} says that nobody can judge it.").format(
                first=GRADES[0], last=GRADES[-1]
            ),
        )
    if carried.read_on is None:
        raise Invalid(
            _("Nobody says when the source was read."),
            field="read_on",
            remedy=_("Give the day: a page or a register may say something else tomorrow."),
        )


def checked_grade(text: str) -> str:
    """A grading in capitals, empty where there is none; Invalid for another text."""
    grade = text.strip().upper()
    if grade and not is_grade(grade):
        raise Invalid(
            _("There is no such grading."),
            field="grade",
            value=grade,
            remedy=_("Use {first} to {last}: source A to F, information 1 to 6.").format(
                first=GRADES[0], last=GRADES[-1]
            ),
        )
    return grade


def checked_piece(text: str) -> str:
    """A piece of evidence as it is named everywhere; empty where none is."""
    found = _PIECE.fullmatch(text)
    if text and found is None:
        raise Invalid(
            _("This names no piece of evidence."),
            field="evidence",
            value=text,
            remedy=_("Write the reference of the case and the piece, as REFERENCE/E-01."),
        )
    return f"{found['case'].upper()}/{label(int(found['number']))}" if found else ""


def _share(kind: LinkKind, percent: str) -> dict[str, str]:
    if not percent:
        return {}
    if not kind.has_percent:
        raise Invalid(
            _("A link of the kind {kind} has no share.").format(kind=kind.name),
            field="percent",
            value=percent,
            remedy=_("State the share by a link of the kind owns beside it."),
        )
    return {"percent": checked_share(percent)}


def _test(kind: LinkKind, test: str) -> dict[str, str]:
    if not test:
        return {}
    if not kind.has_test:
        raise Invalid(
            _("A link of the kind {kind} is no test of control.").format(kind=kind.name),
            field="test",
            value=test,
            remedy=_("State it by a link of the kind {kinds}.").format(
                kinds=", ".join(one.name for one in LINK_KINDS.values() if one.has_test)
            ),
        )
    return {"test": test}


def _beside(kind: LinkKind, value: Mapping[str, str]) -> dict[str, str]:
    given = {name: said.strip() for name, said in value.items() if said.strip()}
    for name, said in given.items():
        if name not in kind.may:
            raise Invalid(
                _("A link of the kind {kind} has no such field.").format(kind=kind.name),
                field=name,
                value=said,
                remedy=_("It has {fields}.").format(fields=", ".join(kind.may) or _("none")),
            )
    return checked_values(given)


_Found = tuple[dict[str, str], tuple[str, ...]]


def _plain(given: dict[str, str]) -> _Found:
    return checked_values(given), ()


def _name(given: dict[str, str]) -> _Found:
    kind = _one_of(given.get("kind", "alias"), NAME_KINDS)
    text = " ".join(given["text"].split())
    return {"text": text, "kind": kind, "script": script_of(text)}, ()


def _identifier(given: dict[str, str]) -> _Found:
    kind = _one_of(given["kind"].upper(), IDENTIFIER_KINDS)
    if kind in UNCHECKED:
        return checked_values({**given, "kind": kind}), ()
    found = check(kind, given["number"])
    if not found.well_formed:
        raise Invalid(
            found.problem,
            field="number",
            value=given["number"],
            remedy=_("Compare it with the paper, or state it as an identifier of another kind."),
        )
    warnings = () if found.valid else (found.problem,)
    return checked_values({**given, "kind": kind, "number": found.normalised}), warnings


def _one_of(said: str, kinds: tuple[str, ...]) -> str:
    if said not in kinds:
        raise Invalid(
            _("There is no such kind."),
            field="kind",
            value=said,
            remedy=_("Use one of {kinds}.").format(kinds=", ".join(kinds)),
        )
    return said


def _kind(given: dict[str, str]) -> _Found:
    return {"kind": _one_of(given["kind"], ENTITY_KINDS)}, ()


def _born(given: dict[str, str]) -> _Found:
    return {"date": partial_day(given["date"], "date") or ""}, ()


_CHECKS: Final[Mapping[str, Callable[[dict[str, str]], _Found]]] = {
    "name": _name,
    "identifier": _identifier,
    "born": _born,
    "kind": _kind,
}
