"""A casebook in which everything was said that any deed asks for, each text a canary of its class.

A deed or a field that is new is planted by itself: the deed has its example, and its fields are
read from its class. A field that refuses a text, and names itself, holds none.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final
from unittest import mock

from tests.deeds.examples import EXAMPLES
from tests.deeds.proposals import BASIS, reasons
from tests.deeds.said import said
from tests.deeds.scene import FIRM, OTHER_FIRM, PEOPLE, Scene, a_scene
from tests.services import act_examples
from tests.services.cases.test_acts import given_of
from tests.services.cases.test_kinds import FILLED, OUTCOMES
from tests.services.hits.test_rescreening import again, listed
from tests.services.letters import letter_office
from tests.services.letters.letter_office import ADDRESS, MRN
from tests.services.reports.canaries import (
    STORY,
    Aviary,
    is_field,
    is_sung,
    plant,
    tell_story,
)
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    HEAD,
    REASON,
    REF,
    REVIEWER,
    Office,
    an_office,
    two_items,
)
from tests.settings import change_settings

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.people import UserRole
from landwaiter.domain.cases.case import Case, TrackLetter
from landwaiter.domain.cases.kinds import FieldType
from landwaiter.domain.deeds.motion_deeds import (
    DeclineOpenMotion,
    SecondOpenMotions,
    WithdrawOpenMotion,
)
from landwaiter.domain.deeds.shape import Argument, Deed, arguments
from landwaiter.domain.entities.deeds import EndStatement, LinkEntities, StateFact
from landwaiter.domain.entities.entity import FACT_KINDS
from landwaiter.domain.evidence.deeds import AddFile, WipeEvidence
from landwaiter.domain.incidents.deeds import (
    AttributeIncident,
    EndOfIncident,
    LinkIncident,
    StateOfIncident,
    TellIncident,
)
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.deeds import OpenCase
from landwaiter.domain.letters.deeds import IssueLetter, KeepLetterText
from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.domain.letters.letter_text import LETTER_TEXTS
from landwaiter.domain.listings.deeds import (
    DropPart,
    GiveCounter,
    GiveReason,
    ProposeListing,
    StateSearch,
    SubmitListing,
    WithdrawListing,
)
from landwaiter.domain.lists.listing import ListEdition
from landwaiter.domain.registers.deeds import AddEntry
from landwaiter.domain.registers.register_columns import COLUMNS, RegisterKind
from landwaiter.domain.relations.deeds import EndRelation, EndShare, StateRelation, StateShare
from landwaiter.domain.retention.access_deeds import FindPerson, JudgeEntries, WithholdEntries
from landwaiter.domain.table.deeds import DEEDS, ON_CASE
from landwaiter.errors import Fault
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.cases.kinds import kind_of
from landwaiter.services.cases.stages import APPEAL_NOTICE, APPEAL_NOTICE_NATIONAL
from landwaiter.services.deeds.engine import run
from landwaiter.services.intake.openings import as_typed
from landwaiter.services.lists.list_imports import import_list
from landwaiter.services.office.setting_table import SETTINGS, SettingNames
from landwaiter.services.reports import access_answer

LETTERHEAD: Final = frozenset(
    f"report.{one}" for one in ("office", "telephone", "marking", "caveat", "distribution")
)
"""Settings that each report prints to be read."""
OPEN_SETTINGS: Final = LETTERHEAD | {APPEAL_NOTICE, APPEAL_NOTICE_NATIONAL}
"""The same, and the appeal notices, which a decision says to whom it is for."""
_CONTENT_OF_FIELD: Final[Mapping[FieldType, Content]] = {
    FieldType.TEXT: Content.BUSINESS,
    FieldType.LONG: Content.BUSINESS,
    FieldType.PARTY: Content.PERSONAL,
}
"""The class of what a kind of case asks for, where it is words."""
_CODED: Final = frozenset({"technology", "hs6", "destination", "route"})
"""Fields of kinds in which codes stand."""
BY_ANOTHER_DEED: Final = frozenset({"add_evidence", "second"})
"""Acts that are said with a deed of another subject."""
_WORDS_OF_REGISTER: Final = frozenset(
    {"name", "anything else", "what was found", "names with bars between"}
)
_ENTRY: Final[Mapping[RegisterKind, Mapping[str, str]]] = {
    RegisterKind.LICENCES: {"ref": "L-1", "valid_from": "2026-01-01"},
    RegisterKind.DENIALS: {"ref": "DE-1", "item": "2B001", "notified": "2026-01-02"},
    RegisterKind.INFORMED: {"ref": "I-1", "basis": "4", "valid_from": "2026-01-01"},
    RegisterKind.FINDINGS: {"ref": "F-1", "date": "2026-01-01", "final": "yes"},
}
"""What each register asks for beside words."""
NO_TEXT: Final = frozenset(
    {("relation.stated", "others"), ("relation.stated", "from_others"), ("incident.linked", "case")}
)
"""Fields that refuse a text with words on another field."""
NOT_TOLD: Final[Mapping[str, str]] = {
    **dict.fromkeys(("letter.issued", "evidence.file_added"), "said by the story and the letters"),
    **dict.fromkeys(("case.release_slip_made", "practice.report_made"), "made as a document"),
    **dict.fromkeys(("import_pack", "register.import"), "the file says it"),
    "trade.aside": "the declaration has a case by then",
    "trade.erasure_moved": "nothing that two erased is in a report: test_erasing",
    **dict.fromkeys(
        ("case.serve_letter", "case.record_exit", "duty.absence_entered"), "its day has passed"
    ),
    **dict.fromkeys(
        ("release_gist", "gist.withdrawn", "find.judged", "consent.recorded"),
        "of a passage of one report: test_gists, test_finds, test_consents",
    ),
    **dict.fromkeys(
        (
            "calibration.recorded",
            "erase_payload",
            "licence.write_off_undone",
            "licence.written_off",
            "motion.seconded",
            "office.authority_asked",
            "register.revoke",
            "remove_case",
            "task.ended",
            "user.change_declined",
            "withdraw_template",
        ),
        "the scene has nothing that it could be done to",
    ),
}
"""Deeds whose example is refused here, and why: their fields have no canary."""
FIELDS_ELSEWHERE: Final = frozenset(
    {
        *(("case.add_evidence", one) for one in ("source", "place", "seal")),
        ("case.second", "reason"),
        ("case.link", "to"),
    }
)
"""Fields that another deed says, or that name an entity."""

DEED_OF: Final = {deed.args: deed for deed in DEEDS}
ACTS: Final = frozenset(deed.args for deed in ON_CASE.values())


class TaleOffice(Office):
    """An office whose acts are on the case that is told of."""

    reference = ""

    def act(self, who: str, name: str, *, reference: str = "", **given: Any) -> None:
        super().act(who, name, reference=reference or self.reference, **given)

    def view(self, reference: str = "", *, who: str = ANALYST) -> CaseView:
        return super().view(reference or self.reference, who=who)

    def case(self, reference: str = "") -> Case:
        return self.view(reference).case


@dataclass(slots=True)
class Tale:
    office: TaleOffice
    scene: Scene
    aviary: Aviary
    cases: dict[str, str] = field(default_factory=dict)
    """Reference of each case by what it is: a kind, or the deed that it was opened for."""
    sung: set[tuple[str, str]] = field(default_factory=set)
    """Deed and field in which a canary is."""
    unfit: set[tuple[str, str]] = field(default_factory=set)
    """Those that refuse a text, and say so."""
    letters: dict[LetterKind, Path] = field(default_factory=dict)
    """The file of each letter that was issued."""
    refused: dict[str, str] = field(default_factory=dict)
    """Deeds that could not be done, and why."""

    def say(self, said: Any, *, who: str = "") -> Any:
        """A deed with a canary in each of its fields of words, agreed to by another person where
        it waits for one; what came of it."""
        deed = DEED_OF[type(said)]
        planted = {one.name: one for one in arguments(deed.args) if self.is_sung(deed, one)}
        while True:
            songs = {
                name: self.aviary.canary(one.content, f"{deed.name} {name}")
                for name, one in planted.items()
            }
            try:
                made = run(self.office.session(who or _who(deed)), replace(said, **songs))
            except Fault as fault:
                self.aviary.forget(songs.values())
                value = (fault.value or "").casefold()
                named = [
                    name
                    for name, song in songs.items()
                    if fault.field == planted[name].option or (song and song.casefold() == value)
                ]
                if not named:
                    raise
                del planted[named[0]]
                self.unfit.add((deed.name, named[0]))
                continue
            self.sung |= {(deed.name, name) for name in planted}
            self._agree(made)
            return made

    def try_to_say(self, said: Any, *, who: str = "") -> Any:
        """The same; why not, where it is refused."""
        try:
            return self.say(said, who=who)
        except Fault as fault:
            self.refused[DEED_OF[type(said)].name] = fault.sentence()
            return None

    @staticmethod
    def is_sung(deed: Deed[Any, Any], one: Argument) -> bool:
        is_asked = is_field(one) and not one.ask.given and not one.ask.secret
        return is_asked and (deed.name, one.name) not in NO_TEXT

    def _agree(self, made: Any) -> None:
        motion = getattr(made, "motion_id", None)
        for who in (REVIEWER, HEAD, ADMIN) if motion else ():
            with suppress(Fault):
                run(self.office.session(who), SecondOpenMotions((str(motion),)))
                return


def _who(deed: Deed[Any, Any]) -> str:
    """Who does such a deed: an analyst where one may."""
    order = (UserRole.ANALYST, UserRole.HEAD, UserRole.ADMINISTRATOR)
    return next(PEOPLE[role] for role in (*order, *sorted(deed.roles)) if role in deed.roles)


def told_everything(folder: Path, *, is_whole: bool = True) -> Tale:
    """Everything that any deed says, in one casebook; else what the papers of a sample say."""
    copy = an_office(folder)
    copy.close()
    office = TaleOffice(copy.path)
    office.reference = REF
    tale = Tale(office, a_scene(folder, office), Aviary())
    _settings(tale)
    _declared(tale)
    _kinds(tale)
    _story(tale)
    if is_whole:
        _on_own_cases(tale)
    _entities(tale)
    _listing(tale)
    _lists(tale)
    _registers(tale)
    _access(tale)
    _evidence(tale)
    _letters(tale)
    if is_whole:
        _others(tale)
    return tale


def _settings(tale: Tale) -> None:
    """Every setting that takes a text; those of the letterhead are printed to be read."""
    office, aviary = tale.office, tale.aviary
    names = SettingNames((), (), ())
    songs = {}
    for one in SETTINGS:
        for key in one.keys(names):
            content = Content.OPEN if key in OPEN_SETTINGS else Content.INTERNAL
            song = aviary.canary(content, key)
            if key != "report.certificate" and one.values.fit(song):
                songs[key] = song
            elif key != "report.certificate" and one.values.fit(f"/{song}"):
                songs[key] = f"/{song}"
            else:
                aviary.forget((song,))
    change_settings(office.session(ADMIN), songs)


def _declared(tale: Tale) -> None:
    """A case of a declaration, what it says of persons being canaries."""
    songs = {
        f"{role}_{part}": tale.aviary.canary(Content.PERSONAL, f"declared {role} {part}")
        for role in ("exporter", "consignee", "declarant")
        for part in ("name", "street", "city")
    }
    songs["consignee_name"] = f"Morning Lathe Trading {songs['consignee_name']}"
    rows = two_items(lrn="LW-DECLARED", **{**ADDRESS, **songs})
    (tale.cases["declared"],) = tale.office.take_in(*rows).cases


def _kinds(tale: Tale) -> None:
    """A case of each kind, with a canary in each field of words that the kind asks for."""
    for kind in CaseKind:
        given = dict(FILLED[kind])
        for one in kind_of(kind).fields:
            content = _CONTENT_OF_FIELD.get(one.type)
            if content and one.name not in _CODED and not one.enrichment:
                given[one.name] = tale.aviary.canary(content, f"{kind} {one.name}")
        made = tale.say(as_typed(OpenCase(kind, "tip", project=given)))
        tale.cases[kind.value] = made.made


def _story(tale: Tale) -> None:
    tell_story(tale.office, tale.aviary)
    tale.cases["story"] = REF
    for name in STORY:
        deed = ON_CASE[name]
        tale.sung |= {(deed.name, one.name) for one in arguments(deed.args) if is_sung(name, one)}


@contextmanager
def _own_case(tale: Tale, name: str, **declared: str) -> Iterator[str]:
    """A case of its own for one act; what goes before it is done there."""
    lrn = f"LW-{name}"
    (reference,) = tale.office.take_in(*two_items(lrn=lrn, **declared)).cases
    with (
        mock.patch.object(act_examples, "REF", reference),
        mock.patch.object(letter_office, "REF", reference),
        mock.patch.object(letter_office, "two_items", partial(two_items, lrn=lrn)),
    ):
        tale.office.reference = reference
        try:
            yield reference
        finally:
            tale.office.reference = REF


def _on_own_cases(tale: Tale) -> None:
    """Each act that the story does not tell."""
    office = tale.office
    for name, example in act_examples.EXAMPLES.items():
        if name in STORY or name in BY_ANOTHER_DEED:
            continue
        with _own_case(tale, name) as reference:
            for step in example.before:
                with suppress(Fault):  # of the office, and done before
                    step(office)
            given = {**given_of(example, office)}
            if name == "propose":
                given |= {"open": reasons(office.session(ANALYST), reference), "basis": BASIS}
            if name == "remind_of_letter":
                given["on"] = office.clock().date()  # what was told before took days
            act = said(name, reference=reference, **given)
            if tale.try_to_say(act, who=example.who) is not None:
                tale.cases[name] = reference


def _entities(tale: Tale) -> None:
    """What is stated of entities, states and incidents; each once more, and ended."""
    scene = tale.scene
    for kind, end in (
        (StateFact, EndStatement),
        (LinkEntities, None),
        (StateRelation, EndRelation),
        (StateShare, EndShare),
        (StateOfIncident, EndOfIncident),
        (AttributeIncident, None),
        (TellIncident, None),
        (LinkIncident, None),
    ):
        tale.try_to_say(EXAMPLES[kind](scene))
        if end is not None:
            second = tale.say(EXAMPLES[kind](scene))
            ended = next(one.name for one in arguments(end) if one.ask.given)
            tale.say(replace(EXAMPLES[end](scene), **{ended: second.made}))
    for fact in FACT_KINDS.values():
        song = tale.aviary.canary(fact.content, f"entity fact {fact.name}")
        try:
            run(tale.office.session(ANALYST), StateFact(FIRM, fact.name, "register", song))
        except Fault:
            tale.aviary.forget((song,))


def _listing(tale: Tale) -> None:
    """A proposal that was approved, with a row that may be told and one that may not."""
    whole = EXAMPLES[GiveReason](tale.scene)
    for is_releasable in (True, False):
        tale.say(replace(whole, releasable=is_releasable))
        tale.say(replace(EXAMPLES[GiveCounter](tale.scene), releasable=is_releasable))
    tale.say(EXAMPLES[ProposeListing](tale.scene))
    for kind in (StateSearch, WithdrawListing):
        tale.say(replace(EXAMPLES[kind](tale.scene), proposal=OTHER_FIRM))
    tale.say(DropPart(FIRM, "R3", REASON))
    tale.say(SubmitListing(FIRM, REASON))


def _lists(tale: Tale) -> None:
    """A list in confidence, an entry of which is like the consignee of open cases."""
    sing = partial(tale.aviary.canary, Content.SOURCE)
    head = ListEdition(
        list_id="secret",
        title=sing("list title"),
        kind="export_list",
        edition="7",
        sha256="c" * 64,
        source=sing("list source"),
        licence=sing("list licence"),
        trust="own knowledge",
        listings=1,
        imported_at=tale.office.clock(),
        published=date(2026, 3, 20),
        confidential=True,
    )
    entry = listed(
        "secret-1",
        f"Morning Lathe Trading {sing('list name')}",
        programmes=(sing("list programme"),),
        note=sing("list note"),
    )
    import_list(tale.office.session(ADMIN), head, (entry,))
    again(tale.office)


def _registers(tale: Tale) -> None:
    """Entries with a canary in each column of words; moves that were declined and withdrawn."""
    for register, columns in COLUMNS.items():
        entry = {
            one.name: tale.aviary.canary(one.content, f"{register} {one.name}")
            for one in columns
            if one.holds in _WORDS_OF_REGISTER
        }
        example = EXAMPLES[AddEntry](tale.scene)
        given = {**_ENTRY[register], **entry}
        tale.say(replace(example, register=register, issuer="PL", field=given))
    session = tale.office.session(ANALYST)
    for number, ending, who in ((1, DeclineOpenMotion, REVIEWER), (2, WithdrawOpenMotion, ANALYST)):
        given = {**_ENTRY[RegisterKind.DENIALS], "ref": f"PL-{number}", "end_user": "Z"}
        moved = run(session, AddEntry(RegisterKind.DENIALS, "PL", given, REASON))
        tale.say(ending(str(moved.motion_id), REASON), who=who)


def _access(tale: Tale) -> None:
    """The request of a person, an entry of which is withheld and one blacked out."""
    head = tale.office.session(HEAD)
    tale.say(FindPerson("Obrabiarki Wisla"), who=HEAD)
    found = access_answer.answer(head, 1)
    entries = tuple(one.no for one in found.entries)
    tale.say(JudgeEntries(1, entries, same=True), who=HEAD)
    tale.say(WithholdEntries(1, entries[:1], "gdpr-offences", "Customs Act, Art. 9"), who=HEAD)


def _evidence(tale: Tale) -> None:
    """A piece that is no secret, and one that was wiped."""
    reference = tale.cases["declared"]
    for number in (1, 2):
        path = tale.office.path.parent / f"open {number}.txt"
        path.write_text(f"letter {number}", encoding="utf-8")
        run(tale.office.session(ANALYST), AddFile(reference, path, "the exporter"))
    tale.say(WipeEvidence(reference, 2, REASON))


def _others(tale: Tale) -> None:
    """The other deeds that take words, as their examples have them."""
    told = {deed for deed, _field in tale.sung}
    for deed in DEEDS:
        has_words = any(tale.is_sung(deed, one) for one in arguments(deed.args))
        if has_words and deed.args not in ACTS and deed.name not in told:
            tale.try_to_say(EXAMPLES[deed.args](tale.scene))


def _letters(tale: Tale) -> None:
    """Each kind of letter, to an exporter whose case has a canary wherever one can be."""
    office, sing = tale.office, tale.aviary.canary
    for name in LETTER_TEXTS:
        kept = KeepLetterText(name, "en", sing(Content.OPEN, f"letter text {name}"), "Customs Act")
        run(office.session(HEAD), kept)
    own = {
        f"exporter_{part}": sing(Content.PERSONAL, f"letters exporter {part}")
        for part in ("name", "street", "city")
    }
    with _own_case(tale, "letters", **{**ADDRESS, **own, "mrn": MRN}) as reference:
        tale.cases["letters"] = reference
        for act in ("note", "call", "record_event", "locate", "classify", "dismiss_flag"):
            plant(office, tale.aviary, act)
        for hit in office.case().hits:
            why = sing(Content.DELIBERATION, "letters judge reason")
            office.act(ANALYST, "judge", hit=hit.id, outcome="unsure", reason=why)
        _secret_file(tale, reference)
        held = {"track": TrackLetter.L, "reason": sing(Content.DELIBERATION, "letters hold reason")}
        office.act(ANALYST, "hold", item=1, **held)
        _issue(tale, LetterKind.HOLD)
        _issue(tale, LetterKind.INFORMATION, rows=(sing(Content.BUSINESS, "letter row"),))
        office.clock.move(days=30)
        _issue(tale, LetterKind.REMINDER)
        path = office.path.parent / "contract.txt"
        path.write_text("a contract", encoding="utf-8")
        run(office.session(ANALYST), AddFile(reference, path, "the exporter"))
        intended = ("decision.intended", "decision.grounds")
        _issue(tale, LetterKind.HEARING, say=_said(tale, *intended), exhibits=("E-02",))
    with _own_case(tale, "decided", **{**ADDRESS, **own}) as reference:
        tale.cases["decided"] = reference
        _secret_file(tale, reference)
        for act in ("assess", "note", "except_hearing", "propose", "approve"):
            if act == "propose":
                office.act(ANALYST, "propose", outcome="refuse", reason=_why(tale), open={
                    kind: sing(Content.DELIBERATION, f"letters open {kind}")
                    for kind in reasons(office.session(ANALYST), reference)
                })  # fmt: skip
            else:
                plant(office, tale.aviary, act)
        with suppress(Fault):  # where the office asks for it
            office.act(HEAD, "countersign")
        texts = ("decision.facts", "decision.law", "decision.consequences")
        _issue(tale, LetterKind.DECISION, say=_said(tale, *texts))
    with _own_case(tale, "released", **{**ADDRESS, **own}) as reference:
        tale.cases["released"] = reference
        _secret_file(tale, reference)
        for act in ("note", "hold"):
            plant(office, tale.aviary, act)
        tale.say(said("release", reference=reference, item=1))
        _issue(tale, LetterKind.RELEASE)
    reference = tale.cases["research"]
    office.reference = reference
    for act in ("assess", "note"):
        office.act(
            ANALYST, act, **({"reason": sing(Content.INTERNAL, act)} if act == "note" else {})
        )
    office.act(ANALYST, "propose", outcome=OUTCOMES[CaseKind.RESEARCH], reason=_why(tale))
    office.act(REVIEWER, "approve")
    grounds = (*_said(tale, "cooperation.grounds"), "advice.valid_until=2027-01-31")
    source = sing(Content.BUSINESS, "letter advice source")
    _issue(tale, LetterKind.ADVICE, say=grounds, rows=(f"{source} | a report | 2 Mar 2026",))
    office.reference = REF


def _secret_file(tale: Tale, reference: str) -> None:
    """A piece of a source in confidence, whose name tells it."""
    name = tale.aviary.canary(Content.SOURCE, "letters file")
    path = tale.office.path.parent / f"{name}.txt"
    path.write_text("a tip", encoding="utf-8")
    source = tale.aviary.canary(Content.SOURCE, "letters source")
    run(tale.office.session(ANALYST), AddFile(reference, path, source, in_confidence=True))


def _why(tale: Tale) -> str:
    return tale.aviary.canary(Content.DELIBERATION, "letters propose reason")


def _said(tale: Tale, *names: str) -> tuple[str, ...]:
    """What an officer writes into fields of a letter."""
    sing = tale.aviary.canary
    return tuple(f"{name}={sing(Content.BUSINESS, f'letter {name}')}" for name in names)


def _issue(tale: Tale, kind: LetterKind, *, to: str = "exporter", **more: Any) -> None:
    path = tale.office.path.parent / f"letter {kind}.pdf"
    ordered = IssueLetter(kind, tale.office.reference, to, "UCC Art. 188", path, "en", **more)
    run(tale.office.session(ANALYST), ordered)
    tale.letters[kind] = path
