"""How a case may go on, and that what was stated of it stays until the case is removed."""

from landwaiter.storage.guard import Guard
from landwaiter.storage.schema.cases import (
    action,
    appeal_step,
    assignment,
    call_note,
    case_clock,
    case_clock_end,
    case_file,
    case_ground,
    case_ground_end,
    case_link,
    control_result,
    delegation,
    delegation_end,
    enrichment,
    hearing_exception,
    hold_continued,
    mail_answer,
    note,
    prosecutor_consent,
    prosecutor_lead,
    prosecutor_lead_end,
    record_entry,
    stage_left,
    stay_held,
    track,
    track_item_end,
)
from landwaiter.storage.schema.guards.conditions import critical_flag_stands, not_seconded
from landwaiter.storage.schema.guards.kinds import (
    append_only_of_case,
    goes_with_case,
    never_removed,
)
from landwaiter.storage.sqlite.dialect import value_of

_BECOMES_DECIDED = (
    "NEW.stage IN ('decided', 'executed', 'closed') AND OLD.stage IS DISTINCT FROM NEW.stage"
)


def _stage(name: str, sentence: str, condition: str) -> Guard:
    return Guard(name, "case_file", "update", sentence, condition, of=("stage",))


def _past_a_flag(deed: str, stage: str) -> Guard:
    seconded = not_seconded(f"m.deed = '{deed}' AND m.case_id = NEW.id")
    return _stage(
        f"{stage}_past_a_flag_is_seconded",
        "a critical flag is left behind by two persons",
        f"NEW.stage = '{stage}' AND OLD.stage IS DISTINCT FROM '{stage}'"
        f" AND {critical_flag_stands('NEW.id')} AND {seconded}",
    )


GUARDS = (
    never_removed(case_file),
    _stage(
        "decided_is_approved",
        "a case is decided by an approved decision only",
        f"""{_BECOMES_DECIDED}
  AND NOT EXISTS (
    SELECT 1 FROM decision AS d JOIN approval AS a ON a.decision_id = d.id
    WHERE d.case_id = NEW.id
      AND d.version = (SELECT max(version) FROM decision WHERE case_id = NEW.id)
      AND NOT EXISTS (SELECT 1 FROM decision_end AS e WHERE e.decision_id = d.id))""",
    ),
    Guard(
        "case_is_born_new",
        "case_file",
        "insert",
        "a case begins as new",
        "NEW.stage IS DISTINCT FROM 'new'",
    ),
    _stage(
        "reopened_is_seconded",
        "a case is reopened by two persons",
        f"""NEW.stage = 'reopened' AND OLD.stage IS DISTINCT FROM 'reopened'
  AND {not_seconded("m.deed = 'reopen' AND m.case_id = NEW.id")}
  AND NOT EXISTS (
    SELECT 1 FROM audit_entry AS a
    WHERE a.object = 'case/' || NEW.id AND a.deed = 'case.unsettled'
      AND a.seq > (SELECT max(seq) FROM audit_entry) - 5)""",
    ),
    _past_a_flag("dismiss", "dismissed"),
    _past_a_flag("merge", "merged"),
    _stage(
        "decided_is_countersigned",
        "this decision needs a countersignature",
        f"""{_BECOMES_DECIDED}
  AND EXISTS (
    SELECT 1 FROM decision AS d
    WHERE d.case_id = NEW.id
      AND d.version = (SELECT max(version) FROM decision WHERE case_id = NEW.id)
      AND {value_of("d.text", "countersign")} = 1
      AND NOT EXISTS (SELECT 1 FROM countersignature AS s WHERE s.decision_id = d.id))""",
    ),
    _stage(
        "merged_is_linked",
        "a merged case names the case it was merged into",
        """NEW.stage = 'merged' AND OLD.stage IS DISTINCT FROM NEW.stage
  AND NOT EXISTS (
    SELECT 1 FROM case_link AS l WHERE l.case_id = NEW.id AND l.kind = 'merged')""",
    ),
    _stage(
        "merged_stays",
        "a merged case stays merged",
        "OLD.stage = 'merged' AND NEW.stage IS DISTINCT FROM 'merged'",
    ),
    *goes_with_case(action.c.case_id),
    *append_only_of_case(enrichment.c.case_id),
    *append_only_of_case(note.c.case_id),
    *goes_with_case(track.c.case_id),
    Guard(
        "never_into_merged",
        "case_link",
        "insert",
        "a case is merged into one that is worked on",
        """NEW.kind = 'merged'
  AND (SELECT stage FROM case_file WHERE id = NEW.other_id) IN ('merged', 'closed', 'dismissed')""",
    ),
    *append_only_of_case(case_link.c.case_id),
    *append_only_of_case(track_item_end.c.track_id),
    *append_only_of_case(call_note.c.case_id),
    *append_only_of_case(mail_answer.c.case_id),
    *append_only_of_case(hearing_exception.c.case_id),
    *append_only_of_case(stage_left.c.case_id),
    *append_only_of_case(stay_held.c.case_id),
    *append_only_of_case(case_ground.c.case_id),
    *append_only_of_case(case_ground_end.c.ground_id),
    *append_only_of_case(hold_continued.c.case_id),
    *append_only_of_case(prosecutor_lead.c.case_id),
    *append_only_of_case(prosecutor_lead_end.c.lead_id),
    *append_only_of_case(prosecutor_consent.c.case_id),
    Guard(
        "led_once",
        "prosecutor_lead",
        "insert",
        "one prosecutor leads a case at a time",
        """EXISTS (
    SELECT 1 FROM prosecutor_lead WHERE case_id = NEW.case_id
        AND id NOT IN (SELECT lead_id FROM prosecutor_lead_end))""",
    ),
    Guard(
        "appealed_is_approved",
        "appeal_step",
        "insert",
        "an approved decision of the case is served and appealed",
        """NOT EXISTS (
    SELECT 1 FROM decision AS d JOIN approval AS a ON a.decision_id = d.id
    WHERE d.id = NEW.decision_id AND d.case_id = NEW.case_id)""",
    ),
    *append_only_of_case(appeal_step.c.case_id),
    *append_only_of_case(case_clock.c.case_id),
    *append_only_of_case(case_clock_end.c.clock_id),
    *append_only_of_case(assignment.c.case_id),
    Guard(
        "delegation_once",
        "delegation",
        "insert",
        "a case is delegated once at a time",
        """EXISTS (
    SELECT 1 FROM delegation WHERE case_id = NEW.case_id AND until > substr(NEW.at, 1, 10)
        AND id NOT IN (SELECT delegation_id FROM delegation_end))""",
    ),
    *append_only_of_case(delegation.c.case_id),
    *append_only_of_case(delegation_end.c.delegation_id),
    *append_only_of_case(record_entry.c.case_id),
    *append_only_of_case(control_result.c.case_id),
)
