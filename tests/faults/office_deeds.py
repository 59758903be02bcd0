"""Deeds of the office: keys, absences, calendars, retention, access, and what needs two persons."""

from tests.faults.deed import Deed, Step, answer, command
from tests.services.act_examples import ASSESS, does
from tests.services.office import (
    ADMIN,
    ANALYST,
    HEAD,
    PASSWORD,
    REASON,
    REF,
    REVIEWER,
    Office,
)
from tests.services.removing import due_case

from landwaiter.services import motions

WHY = "it names a person who has nothing to do with the case"
LINKED = (ASSESS, does("link", party="consignee", basis=REASON))


def _evidence(office: Office) -> None:
    file = office.path.parent / "photo.jpg"
    file.write_bytes(b"\xff\xd8\xff a photograph of crate 7" * 500)
    command("evidence", "add", REF, "~/photo.jpg")(office)


WIPE = command("evidence", "wipe", REF, "1", "--reason", WHY)
NOTE = command("case", "act", REF, "note", "--reason", "Anna Zielinska called at noon")


def motion(word: str, *more: str, who: str) -> Step:
    """A command on the one motion that waits."""

    def run(office: Office) -> None:
        (waiting,) = answer(office, "motions", "list", who=who)
        command("motions", word, waiting["id"], *more, who=who)(office)

    return run


def _erase(office: Office) -> None:
    (entry,) = answer(office, "audit", "list", "--deed", "case.note", who=ADMIN)
    command("audit", "erase", str(entry["seq"]), "--reason", WHY, who=ADMIN)(office)


def _cancel_absence(office: Office) -> None:
    (absence,) = answer(office, "absence", "list", who=ANALYST)
    command("absence", "cancel", absence["id"])(office)


def _mark_entity(word: str) -> Step:
    def run(office: Office) -> None:
        name = answer(office, "entity", "list", who=ANALYST)[0]["name"]
        command("entity", word, name, "--reason", "under observation since May")(office)

    return run


def _confirm_recovery(office: Office) -> None:
    waiting = answer(office, "casebook", "recovery", "show", who=HEAD)["waiting"]
    command("casebook", "recovery", "confirm", waiting[:16], who=HEAD)(office)


def _second_all(office: Office) -> None:
    session = office.session(REVIEWER)
    motions.second(session, [row.motion.id for row in motions.waiting(session)])


REMOVE = command(
    "retention", "remove", REF, "--reason", "the period is over and nothing else", who=HEAD
)
FIND = command("access-request", "find", "Anna Zielinska", who=REVIEWER)
SAME = command("access-request", "mark", "1", "1", "2", "--same", who=REVIEWER)
HOLD = command("retention", "hold", REF, "--act", "Order II K 7", "--reason", REASON, who=HEAD)
RENEW = command("casebook", "recovery", "renew", who=ADMIN)
NEW_USER = command(
    *("casebook", "users", "add", "Nina", "--roles", "analyst"), who=ADMIN, NEW_PASSWORD=PASSWORD
)

OFFICE_DEEDS: tuple[Deed, ...] = (
    Deed("casebook rekey", command("casebook", "rekey", who=ADMIN), settles=True),
    Deed("casebook recovery renew", RENEW),
    Deed("casebook recovery confirm", _confirm_recovery, before=(RENEW,)),
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
            *("four-eyes", "set", "four_eyes.list_import", "true", "--reason", REASON), who=HEAD
        ),
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
    Deed("entity sensitive", _mark_entity("sensitive"), before=LINKED),
    Deed("entity ordinary", _mark_entity("ordinary"), before=(*LINKED, _mark_entity("sensitive"))),
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
    Deed(
        "report slip",
        command("report", "slip", REF, "--item", "1", "--pdf", "~/slip.pdf"),
        before=(does("hold", item=1),),
    ),
    Deed(
        "retention set",
        command(
            *("retention", "set", "administrative", "--years", "5", "--source", "Archive Act"),
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
