"""For whom a report is made: what is known of its content and of the reader."""

import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from landwaiter.domain.base.facts import Content, Fact, stated
from landwaiter.domain.cases.case import Case
from landwaiter.domain.cases.case_of_kind import value_of
from landwaiter.domain.cases.decision import left_open_in
from landwaiter.domain.goods.facts import ITEM, PACKAGES
from landwaiter.domain.intake.consignment_facts import CONTAINER, DOCUMENT, PARTY, TRANSPORT
from landwaiter.domain.intake.declaration import Declaration, Money, Role
from landwaiter.domain.intake.facts import DECLARATION
from landwaiter.domain.reports.finds import FindOutcome, SourceFind
from landwaiter.domain.reports.profiles import Circumstances, Profile
from landwaiter.errors import Conflict, Invalid
from landwaiter.i18n import _, figure, in_english, message, plural
from landwaiter.message import is_form
from landwaiter.reports.dossier.codec import to_plain
from landwaiter.reports.dossier.dossier import Dossier
from landwaiter.reports.dossier.paper_reader import (
    OwnersWord,
    PaperReader,
    QuotedText,
    ReleasedGist,
)
from landwaiter.reports.dossier.passages import WithheldPassage, withheld_of
from landwaiter.reports.dossier.quotations import SaidText, looked_for, without_marks
from landwaiter.reports.dossier.redaction import redacted
from landwaiter.services.flags.rules_in_use import switched_off
from landwaiter.services.reports.kinds.paper_kinds import audience_of
from landwaiter.services.reports.kinds.questions import ASKED_STATE, state_consultations
from landwaiter.services.reports.sources.source_names import SourceNames, source_names
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.people.users import user_names
from landwaiter.storage.reports import classed_texts
from landwaiter.storage.reports.classed_texts import ClassedText
from landwaiter.storage.reports.find_rows import outcomes_of

_SALT_BYTES: Final = 32
_PARTS: Final[Mapping[str, tuple[Fact[Any], ...]]] = {
    "items": ITEM,
    "packages": PACKAGES,
    "parties": PARTY,
    "documents": DOCUMENT,
    "containers": CONTAINER,
    "transport": TRANSPORT,
}
_OF_MATTER: Final = frozenset(
    {
        "acquisitions",
        "actions",
        "answers",
        ASKED_STATE,
        "audit_scope",
        "chart",
        "declared",
        "denial",
        "denials_compared",
        "document_codes",
        "exemptions",
        "facts",
        "flags",
        "grounds",
        "hits",
        "holders",
        "identifiers",
        "kind",
        "licences",
        "links",
        "merged",
        "names",
        "officers",
        "outcomes",
        "ownership",
        "parties",
        "proceedings",
        "question",
        "relations",
        "route",
        "statements",
        "transaction_parties",
        "way",
    }
)
_BEGINNINGS: Final = (
    "appeal_",
    "declared_",
    "feedback_dues",
    "feedback_risk",
    "incident",
    "kind_",
    "listing",
    "record_",
    "reply_form_",
)
"""Tables whose persons the purpose of every report names: those of the matter. Who works here, who
told something and who was told are others."""
_RECORD: Final = "record_"
"""The tables of a seizure record: what stands there was said to, or by, who reads and signs it."""
_SECRETS: Final = frozenset(
    {"declared", "facts", "items", "kind", "licences", "outcomes", "parameters", "interviews"}
)
"""Tables of which the secrets of business are those of who declared the goods."""
_DECLARERS: Final = frozenset({Role.EXPORTER, Role.DECLARANT, Role.REPRESENTATIVE})
_NAMED_IN: Final = frozenset(
    {
        "action",
        "appeal_step",
        "case_file",
        "case_ground",
        "country_relation",
        "declaration",
        "entity",
        "entity_fact",
        "entity_identifier",
        "entity_link",
        "hit",
        "incident_statement",
        "listing_part",
        "party",
        "party_link",
        "prosecutor_lead",
        "record_entry",
        "share",
    }
)
"""Tables of the casebook that hold what persons of the matter are called."""
_OFFICE_PRINTED: Final = "report."
"""Settings of this name are letterhead and marking: they are printed to be read."""
_CODE: Final = re.compile(r"[a-z0-9_.:@\-]+\Z")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d([T ].*)?\Z")
_AMOUNT: Final = re.compile(r"\d[\d,]{3,}(\.\d+)?\Z")
_NUMBER: Final = re.compile(r"[\d.,\s%\-]+\Z")
_SENTENCE: Final = re.compile(r"(?<=[.!?;])\s+|\n+")
_SHORTEST_SENTENCE: Final = 4
"""Words of a sentence that is searched apart from the text that it is of."""
_NEVER_READ: Final = frozenset({Content.INTERNAL, Content.DELIBERATION, Content.LEGAL})
"""Classes that leave the office for no reader."""
_PLACES_SAID: Final = 8
_SHORTEST_NAME, _SHORTEST_TEXT, _SHORTEST_WORD = 3, 4, 8
"""Characters of a name that is searched; of a text; of a text that is one word."""


@dataclass(frozen=True, slots=True)
class ReportReader:
    """For whom a report is made, and by which name."""

    profile: Profile
    to: str = ""


@dataclass(frozen=True, slots=True)
class RedactedReport:
    """A dossier as its reader gets it, and what the casebook keeps of the rest."""

    dossier: Dossier
    kept: dict[str, Any]
    """Columns of the row that keeps it."""
    finds: tuple[SourceFind, ...] = ()
    """Where it may name a source in confidence."""
    passages: tuple[WithheldPassage, ...] = ()
    known: PaperReader | None = None
    """The reader, and what is known of what the report quotes."""

    def refuse_unjudged(self) -> None:
        """Conflict with how many finds nobody has judged, and where they are."""
        unjudged = [one for one in self.finds if one.outcome is None]
        if not unjudged:
            return
        places = list(dict.fromkeys(one.place for one in unjudged))
        more = len(places) - _PLACES_SAID
        said = ", ".join(places[:_PLACES_SAID]) + (f" (+{more})" if more > 0 else "")
        raise Conflict(
            plural(
                len(unjudged),
                "{n} find may name who spoke in confidence, and nobody has judged it: {places}.",
                "{n} finds may name who spoke in confidence, and nobody has judged them: {places}.",
                places=said,
            ),
            remedy=_(
                "Say of each whether it is the source or another thing; a second person agrees "
                "to what is another thing."
            ),
        )


def reader_of(kind: str, profile: Profile, to: str = "") -> ReportReader:
    """For whom such a report is made; Invalid for a party that nobody names: what is its own is not
    known then, and would be withheld from it. What is always made for a party is its own."""
    is_for_party = profile is Profile.PARTY and audience_of(kind) is not Profile.PARTY
    if is_for_party and not to.strip():
        raise Invalid(
            _("A report for a party says for which one."),
            field="to",
            remedy=_("Name the addressee as the case does: what is its own is shown to it."),
        )
    return ReportReader(profile, to.strip())


def addressed(reader: ReportReader | None) -> dict[str, str]:
    """What the audit chain says of the reader; nothing of the office itself."""
    if reader is None:
        return {}
    return {"for": reader.profile.value, **({"to": reader.to} if reader.to else {})}


def for_reader(
    conn: Reader,
    dossier: Dossier,
    reader: ReportReader | None,
    case: Case | None = None,
    *,
    gists: tuple[ReleasedGist, ...] = (),
    owners: tuple[OwnersWord, ...] = (),
) -> RedactedReport:
    """The dossier without what this reader may not see; None is the office itself."""
    if reader is None:
        return RedactedReport(dossier, {})
    found = finder(conn, case) if case else None
    known = replace(_known_of(conn, dossier, reader, case, found), gists=gists, owners=owners)
    if found is not None:
        own = _own_goods(case, reader) if case else ()
        names = partial(found.names.found_beside, own)
        known = replace(known, names=names, judged=found.judged)
    told, passages, finds = redacted(dossier, known, salt=lambda: secrets.token_hex(_SALT_BYTES))
    kept = {
        "profile": reader.profile.value,
        "addressee": reader.to,
        "withheld": withheld_of(passages),
    }
    return RedactedReport(told, kept, finds, passages, known)


@dataclass(frozen=True, slots=True)
class SourceFinder:
    """What sources in confidence of a case are called, and what was said of finds of it."""

    names: SourceNames
    outcomes: Mapping[str, FindOutcome]

    def judged(self, digest: str, text: str, words: str) -> FindOutcome | None:
        """A text that is the name of a file, or its hash, and nothing else needs no person."""
        if text.strip() == words and self.names.is_sign(words):
            return FindOutcome.PASSAGE
        return self.outcomes.get(digest)


def finder(conn: Reader, case: Case) -> SourceFinder | None:
    """None where nobody spoke in confidence on the case."""
    if not any(piece.is_in_confidence for piece in case.evidence):
        return None
    names = source_names(case, user_names(conn))
    return SourceFinder(names, outcomes_of(conn, case.id))


def _known_of(
    conn: Reader,
    dossier: Dossier,
    reader: ReportReader,
    case: Case | None,
    found: SourceFinder | None,
) -> PaperReader:
    ids = [table.id for table in (*dossier.tables, *dossier.closing)]
    own, declares = _own(case, reader) if case else (frozenset(), False)
    record = {one for one in ids if one.startswith(_RECORD)}
    return PaperReader(
        profile=reader.profile,
        addressee=reader.to,
        own=own,
        own_tables=frozenset(record if reader.profile is Profile.PARTY else ()),
        own_secrets=frozenset(
            one for one in ids if declares and (one in _SECRETS or one.startswith("declared_"))
        ),
        named_tables=frozenset(
            one for one in ids if one in _OF_MATTER or one.startswith(_BEGINNINGS)
        ),
        quoted=tuple(
            one
            for one in _quoted(
                conn, dossier, case, own, asked=_asked_of(reader, ids, case), declares=declares
            )
            if not (found and one.content is Content.SOURCE and found.names.has(one.text))
        ),
    )


def _own(case: Case, reader: ReportReader) -> tuple[frozenset[str], bool]:
    """What the addressee is called as a party of the case, and whether it declared the goods."""
    wanted = reader.to.strip().casefold()
    own = [
        party
        for party in case.parties
        if wanted and wanted in {party.name.casefold(), (party.identifier or "").casefold()}
    ]
    said = {
        text
        for party in own
        for text in (
            party.name,
            party.identifier,
            party.address.street,
            party.address.postcode,
            party.address.city,
        )
        if text
    }
    return frozenset(said), any(party.role in _DECLARERS for party in own)


def _own_goods(case: Case, reader: ReportReader) -> tuple[str, ...]:
    """What the addressee said of the goods in its declaration; the longest first."""
    if case.declaration is None or not _own(case, reader)[1]:
        return ()
    said = {
        value
        for item in case.declaration.items
        for _fact, value in stated(ITEM, item)
        if isinstance(value, str)
    }
    return tuple(sorted(said, key=len, reverse=True))


def _asked_of(reader: ReportReader, ids: Iterable[str], case: Case | None) -> frozenset[str]:
    """Questions that the document itself puts to another state: they were written for it."""
    if case is None or reader.profile is not Profile.PARTNER_STATE or ASKED_STATE not in ids:
        return frozenset()
    return frozenset(one.question.strip() for one in state_consultations(case))


def _quoted(
    conn: Reader,
    dossier: Dossier,
    case: Case | None,
    own: frozenset[str],
    *,
    asked: frozenset[str],
    declares: bool,
) -> Iterator[QuotedText]:
    """Texts of the casebook that stand in the dossier, each with the class that it brings along.

    A text that stands somewhere openly is open, unless it shows a source in confidence, or says
    what the goods are that nobody declared.
    """
    colleagues, undeclared = set(), _keys(_undeclared_goods(case))
    signers, own, asked = _keys(_signers(dossier)), _keys(own), _keys(asked)
    printed = SaidText("\n".join(_words(to_plain(dossier))))
    stored: dict[str, list[tuple[str, Content, bool]]] = {}
    for one in _stored(conn, printed, case):
        key = looked_for(one.text)
        if one.table == "user":
            colleagues.add(key)
        stored.setdefault(key, []).append((one.text, one.content, one.table in _NAMED_IN))
    for key, found in stored.items():
        content, named = _class_of((content, named) for _text, content, named in found)
        if key in undeclared and content is not Content.SOURCE:
            content = Content.BUSINESS
        is_named = (named and key not in colleagues) or key in signers
        is_own = key in own or (declares and content is Content.BUSINESS)
        known = Circumstances(is_named=is_named, is_own=is_own, owner_agrees=key in asked)
        for text in sorted({text for text, _content, _named in found}):
            said = (text, without_marks(text))
            if content is not Content.OPEN and all(is_telling(one, content) for one in said):
                yield QuotedText(text, content, known)


def _keys(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(map(looked_for, texts))


def _undeclared_goods(case: Case | None) -> frozenset[str]:
    """What was said of the goods of a case that rests on no declaration: no public paper says it,
    and it is the title of the case besides."""
    if case is None or case.declaration is not None or case.of_kind is None:
        return frozenset()
    said = (value_of(case, one) for one in case.of_kind.fields if one.name == "goods")
    return frozenset(one.strip() for one in said if isinstance(one, str))


def _class_of(found: Iterable[tuple[Content, bool]]) -> tuple[Content, bool]:
    """The gravest where it shows a source, else the least grave of what is stored of it."""
    known = dict(sorted(found))
    if Content.SOURCE in known:
        return Content.SOURCE, False
    least = min(known, key=tuple(Content).index)
    return least, known[least]


def _signers(dossier: Dossier) -> frozenset[str]:
    """Who answers for the decision by name."""
    decision = dossier.decision
    if decision is None:
        return frozenset()
    parts = (one for one in (decision.approval, decision.countersignature) if one)
    return frozenset(map(str, (decision.author, *(one.approver for one in parts))))


def _words(value: Any) -> Iterator[str]:
    """Every text in it; of a message its words and what was put into it."""
    if isinstance(value, str):
        yield value
        return
    if is_form(value):
        yield in_english(message(value))
    if isinstance(value, dict):
        for one in value.values():
            yield from _words(one)
    elif isinstance(value, list):
        for one in value:
            yield from _words(one)


def _stored(conn: Reader, printed: SaidText, case: Case | None) -> Iterator[ClassedText]:
    """Those of the case, of the office and of entities that the dossier says."""
    confided = {piece.id for piece in case.evidence if piece.is_in_confidence} if case else set()
    if case is not None:
        for one in classed_texts.texts_of_case(conn, case.id):
            if not (one.table == "declaration" and one.column == "content"):
                yield from _said(printed, one, confided)
        for one in _reasons_left_open(case):
            yield from _said(printed, one, confided)
        if case.declaration is not None:
            yield from _declared(case.declaration, printed)
    for one in (*classed_texts.texts_of_office(conn), *_reasons_of_rules(conn)):
        yield from _said(printed, one, confided)
    names = classed_texts.entity_names(conn)
    ids = [entity for entity, name in names if printed.says(name)]
    for one in classed_texts.texts_of_entities(conn, ids):
        yield from _said(printed, one, confided)


def _reasons_left_open(case: Case) -> Iterator[ClassedText]:
    """Why something was left open in a decision, which every report says; they stand in the text
    that was signed, which is searched for nothing else."""
    reason = Content.DELIBERATION
    for decision in case.decisions:
        for one in left_open_in(decision.text):
            yield ClassedText("decision", "text", one.reason, reason, "", reason)


def _reasons_of_rules(conn: Reader) -> Iterator[ClassedText]:
    """Why rules are switched off, which every report says; only the audit trail keeps it."""
    reason = Content.DELIBERATION
    for one in switched_off(conn, {}):
        if one.reason:
            yield ClassedText("office_setting", "value", one.reason, reason, "", reason)


def _said(printed: SaidText, one: ClassedText, confided: set[str]) -> Iterator[ClassedText]:
    """It, or a sentence of it, where the dossier says that; in the row of a source in confidence by
    the class there."""
    content = one.confided if one.row in confided else one.content
    for text in _with_sentences(one.text.strip(), content):
        if printed.says(text):
            yield one._replace(text=text, content=content)


def _with_sentences(text: str, content: Content) -> Iterator[str]:
    """A text; and of one that no reader gets each sentence that tells something by itself."""
    yield text
    if content in _NEVER_READ:
        for part in _SENTENCE.split(text):
            if part.strip() != text and len(part.split()) >= _SHORTEST_SENTENCE:
                yield part.strip()


def _declared(declaration: Declaration, printed: SaidText) -> Iterator[ClassedText]:
    """What a declaration says, part by part."""
    subjects = [(DECLARATION, declaration)]
    for name, facts in _PARTS.items():
        held = getattr(declaration, name, ())
        for one in held if isinstance(held, tuple) else (held,):
            subjects.append((facts, one))
    for facts, subject in subjects:
        for fact, value in stated(facts, subject) if subject is not None else ():
            texts = value if isinstance(value, tuple) else (value,)
            for text in (said for one in texts for said in _figures(one)):
                if isinstance(text, str) and printed.says(text):
                    yield ClassedText(
                        "declaration", "content", text, fact.content, "", fact.content
                    )


def _figures(value: Any) -> Iterator[Any]:
    """An amount as it is printed, and as it is kept; anything else as it is."""
    if isinstance(value, Money):
        for places in (None, 2):
            yield in_english(figure(value.amount, places))
        yield f"{value.amount:f}"
    else:
        yield value


def is_telling(text: str, content: Content) -> bool:
    """Whether a text can be searched: not a code, a day, a figure, or a word that says little."""
    if _DAY.match(text):
        return False
    if content in {Content.PERSONAL, Content.SOURCE}:
        return len(text) >= _SHORTEST_NAME and not (
            content is Content.PERSONAL and _CODE.match(text) and not text.isdigit()
        )
    if content is Content.BUSINESS and _AMOUNT.match(text):
        return True
    if _CODE.match(text) or _NUMBER.match(text):
        return False
    is_word = not any(map(str.isspace, text))
    return len(text) >= (_SHORTEST_WORD if is_word else _SHORTEST_TEXT)
