"""Deeds of the office: keys, absences, calendars, retention, access, and what needs two persons."""

from functools import partial
from unittest.mock import patch

import pytest
from tests.faults.deed import Deed, Refused, Step, answer, command
from tests.services.act_examples import ASSESS, DECIDED, LED, LODGED, ON_TRACK_L, does
from tests.services.letters.letter_office import with_texts
from tests.services.letters.template_files import template_file
from tests.services.office_texts import texts_file
from tests.services.removing import due_case
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    HEAD,
    PASSWORD,
    REASON,
    REF,
    REVIEWER,
    Office,
    declared,
    two_items,
    write_csv,
)

from landwaiter.domain.cases.case import TrackLetter
from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.profiles import Profile
from landwaiter.errors import Invalid
from landwaiter.resources import root
from landwaiter.services.deeds import motions
from landwaiter.services.deeds.engine import do
from landwaiter.services.reports.finds import finds_known
from landwaiter.services.trade.keeping import restrictions
from landwaiter.services.trade.sifting import SiftRun
from landwaiter.storage.keys.casebook_keys import new_signing_key

AUTHORITY = new_signing_key()[1]
"""Key of somebody outside."""
WHY = "it names a person who has nothing to do with the case"
DOCUMENT_CODES = root() / "packs" / "doc_codes"
"""A pack that touches the sample case: it declares one of the codes."""
YEAR = ("--from", "2026-01-01", "--to", "2026-12-31")
LINKED = (ASSESS, does("link", party="consignee", basis=REASON))


def _evidence(office: Office) -> None:
    file = office.path.parent / "photo.jpg"
    file.write_bytes(b"\xff\xd8\xff a photograph of crate 7" * 500)
    command("evidence", "add", REF, "~/photo.jpg")(office)


def _confided(office: Office) -> None:
    file = office.path.parent / "letter.txt"
    file.write_text("a letter of somebody", encoding="utf-8")
    command("evidence", "add", REF, "~/letter.txt", "--from", "Halina", "--in-confidence")(office)


def _named_source(office: Office) -> None:
    office.act(ANALYST, "locate", item=1, place="the yard of Halina", reason=REASON)


def _judge_find(office: Office, outcome: str = "name") -> None:
    find, *_others = finds_known(office.session(ANALYST), REF, CaseReport.CASE, Profile.MINISTRY)
    command(
        *("report", "judge", REF, find.id, "--for", "ministry", "--as", outcome),
        *("--reason", REASON),
    )(office)


KEEP_VIEW = command("office", "keep-view", "China", "--query", "to:CN", who=HEAD)
IMPORT_WORDING = command(
    *("wording", "import", "pl", "~/pl.po", "--edition", "2026-1", "--reason", REASON), who=HEAD
)
REMOVE_WORDING = command("wording", "remove", "pl", "--reason", REASON, who=HEAD)
PROPOSE_TEMPLATE = command(
    *("template", "propose", "~/hold.en.md", "--kind", "hold", "--language", "en"),
    *("--reason", REASON),
    who=HEAD,
)
WITHDRAW_TEMPLATE = command(
    *("template", "withdraw", "hold", "--language", "en", "--reason", REASON), who=HEAD
)
KEEP_TEMPLATE = command(
    *("reason-template", "save", "No licence", "--act", "propose"),
    *("--text", "No licence for {consignee}."),
    who=HEAD,
)


def _issue(name: str) -> Step:
    return command(
        *("letter", "issue", "hold", REF, "--to", "exporter", "--lang", "en"),
        *("--basis", "UCC Art. 188", "--pdf", f"~/{name}"),
    )


ISSUE_LETTER, ISSUE_AGAIN = _issue("hold.pdf"), _issue("again.pdf")
KEEP_LETTER_TEXT = command(
    *("letter", "text", "save", "office.remedy", "pl"),
    *("--text", "Where an appeal is lodged.", "--source", "Customs Act"),
    who=HEAD,
)
SIFTED_NUMBER = "LW-55"
SIFTED = command("sift", "~/sifted.csv")
ERASE_TRADE = command("trade", "erase", "--number", SIFTED_NUMBER, "--reason", REASON, who=HEAD)
RESTRICT_TRADE = command(
    *("trade", "restrict", "hold", "--number", SIFTED_NUMBER),
    *("--basis", "Order 7/26", "--reason", REASON),
    who=HEAD,
)
BREACH = command(
    *("privacy", "breach", "--known", "2026-03-30T08:00", "--what", "a disk was left in a train"),
    *("--persons", "about 100", "--effects", "not known"),
    who=HEAD,
)
NOTICE = command(
    *("privacy", "notice", "public", "--version", "3", "--at", "2026-03-01"),
    *("--since", "2026-04-01", "--where", "https://office.example/privacy"),
    *("--basis", "Act, Art. 12", "--text", "We keep declarations.", "--file", "~/notice.txt"),
    who=HEAD,
)
IMPORT_FIGURES = command("statistics", "import", "~/figures.csv", "--reason", REASON)
WIPE = command("evidence", "wipe", REF, "1", "--reason", WHY)
MINISTRY = command("report", "ministry", REF, "--xlsx", "~/ministry.xlsx")
TO_PARTNER = command(
    *("report", "case", REF, "--for", "partner-state", "--to", "Customs of NL"),
    *("--xlsx", "~/partner.xlsx"),
)
GIST = command(
    *("report", "gist", f"{REF}-D1", "evidence/1/from"),
    *("--text", "Somebody in the trade told it.", "--reason", REASON),
)
COURT_ORDER = command(
    *("report", "order", REF, "--number", "II K 412/26", "--date", "2026-03-27"),
    *("--court", "Regional Court", "--classes", "S,T", "--reason", REASON),
)
NOTE = command("case", "act", REF, "note", "--reason", "Anna Zielinska called at noon")


def _own_template(office: Office) -> None:
    template_file(office.path.parent)


def _own_texts(office: Office) -> None:
    texts_file(office.path.parent)


def _sift_broken_off(part: str) -> Step:
    """A sift that a fault ends before a part of it, and that says so of itself."""

    def run(office: Office) -> None:
        broken = Invalid("The disk is full.")
        with patch.object(SiftRun, part, side_effect=broken), pytest.raises(Refused):
            SIFTED(office)

    return run


def _sifted_file(office: Office) -> None:
    write_csv(office.path.parent / "sifted.csv", [declared(lrn=SIFTED_NUMBER)])


def _notice_file(office: Office) -> None:
    (office.path.parent / "notice.txt").write_text("We keep declarations.", encoding="utf-8")


def _lift_restriction(office: Office) -> None:
    (one,) = restrictions(office.session(HEAD))
    command("trade", "lift", one.id, "--reason", REASON, who=HEAD)(office)


def _figure_list(office: Office) -> None:
    text = "code,title,unit,source,edition\nopened,Cases opened,cases,own list,2025-1\n"
    (office.path.parent / "figures.csv").write_text(text, encoding="utf-8")


def motion(word: str, *more: str, who: str) -> Step:
    """A command on the one motion that waits."""

    def run(office: Office) -> None:
        (waiting,) = answer(office, "motions", "list", who=who)
        command("motions", word, waiting["id"], *more, who=who)(office)

    return run


UNDRAWN = (
    command("trade", "sample", "0", "--reason", REASON, who=HEAD),
    motion("second", who=ADMIN),
)
"""Nothing is in the sample, which would stay."""
ORDERED = (COURT_ORDER, motion("second", who=REVIEWER))


def _erase(office: Office) -> None:
    (entry,) = answer(office, "audit", "list", "--deed", "case.note", who=ADMIN)
    command("audit", "erase", str(entry["seq"]), "--reason", WHY, who=ADMIN)(office)


def _cancel_absence(office: Office) -> None:
    (absence,) = answer(office, "absence", "list", who=ANALYST)
    command("absence", "cancel", absence["id"])(office)


def _released_under_licence(office: Office) -> None:
    rows = two_items(lrn="LW-7", docs="X060:PL-1", net_mass_kg=40, gross_mass_kg=41)
    office.take_in(*rows)
    office.act(ANALYST, "release", reference="PL1-2026-000002", item=1)


def _end_task(office: Office) -> None:
    (task,) = answer(office, "pack", "tasks", who=ANALYST)
    command("pack", "end-task", task["id"], "--as", "dismissed", "--reason", REASON)(office)


def _mark_entity(word: str) -> Step:
    def run(office: Office) -> None:
        name = answer(office, "entity", "list", who=ANALYST)[0]["name"]
        command("entity", word, name, "--reason", "under observation since May")(office)

    return run


def _password_file(office: Office) -> None:
    (office.path.parent / "password.txt").write_text(PASSWORD, encoding="utf-8")


def _renew_recovery(office: Office) -> None:
    """With the passwords of its holders."""
    file = office.path.parent / "password.txt"
    holders = [word for name in (ADMIN, HEAD) for word in ("--holder", f"{name}@{file}")]
    command("casebook", "recovery", "renew", *holders, who=ADMIN)(office)


def _second_all(office: Office) -> None:
    session = office.session(REVIEWER)
    do(session, SecondOpenMotions(tuple(row.motion.id for row in motions.waiting(session))))


REMOVE = command(
    "retention", "remove", REF, "--reason", "the period is over and nothing else", who=HEAD
)
FIND = command("access-request", "find", "Anna Zielinska", who=REVIEWER)
SAME = command("access-request", "mark", "1", "1", "2", "--same", who=REVIEWER)
HOLD = command("retention", "hold", REF, "--act", "Order II K 7", "--reason", REASON, who=HEAD)
NEW_USER = command(
    *("casebook", "users", "add", "Nina", "--roles", "analyst"), who=ADMIN, NEW_PASSWORD=PASSWORD
)

LICENCE = command(
    *("register", "licences", "add", "--issuer", "PL", "--reason", REASON),
    *("--field", "ref=PL-1", "--field", "holder=Obrabiarki Wisla", "--field"),
    *("valid_from=2026-01-01", "--line", "code=2B001;quantity=100;unit=kg"),
)
WRITE_OFF = command(
    *("register", "licences", "write-off", "PL-1", "--issuer", "PL", "--day", "2026-03-30"),
    *("--quantity", "40", "--reason", REASON),
)
ENTRIES: dict[str, tuple[str, ...]] = {
    "denials": ("item=2B001", "end_user=Grey Heron", "notified=2025-05-02"),
    "informed": ("basis=Art. 4", "exporter=Wisla", "items=2B001", "valid_from=2026-01-01"),
    "findings": ("exporter=Wisla", "date=2026-01-05", "final=yes"),
    "licences": ("holder=Wisla", "valid_from=2026-01-01"),
}
"""A little of each register."""


def _add(kind: str) -> Step:
    fields = [part for said in ("ref=R-1", *ENTRIES[kind]) for part in ("--field", said)]
    return command("register", kind, "add", "--issuer", "PL", "--reason", REASON, *fields)


def _register_file(kind: str) -> Step:
    def write(office: Office) -> None:
        names, values = zip(*(said.split("=") for said in ENTRIES[kind]), strict=True)
        rows = "\n".join(",".join((f"R-{no}", *values)) for no in range(1, 90))
        text = f"{','.join(('ref', *names))}\n{rows}\n"
        (office.path.parent / "register.csv").write_text(text, encoding="utf-8")

    return write


def _of_register(kind: str) -> tuple[Deed, ...]:
    here = ("--issuer", "PL", "--reason", REASON)
    return (
        Deed(f"register {kind} add", _add(kind)),
        Deed(
            f"register {kind} import",
            command("register", kind, "import", "~/register.csv", *here),
            before=(_register_file(kind),),
        ),
        Deed(
            f"register {kind} loaded",
            command(
                *("register", kind, "loaded", "PL", "--as-of", "2026-03-01"),
                *("--source", "letter of 1 March", "--reason", REASON),
            ),
        ),
        *(
            (
                Deed(
                    f"register {kind} revoke",
                    command("register", kind, "revoke", "R-1", "--from", "2026-03-30", *here),
                    before=(_add(kind), motion("second", who=REVIEWER)),
                ),
            )
            if kind != "findings"
            else ()
        ),
    )


def _undo(office: Office) -> None:
    shown = answer(office, "register", "licences", "show", "PL-1", "--issuer", "PL", who=ANALYST)
    command("register", "licences", "undo", shown["write_offs"][0]["id"], "--reason", REASON)(
        office
    )


_DEPUTISES = ("casebook", "users", "deputy", ANALYST, "--for", REVIEWER, "--roles", "reviewer")
DEPUTY = command(*_DEPUTISES, who=ADMIN)
AGREED = command(*_DEPUTISES, who=HEAD)
AWAY = command("absence", "begin", REVIEWER, who=HEAD)
MONITOR = command(*("monitor", "new", "tools", "--headings", "8457", "--to", "CN"))
RUN = command("monitor", "run", "tools")


def _entity(name: str) -> Step:
    return command("entity", "add", name, "--kind", "organisation", "--source", "a letter")


def _end(office: Office) -> None:
    (stated,) = answer(office, "entity", "show", "Grey Heron", who=ANALYST)["statements"]
    command("entity", "end", stated["statement"], "--reason", REASON)(office)


TWO = (_entity("Grey Heron"), _entity("Grey Heron Holding"))
STATED = command(
    *("entity", "state", "Grey Heron", "address", "Quay 1, Gdynia", "--source", "register")
)
MERGED = command("entity", "merge", "Grey Heron", "Grey Heron Holding", "--reason", REASON)

_OF_ENTITIES: tuple[Deed, ...] = (
    Deed("entity add", _entity("Grey Heron")),
    Deed("entity state", STATED, before=TWO),
    Deed(
        "entity link",
        command(
            *("entity", "link", "Grey Heron Holding", "owns", "Grey Heron"),
            *("--percent", "51", "--source", "register", "--grade", "B2"),
        ),
        before=TWO,
    ),
    Deed("entity end", _end, before=(*TWO, STATED)),
    Deed("entity merge", MERGED, before=TWO),
    Deed(
        "entity unmerge",
        command("entity", "unmerge", "Grey Heron Holding", "--reason", REASON),
        before=(*TWO, MERGED),
    ),
    Deed(
        "entity distinct",
        command("entity", "distinct", "Grey Heron", "Grey Heron Holding", "--reason", REASON),
        before=TWO,
    ),
    Deed(
        "report entity",
        command("report", "entity", "Grey Heron", "--pdf", "~/entity.pdf"),
        before=TWO,
    ),
)
"""What is stated of entities, and their report."""


RELATED = command(
    *("relation", "add", "exercise", "CN,RU", "--certainty", "reported"),
    *("--source", "a press release", "--name", "Northern Interaction"),
    *("--grade", "C3", "--read-on", "2026-03-02"),
)
SHARED = command(
    *("share", "add", "purchases by CN", "--states", "CN", "--population", "all purchases"),
    *("--from", "2021", "--to", "2021", "--quoted", "14", "--by", "publisher"),
    *("--edition", "2023", "--method", "not stated", "--certainty", "reported"),
    *("--source", "a report", "--grade", "C3", "--read-on", "2026-03-02"),
)


def _end_stated(noun: str) -> Step:
    def run(office: Office) -> None:
        (stated,) = answer(office, noun, "list", who=ANALYST)
        command(noun, "end", stated["id"], "--reason", REASON)(office)

    return run


_OF_STATES: tuple[Deed, ...] = (
    Deed("relation add", RELATED),
    Deed("relation end", _end_stated("relation"), before=(RELATED,)),
    Deed("share add", SHARED),
    Deed("share end", _end_stated("share"), before=(SHARED,)),
    Deed(
        "report states",
        command("report", "states", "CN,RU", "--pdf", "~/states.pdf"),
        before=(RELATED,),
    ),
)
"""Relations of states and shares."""


def _end_of_incident(office: Office) -> None:
    (stated,) = answer(office, "incident", "show", "Cable cut", who=ANALYST)["statements"]
    command("incident", "end", stated["statement"], "--reason", REASON)(office)


_CARRIED = (
    *("--source", "a letter", "--certainty", "reported"),
    *("--grade", "C3", "--read-on", "2026-03-02"),
)
INCIDENT = command(
    *("incident", "add", "Cable cut", "--kind", "other", "--since", "2026-01", *_CARRIED)
)
_OF_INCIDENTS: tuple[Deed, ...] = (
    Deed("incident add", INCIDENT),
    Deed(
        "incident state",
        command("incident", "state", "Cable cut", "damage", "--value", "a cable", *_CARRIED),
        before=(INCIDENT,),
    ),
    Deed(
        "incident attribute",
        command(
            *("incident", "attribute", "Cable cut", "--by", "the port", "--wording", "unclear"),
            *("--attribution", "unknown", *_CARRIED),
        ),
        before=(INCIDENT,),
    ),
    Deed(
        "incident told",
        command("incident", "told", "Cable cut", "--who", "coast guard", *_CARRIED),
        before=(INCIDENT,),
    ),
    Deed(
        "incident link",
        command("incident", "link", "Cable cut", "--entity", "Grey Heron", *_CARRIED),
        before=(INCIDENT, *TWO),
    ),
    Deed("incident end", _end_of_incident, before=(INCIDENT,)),
)
"""What is stated of incidents."""

PROPOSED = command(
    *("listing", "propose", "Grey Heron", "--act", "an act", "--criterion", "Art. 2(1)"),
    *("--annex", "Annex I"),
)
REASONED = command(
    *("listing", "reason", "Grey Heron", "--releasable", "--sentence", "It sold machine tools."),
    *("--certainty", "reported", "--source", "a report", "--read-on", "2026-03-02"),
    *("--sha256", "0f" * 32, "--grade", "B2"),
)
LOOKED = command("listing", "searched", "Grey Heron", "--where", "registers of two states")
SUBMITTED = command("listing", "submit", "Grey Heron", "--reason", REASON)
APPROVED_LISTING: tuple[Step, ...] = (
    *(*TWO, PROPOSED, REASONED, LOOKED, SUBMITTED),
    motion("second", who=REVIEWER),
)
"""A proposal that a second person signed."""
_OF_LISTINGS: tuple[Deed, ...] = (
    Deed("listing propose", PROPOSED, before=TWO),
    Deed("listing reason", REASONED, before=(*TWO, PROPOSED)),
    Deed(
        "listing counter",
        command(
            *("listing", "counter", "Grey Heron", "--not-releasable"),
            *("--sentence", "It stopped.", "--source", "a letter"),
        ),
        before=(*TWO, PROPOSED),
    ),
    Deed("listing searched", LOOKED, before=(*TWO, PROPOSED)),
    Deed(
        "listing drop",
        command("listing", "drop", "Grey Heron", "R1", "--reason", REASON),
        before=(*TWO, PROPOSED, REASONED),
    ),
    Deed("listing submit", SUBMITTED, before=(*TWO, PROPOSED, REASONED, LOOKED)),
    Deed(
        "a proposal approved",
        motion("second", who=REVIEWER),
        before=(*TWO, PROPOSED, REASONED, LOOKED, SUBMITTED),
    ),
    Deed(
        "report listing",
        command("report", "listing", "Grey Heron", "--pdf", "~/listing.pdf"),
        before=APPROVED_LISTING,
    ),
    Deed(
        "listing withdraw",
        command("listing", "withdraw", "Grey Heron", "--reason", REASON),
        before=(*TWO, PROPOSED),
    ),
)
"""Proposals for a listing."""

EXERCISE = command(
    *("case", "new", "--kind", "audit", "--source", "practice case 12"),
    *("--field", "exporter=Obrabiarki"),
)
"""A case that is an exercise by where it came from."""

ON_INCIDENT: tuple[Step, ...] = (
    INCIDENT,
    command(
        *("case", "new", "--kind", "incident", "--field", "incident=Cable cut"),
        *("--field", "topic=a ship of the port may have done it"),
    ),
)
"""A case on an incident that is recorded."""


def _numbered(office: Office) -> None:
    """The declaration has the number that the export system gave it."""
    office.take_in(*two_items(mrn="26PL302010E10009A0"))


MADE_WHILE: dict[str, tuple[Step, ...]] = {
    "aes-feedback": (
        _numbered,
        does(
            "record_control",
            item=1,
            code="Z9",
            controlled="2026-03-30T07:15",
            by="Sgt A. Nowak",
            found="as declared",
        ),
    ),
    "referral": (does("open_track", item=1, track=TrackLetter.L, basis="UCC 188"),),
    "consultation": (
        does("consult", to="an authority of DE", basis="Art. 14(1)", reason="Do you object?"),
    ),
    "denial": (
        does("suspend", item=1, track=TrackLetter.A),
        does("consult", to="licensing authority"),
        does("record_reply", outcome="acts", reason="Refused."),
    ),
    "appeal": (*DECIDED, LODGED),
    "seizure": (
        does("hold", item=1),
        does("fill_record", field="quantity", item=1, value="1 crate"),
    ),
}
"""Kind of document → what makes it possible of the sample case."""
OFFICE_DEEDS: tuple[Deed, ...] = (
    *_OF_STATES,
    Deed("casebook users deputy", DEPUTY),
    Deed("a deputy that two agreed to", AGREED, before=(DEPUTY,)),
    Deed("absence begin", AWAY, before=(DEPUTY, AGREED)),
    Deed("absence end", command("absence", "end", who=REVIEWER), before=(DEPUTY, AGREED, AWAY)),
    Deed(
        "sift",
        SIFTED,
        before=(_sifted_file,),
        broken_off=(_sift_broken_off("_batch"), _sift_broken_off("_open")),
    ),
    Deed("trade again", command("trade", "again"), before=(_sifted_file, SIFTED, MONITOR)),
    Deed(
        "trade open",
        command("trade", "open", SIFTED_NUMBER, "--reason", REASON),
        before=(_sifted_file, SIFTED),
    ),
    Deed(
        "trade aside",
        command("trade", "aside", SIFTED_NUMBER, "--reason", REASON),
        before=(_sifted_file, SIFTED),
    ),
    Deed(
        "trade seal",
        command("trade", "seal", "--reason", REASON),
        before=(_sifted_file, SIFTED, command("trade", "mark", SIFTED_NUMBER, "aside")),
    ),
    Deed(
        "trade reason", command("trade", "reason", "other_hit", "3", "--reason", REASON, who=HEAD)
    ),
    Deed("trade sample", command("trade", "sample", "50", "--reason", REASON, who=HEAD)),
    Deed(
        "trade period",
        command("trade", "period", "3", "--source", "Act, Art. 6", "--reason", REASON, who=HEAD),
    ),
    Deed("trade erase", ERASE_TRADE, before=(*UNDRAWN, _sifted_file, SIFTED)),
    Deed(
        "trade erase --resume",
        command("trade", "erase", "--resume", who=HEAD),
        before=(*UNDRAWN, _sifted_file, SIFTED, ERASE_TRADE, motion("second", who=REVIEWER)),
    ),
    Deed("trade restrict", RESTRICT_TRADE, before=(_sifted_file, SIFTED)),
    Deed("trade lift", _lift_restriction, before=(_sifted_file, SIFTED, RESTRICT_TRADE)),
    Deed(
        "trade rectify",
        command(
            *("trade", "rectify", SIFTED_NUMBER, "--note", "another", "--reason", REASON),
            who=REVIEWER,
        ),
        before=(_sifted_file, SIFTED),
    ),
    Deed("privacy state", command("privacy", "state", "basis", "--text", "Act, Art. 4", who=HEAD)),
    Deed("privacy breach", BREACH),
    Deed(
        "privacy add",
        command(
            *("privacy", "add", "1", "measure", "--at", "2026-03-30T08:30"),
            *("--text", "the disk was found"),
            who=HEAD,
        ),
        before=(BREACH,),
    ),
    Deed("privacy notice", NOTICE, before=(_notice_file,)),
    Deed("report privacy", command("report", "privacy", "--pdf", "~/facts.pdf", who=HEAD)),
    Deed("monitor new", MONITOR),
    Deed(
        "monitor change",
        command("monitor", "change", "tools", "--words", "lathe", "--reason", REASON),
        before=(MONITOR,),
    ),
    Deed("monitor end", command("monitor", "end", "tools", "--reason", REASON), before=(MONITOR,)),
    Deed("monitor run", RUN, before=(MONITOR,)),
    *(
        Deed(
            f"report {name}",
            command("report", name, REF, "--pdf", f"~/{name}.pdf"),
            before=MADE_WHILE.get(name, ()),
        )
        for name in (*MADE_WHILE, "ministry")
    ),
    Deed(
        "report incident",
        command("report", "incident", "PL1-2026-000002", "--pdf", "~/incident.pdf"),
        before=ON_INCIDENT,
    ),
    Deed(
        "report audit",
        command("report", "audit", "PL1-2026-000002", "--pdf", "~/audit.pdf"),
        before=(command("case", "new", "--kind", "audit", "--field", "exporter=Obrabiarki"),),
    ),
    Deed("report handover", command("report", "handover", "--pdf", "~/handover.pdf")),
    Deed(
        "statistics state",
        command(
            *("statistics", "state", "staff", "--year", "2025", "--value", "7.5"),
            *("--source", "staff plan", "--reason", REASON),
        ),
    ),
    Deed("statistics import", IMPORT_FIGURES, before=(_figure_list,)),
    Deed(
        "a list of figures agreed to",
        motion("second", who=REVIEWER),
        before=(_figure_list, IMPORT_FIGURES),
    ),
    Deed("report load", command("report", "load", "--pdf", "~/load.pdf")),
    Deed("report register", command("report", "register", *YEAR, "--pdf", "~/register.pdf")),
    Deed(
        "report statistics",
        command("report", "statistics", *YEAR, "--pdf", "~/statistics.pdf"),
    ),
    Deed(
        "report reviewers",
        command("report", "reviewers", "--pdf", "~/reviewers.pdf", who=REVIEWER),
    ),
    Deed(
        "report practice",
        command("report", "practice", "--pdf", "~/practice.pdf"),
        before=(EXERCISE,),
    ),
    *(deed for kind in ENTRIES for deed in _of_register(kind)),
    Deed("a register changed", motion("second", who=REVIEWER), before=(_add("denials"),)),
    Deed(
        "register licences write-off",
        WRITE_OFF,
        before=(LICENCE, motion("second", who=REVIEWER)),
    ),
    Deed(
        "register licences undo",
        _undo,
        before=(LICENCE, motion("second", who=REVIEWER), WRITE_OFF),
    ),
    Deed(
        "register licences due",
        command("register", "licences", "due", "PL1-2026-000002", "--write", "--reason", REASON),
        before=(LICENCE, motion("second", who=REVIEWER), _released_under_licence),
    ),
    Deed(
        "case catch-all",
        command(
            *("case", "catch-all", REF, "--answer", "informed=no", "--source", "exporter_answer")
        ),
    ),
    Deed("casebook rekey", command("casebook", "rekey", who=ADMIN), settles=True),
    Deed("casebook recovery renew", _renew_recovery, before=(_password_file,)),
    Deed(
        "casebook authority name",
        command("casebook", "authority", "name", AUTHORITY, "--name", "the ministry", who=ADMIN),
    ),
    Deed(
        "casebook users second",
        command("casebook", "users", "second", "Nina", who=HEAD),
        before=(NEW_USER,),
    ),
    Deed(
        "casebook users decline",
        command("casebook", "users", "decline", "Nina", "--reason", REASON, who=HEAD),
        before=(NEW_USER,),
    ),
    Deed("evidence wipe", WIPE, before=(_evidence,)),
    Deed("report gist", GIST, before=(_confided, MINISTRY)),
    Deed(
        "a gist released",
        motion("second", who=REVIEWER),
        before=(_confided, MINISTRY, GIST),
    ),
    Deed(
        "report withdraw-gist",
        command("report", "withdraw-gist", REF, "1", "--reason", REASON),
        before=(_confided, MINISTRY, GIST, motion("second", who=REVIEWER)),
    ),
    Deed("report order", COURT_ORDER),
    Deed("an order of a court recorded", motion("second", who=REVIEWER), before=(COURT_ORDER,)),
    Deed(
        "report withdraw-order",
        command("report", "withdraw-order", REF, "O-01", "--reason", REASON),
        before=ORDERED,
    ),
    Deed(
        "report consent",
        command(
            *("report", "consent", f"{REF}-D1", "items/1/value", "--owner", "Alpha Works"),
            *("--as", "agreed", "--on", "2026-03-01", "--document", "letter"),
        ),
        before=(TO_PARTNER,),
    ),
    Deed("report judge", _judge_find, before=(_confided, _named_source)),
    Deed(
        "a find that is another thing",
        motion("second", who=REVIEWER),
        before=(_confided, _named_source, partial(_judge_find, outcome="other")),
    ),
    Deed("motions second", motion("second", who=REVIEWER), before=(_evidence, WIPE)),
    Deed(
        "motions decline",
        motion("decline", "--reason", REASON, who=REVIEWER),
        before=(_evidence, WIPE),
    ),
    Deed(
        "motions withdraw",
        motion("withdraw", "--reason", REASON, who=ANALYST),
        before=(_evidence, WIPE),
    ),
    Deed("calendar export", command("calendar", "export", "--ics", "~/clocks.ics", "--mine")),
    Deed(
        "evidence export",
        command("evidence", "export", REF, "1", "~/out.jpg", "--reason", "for the court"),
        before=(_evidence,),
    ),
    Deed(
        "audit anchor",
        command("audit", "anchor", "~/anchor.json", who=ADMIN),
        files=("anchor.json",),
    ),
    Deed("audit erase", _erase, before=(NOTE,)),
    Deed(
        "an audit payload erased",
        motion("second", who=HEAD),
        before=(NOTE, _erase),
    ),
    Deed(
        "four-eyes set",
        command(
            *("four-eyes", "set", "four_eyes.embargo_practice", "true", "--reason", REASON),
            who=HEAD,
        ),
    ),
    Deed(
        "pack end-task",
        _end_task,
        before=(command("pack", "import", str(DOCUMENT_CODES)),),
    ),
    Deed(
        "absence add",
        command("absence", "add", "--from", "2026-04-07", "--to", "2026-04-10"),
    ),
    Deed(
        "absence cancel",
        _cancel_absence,
        before=(command("absence", "add", "--from", "2026-04-07", "--to", "2026-04-10"),),
    ),
    *_OF_ENTITIES,
    *_OF_INCIDENTS,
    *_OF_LISTINGS,
    Deed("entity sensitive", _mark_entity("sensitive"), before=LINKED),
    Deed("entity ordinary", _mark_entity("ordinary"), before=(*LINKED, _mark_entity("sensitive"))),
    Deed("tag add", command("tag", "add", "machine tools", who=HEAD)),
    Deed(
        "tag retire",
        command("tag", "retire", "machine tools", who=HEAD),
        before=(command("tag", "add", "machine tools", who=HEAD),),
    ),
    Deed(
        "office calendar add",
        command(
            *("office", "calendar", "add", "PL", "2026-05-04"),
            *("--name", "bridge day", "--reason", REASON),
            who=HEAD,
        ),
    ),
    Deed(
        "office calendar remove",
        command("office", "calendar", "remove", "PL", "2026-05-01", "--reason", REASON, who=HEAD),
    ),
    Deed("office keep-view", KEEP_VIEW),
    Deed(
        "office drop-view", command("office", "drop-view", "China", who=HEAD), before=(KEEP_VIEW,)
    ),
    Deed("letter text save", KEEP_LETTER_TEXT),
    Deed("template propose", PROPOSE_TEMPLATE, before=(_own_template,)),
    Deed(
        "template of letters seconded",
        motion("second", who=ADMIN),
        before=(_own_template, PROPOSE_TEMPLATE),
    ),
    Deed(
        "template withdraw",
        WITHDRAW_TEMPLATE,
        before=(_own_template, PROPOSE_TEMPLATE, motion("second", who=ADMIN)),
    ),
    Deed("letter issue", ISSUE_LETTER, before=(with_texts, ON_TRACK_L)),
    Deed(
        "letter served",
        command("letter", "served", REF, "1", "--date", "2026-03-30", "--how", "by hand"),
        before=(with_texts, ON_TRACK_L, ISSUE_LETTER),
    ),
    Deed(
        "letter remind",
        command("letter", "remind", REF, "1", "--on", "2026-04-08"),
        before=(with_texts, ON_TRACK_L, ISSUE_LETTER),
    ),
    Deed(
        "letter withdraw",
        command("letter", "withdraw", REF, "1", "--reason", REASON),
        before=(with_texts, ON_TRACK_L, ISSUE_LETTER),
    ),
    Deed(
        "letter replace",
        command("letter", "replace", REF, "1", "--by", "2", "--reason", REASON),
        before=(with_texts, ON_TRACK_L, ISSUE_LETTER, ISSUE_AGAIN),
    ),
    Deed("reason-template save", KEEP_TEMPLATE),
    Deed(
        "reason-template remove",
        command("reason-template", "remove", "No licence", who=HEAD),
        before=(KEEP_TEMPLATE,),
    ),
    Deed("wording import", IMPORT_WORDING, before=(_own_texts,)),
    Deed(
        "texts of the office seconded",
        motion("second", who=ADMIN),
        before=(_own_texts, IMPORT_WORDING),
    ),
    Deed(
        "wording remove",
        REMOVE_WORDING,
        before=(_own_texts, IMPORT_WORDING, motion("second", who=ADMIN)),
    ),
    Deed("case export", command("case", "export", "~/cases.csv", "--query", "stage:open")),
    Deed(
        "report hold-slip",
        command("report", "hold-slip", REF, "--item", "1", "--pdf", "~/slip.pdf"),
        before=(does("hold", item=1),),
    ),
    Deed(
        "report release-slip",
        command("report", "release-slip", REF, "--item", "1", "--pdf", "~/slip.pdf"),
        before=(does("release", item=1, reason=REASON),),
    ),
    Deed(
        "report bundle",
        command("report", "bundle", REF, "--folder", "~/bundle", "--pdf", "~/bundle.pdf"),
        before=(LED,),
    ),
    Deed(
        "a bundle with an annex under seal",
        command(
            *("report", "bundle", REF, "--folder", "~/bundle", "--pdf", "~/bundle.pdf"),
            *("--order", "O-01", "--annex", "~/annex.pdf"),
        ),
        before=(_confided, LED, *ORDERED),
    ),
    Deed(
        "retention set",
        command(
            *("retention", "set", "administrative", "--years", "5", "--source", "Archive Act"),
            *("--from", "case_ended", "--from-day", "--keep-decision"),
            who=HEAD,
        ),
    ),
    Deed(
        "retention regime",
        command(
            *("retention", "regime", REF, "--purpose", "criminal", "--regime", "2016/680"),
            *("--reason", "seizure on track N"),
            who=HEAD,
        ),
    ),
    Deed(
        "retention proceedings",
        command(
            *("retention", "proceedings", REF, "--date", "2026-03-20", "--reason", REASON),
            who=HEAD,
        ),
    ),
    Deed("retention hold", HOLD),
    Deed(
        "retention lift",
        command("retention", "lift", REF, "--reason", REASON, who=HEAD),
        before=(HOLD,),
    ),
    Deed("retention remove", REMOVE, before=(due_case,)),
    Deed("a case removed", _second_all, before=(due_case, REMOVE)),
    Deed("access-request find", FIND, before=(NOTE,)),
    Deed("access-request mark", SAME, before=(NOTE, FIND)),
    Deed(
        "access-request refuse",
        command(
            *("access-request", "refuse", "1", "1", "--ground", "gdpr-offences"),
            *("--provision", "Customs Act, Art. 9"),
            who=REVIEWER,
        ),
        before=(NOTE, FIND, SAME),
    ),
    Deed(
        "access-request redact",
        command("access-request", "redact", "1", "1", "--words", "at noon", who=REVIEWER),
        before=(NOTE, FIND, SAME),
    ),
    Deed(
        "report access-answer",
        command("report", "access-answer", "1", "--pdf", "~/answer.pdf", who=REVIEWER),
        before=(NOTE, FIND, SAME),
    ),
    Deed(
        "access-request give",
        command(
            *("access-request", "give", "1", "~/answer.txt"),
            *("--to", "Anna Zielinska", "--basis", "GDPR Art. 15"),
            who=REVIEWER,
        ),
        files=("answer.txt",),
        before=(NOTE, FIND, SAME),
    ),
)
