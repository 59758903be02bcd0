"""Reads on cases: one case with all its tab shows, review, today, hits to judge."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from landwaiter.domain.base.people import Actor
from landwaiter.domain.cases.before_proposal import stops
from landwaiter.domain.cases.case import Case, Evaluation, FlagResult, Severity, Waits
from landwaiter.domain.cases.clocks import record_duty_until
from landwaiter.domain.cases.decision import current_classifications
from landwaiter.domain.cases.ground import GroundKind, standing_grounds
from landwaiter.domain.cases.stages import MERGEABLE
from landwaiter.domain.cases.tracks import releases_due
from landwaiter.domain.entities.acquisition import Acquisition
from landwaiter.domain.flags import catch_all
from landwaiter.domain.flags.inputs_of_rules import Registers
from landwaiter.domain.flags.items_to_hold import OnFile
from landwaiter.domain.flags.party_owners import party_owners
from landwaiter.domain.flags.track_proposals import absent_tracks, proposed_tracks
from landwaiter.domain.flags.view import View
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.law.legal_bases import listed_bases
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.periods import Calendar
from landwaiter.domain.law.result_codes import listed_results
from landwaiter.domain.registers.document_checks import document_checks
from landwaiter.domain.statistics.authorities import AUTHORITIES, authorities_of
from landwaiter.domain.table.workflow import allowed
from landwaiter.i18n import _
from landwaiter.services.audit.audit_history import case_history
from landwaiter.services.base.restrictions_said import restrictions_of_case
from landwaiter.services.cases.before_deeds import unsettled_on
from landwaiter.services.cases.calendars_in_force import calendars
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.cases.clocks import (
    at_expiry,
    clocks_of,
    countdowns,
)
from landwaiter.services.cases.linked import goods_rows, linked_cases
from landwaiter.services.cases.listed_cases import case_row
from landwaiter.services.cases.projection import read_model
from landwaiter.services.deeds.validity import why_not_valid
from landwaiter.services.entities.entity_background import background_of
from landwaiter.services.entities.entity_page import owners_around
from landwaiter.services.entities.holders import RULE, thresholds_of
from landwaiter.services.entities.party_entities import proposal_for
from landwaiter.services.flags import embargo
from landwaiter.services.flags import rules_in_use as rules
from landwaiter.services.flags.evaluation import policy_of, stated
from landwaiter.services.incidents.incident_page import read_incident
from landwaiter.services.interviews.interviews import interviews_of
from landwaiter.services.lists.list_editions import aged
from landwaiter.services.lists.listing_changes import changed_since
from landwaiter.services.relations.relations import relations_behind
from landwaiter.services.warm.registers_read import registers_of
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.chain import case_head, count_of, head
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.reason_templates import reason_templates
from landwaiter.storage.base.settings import setting
from landwaiter.storage.cases import case_rows as cases
from landwaiter.storage.cases.case_load import load_case
from landwaiter.storage.finding.tag_rows import office_tags
from landwaiter.storage.law import edition_tasks
from landwaiter.trust.registry import Registry


def load(session: Session, conn: Reader, reference: str, registry: Registry) -> Case:
    """The whole case behind a reference."""
    return load_case(conn, cases.case_id_of(conn, reference), registry)


def _closing(conn: Reader, case: Case) -> Acquisition | None:
    """None where the case is on no acquisition, or says no day of its closing."""
    day = str((case.project or {}).get("closing") or "")
    targets = [party for party in case.parties if party.role is Role.TARGET]
    if case.kind is not CaseKind.ACQUISITION or not day or not targets:
        return None
    (target, *_others) = targets
    told = _("closing of {target}, as the case plans it").format(target=target.name)
    return owners_around(conn, target.link.entity_id if target.link else None, day, told)


def case_view(session: Session, reference: str) -> CaseView:
    """One case with everything its tab and `case show` need, on one snapshot."""
    with session.reading() as conn:
        registry = session.registry(conn)
        case = load(session, conn, reference, registry)
        known, policy = calendars(session, conn, case), policy_of(conn, session.references, case)
        clocks, now = clocks_of(case, known, policy), session.now()
        stand = countdowns(clocks, now, known)
        linked = linked_cases(conn, registry, case)
        why_not = why_not_valid(case)
        last, actor = head(conn), session.actor(registry)
        line = {
            **read_model(case, known, policy),
            **{
                name: getattr(case, name)
                for name in ("id", "reference", "kind", "stage", "assignee")
            },
            "received": case.received.isoformat(),
        }
        facts = embargo.facts_as_judged(session, conn, case)
        told_by = facts.packs
        standings, exemptions = embargo.by_facts(conn, case, facts)
        return CaseView(
            case=case,
            embargo=standings,
            exemptions=exemptions,
            route=embargo.strip_of(conn, facts, standings, case.flags),
            closing=_closing(conn, case),
            owners=party_owners(View(facts), thresholds_of(conn, facts.packs, RULE)),
            row=case_row(line, now, known),
            clocks=clocks,
            countdowns=stand,
            **_assessed(session, conn, OnFile(case, View(facts), standings, policy)),
            classifications=current_classifications(case),
            **by_evaluation(case.flags),
            tasks=edition_tasks.tasks(conn, case_id=case.id),
            restricted=restrictions_of_case(conn, case),
            acts=allowed(case, actor),
            shown_to=actor,
            policy=policy,
            history=case_history(conn, case),
            history_total=count_of(conn, f"case/{case.id}"),
            at_expiry=at_expiry(case, (one for one in clocks if not stand[one].ran_out)),
            goods=goods_rows(case, linked),
            releases=tuple(
                one for one in releases_due(case, clocks) if one.since <= session.today()
            ),
            linked=linked,
            interviews=interviews_of(case, told_by),
            told_by=editions_said(told_by),
            since=changed_since(conn, case.hits),
            lists=tuple(aged(session, conn, (*facts.lists.values(), *facts.newer_lists.values()))),
            relations=relations_behind(conn, case.grounds),
            background=background_of(session, conn, _countries(case)),
            incidents=tuple(
                read_incident(conn, one.statement_id, session.today())
                for one in standing_grounds(case.grounds)
                if one.kind is GroundKind.INCIDENT
            ),
            approved_valid=_approved(case) and not why_not,
            why_not_valid=why_not,
            audit_seq=last.seq,
            audit_sha256=last.sha256,
            case_head=case_head(conn, case.id),
            holidays=_holidays(case, known.of(case.member_state)),
            **_registered(session, conn, case, told_by),
            authorities=authorities_of(setting(conn, AUTHORITIES)).names,
            office_tags=tuple(one.name for one in office_tags(conn) if not one.retired),
            reason_templates=reason_templates(conn),
            rule_names=(names := _rule_names(session, conn, case)),
            rules_off=rules.switched_off(conn, names),
            result_codes=listed_results(session.references.packs(conn, session.today()).values()),
            **_before_proposal(session, conn, case, actor),
            record_duty_until=_record_duty(case),
            link_proposals=tuple(
                proposal
                for party in case.parties
                if (proposal := proposal_for(conn, party)) is not None
            ),
        )


def _before_proposal(session: Session, conn: Reader, case: Case, actor: Actor) -> dict[str, Any]:
    """The fields of `CaseView` on a proposal that may still come."""
    if case.stage not in MERGEABLE:
        return {}
    return {
        "unsettled": unsettled_on(session, conn, case),
        "stops": stops(case, actor, session.today()),
        "legal_bases": listed_bases(session.references.packs(conn, session.today()).values()),
    }


CLOCK_SPAN = timedelta(days=60)
"""From receipt: 30 working days and what holidays and weekends add to them."""


def _countries(case: Case) -> tuple[str, ...]:
    """Where the goods go, and where those are who get them."""
    declared = case.declaration.country_destination if case.declaration else None
    getting = (party.country for party in case.parties if party.role in _GETTING)
    return tuple(dict.fromkeys(filter(None, (declared, *getting))))


_GETTING = frozenset({Role.CONSIGNEE, Role.END_USER})


def _holidays(case: Case, calendar: Calendar) -> tuple[date, ...]:
    last = case.received + CLOCK_SPAN
    return tuple(sorted(day for day in calendar.holidays if case.received <= day <= last))


def _rule_names(session: Session, conn: Reader, case: Case) -> Mapping[str, str]:
    rules = session.references.packs(conn, case.judged_as_of).get("flag_rules")
    return {row["id"]: row["name"] for row in rules.rows} if rules else {}


def _record_duty(case: Case) -> date | None:
    year = (stated(case, "exports") or {}).get("last_export_year")
    return record_duty_until(year) if isinstance(year, int) else None


def _assessed(session: Session, conn: Reader, on_file: OnFile) -> dict[str, Any]:
    """The fields of `CaseView` on assessments, and the tracks that they and the file propose."""
    case = on_file.case
    pack = session.references.packs(conn, case.judged_as_of).get(catch_all.PACK)
    questions = catch_all.questions_of(pack) if pack else ()
    found = catch_all.assessments(case, questions, on_file.policy)
    by_flags = proposed_tracks(on_file)
    known = {(one.letter, one.items) for one in by_flags}
    by_answers = catch_all.proposed(case, found)
    return {
        "questions": questions,
        "assessments": found,
        "absent_tracks": absent_tracks(on_file.view),
        "track_proposals": (
            *by_flags,
            *(one for one in by_answers if (one.letter, one.items) not in known),
        ),
    }


def editions_said(packs: Mapping[str, Pack]) -> Mapping[str, str]:
    """Pack id → its edition and trust, in words."""
    said = _("{title}, edition {edition}, {trust}")
    return {
        pack.id: said.format(title=pack.title, edition=pack.edition, trust=_(pack.trust.value))
        for pack in packs.values()
    }


def _registered(
    session: Session, conn: Reader, case: Case, packs: Mapping[str, Pack]
) -> dict[str, Any]:
    """The fields of `CaseView` on licences and document codes, by the registers of its day."""
    registers = registers_of(
        conn,
        packs,
        case.judged_as_of,
        reference=case.reference,
        cache=session.references.registers,
    )
    return registered(case, registers, packs, case.judged_as_of)


def registered(
    case: Case, registers: Registers, packs: Mapping[str, Pack], day: date
) -> dict[str, Any]:
    """The same fields by the registers and packs of any day."""
    declaration = case.declaration
    if declaration is None:
        return {}
    named = {document.reference for document in declaration.documents}
    named |= {item.licence_ref for item in declaration.items}
    return {
        "licences": tuple(one for one in registers.licences if one.ref in named),
        "documents": document_checks(case, registers, packs, day),
        "registers": registers.editions,
    }


_SEVERITIES = tuple(Severity)
_WAITS = tuple(Waits)


def by_evaluation(flags: Iterable[FlagResult]) -> dict[str, Any]:
    """The fields of `CaseView` that tell results apart by what became of the rule."""
    found = tuple(flags)
    unknown = _with(found, Evaluation.NOT_EVALUATED)
    return {
        "raised": _with(found, Evaluation.RAISED),
        "not_evaluated": tuple(
            sorted((flag for flag in unknown if not _off(flag)), key=_by_what_can_be_done)
        ),
        "not_applicable": _with(found, Evaluation.NOT_APPLICABLE),
        "not_raised": len(_with(found, Evaluation.NOT_RAISED)),
        "off": sum(_off(flag) for flag in found),
    }


def _with(flags: Iterable[FlagResult], evaluation: Evaluation) -> tuple[FlagResult, ...]:
    chosen = [flag for flag in flags if flag.evaluation is evaluation]
    return tuple(sorted(chosen, key=lambda flag: (_SEVERITIES.index(flag.severity), flag.rule)))


def _off(flag: FlagResult) -> bool:
    return flag.evaluation is Evaluation.NOT_EVALUATED and flag.waits_for is None


def _by_what_can_be_done(flag: FlagResult) -> int:
    return _WAITS.index(flag.waits_for) if flag.waits_for else len(_WAITS)


def _approved(case: Case) -> bool:
    return case.decision is not None and case.decision.state == "approved"
