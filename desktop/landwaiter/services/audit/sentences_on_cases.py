"""What the history of a case says, deed by deed."""

from collections.abc import Mapping
from typing import Final

from landwaiter.i18n import N_
from landwaiter.services.audit.deed_sentence import DeedSentence, said

_WHEN: Final = N_("on {when}")
_STAGE: Final = N_("stage was {stage_was}, is {stage_is}")
_TRACK: Final = N_("on track {letter}")
_PLACE: Final = (
    N_("at {location}"),
    N_("at the office {office}"),
    N_("container {container}"),
    N_("seal {seal}"),
    N_("presented {presented_at}"),
    N_("cut-off {cut_off}"),
    N_("storage costs {storage_cost}"),
    N_("told to {told}"),
    _WHEN,
)
_ON_TRACK: Final = (_TRACK, *_PLACE)
_ASKED: Final = (N_("on track {track}"), N_("by {basis}"), N_("due {due}"))
_QUESTION: Final = ("question",)
_IN_COURT: Final = (N_("number {number}"), N_("of {day}"))
_AT_LAW: Final = ("{law_named}", *_IN_COURT)
_ATTACHED: Final = (N_("file {file}"), N_("waited since {waited_since}"), _STAGE)

ON_CASES: Final[Mapping[str, DeedSentence]] = {
    "case.opened": said(
        N_("Case split off from {split_from} with item {items}"),
        N_("Case created from the file {file}"),
        N_("Case created: {title}"),
        N_("Case created"),
    ),
    "trade.opened": said(name="{declaration}", more=(N_("batch {batch}"), "{sift_reasons}")),
    "case.take": said(
        N_("Case taken over, was with {assignee_was}, is with {assignee_is}"), N_("Case taken")
    ),
    "case.assign": said(
        N_("Case assigned, was with {assignee_was}, is with {assignee_is}"),
        N_("Case assigned to {assignee_is}"),
        N_("Case assigned to nobody, was with {assignee_was}"),
        N_("Case assigned"),
    ),
    "case.delegate": said(N_("Case delegated to {to} until {until}")),
    "case.recall": said(N_("Case taken back from {to}")),
    "case.triage": said(N_("Triage begun")),
    "case.assess": said(N_("Assessment begun")),
    "case.dismiss": said(N_("Case dismissed")),
    "case.propose": said(
        N_("Decision proposed, version {version}: {outcome}"),
        more=(N_("left open knowingly: {left_open}"),),
    ),
    "case.approve": said(N_("Version {version} of the decision approved and signed")),
    "case.countersign": said(N_("Version {version} of the decision countersigned")),
    "case.return": said(
        N_("Version {version} of the proposal returned, {return_kind}"),
        N_("Version {version} of the proposal returned"),
    ),
    "case.withdraw": said(N_("Version {version} of the proposal withdrawn")),
    "case.execute": said(N_("Execution of the decision recorded")),
    "case.close": said(N_("Case closed")),
    "case.reopen": said(N_("Case reopened"), more=(_STAGE,)),
    "case.merge": said(N_("Case merged into {into}")),
    "case.split": said(N_("Item {items} split off into the case {into}")),
    "case.hold": said(
        N_("Item {item} held on track {letter}"), N_("Item {item} held"), more=_PLACE
    ),
    "case.suspend": said(
        N_("Item {item} suspended on track {letter}"), N_("Item {item} suspended"), more=_PLACE
    ),
    "case.sample": said(N_("Sample taken of item {item}"), more=_ON_TRACK),
    "case.release": said(N_("Item {item} released"), more=_ON_TRACK),
    "case.record_exit": said(N_("Exit of item {item} recorded"), more=_ON_TRACK),
    "case.seize": said(N_("Item {item} seized"), more=_ON_TRACK),
    "case.destroy": said(N_("Destruction of item {item} recorded"), more=_ON_TRACK),
    "case.return_goods": said(N_("Item {item} given back"), more=_ON_TRACK),
    "case.locate": said(N_("Whereabouts of item {item} recorded"), more=_PLACE),
    "case.stay_held": said(
        N_("Item {item} kept held on track {letter} by {basis}"), more=("{why}",)
    ),
    "case.continue_hold": said(N_("Hold on track {letters} continued")),
    "case.lead_by_prosecutor": said(
        N_("Lead of a prosecutor recorded: {prosecutor}"), more=_IN_COURT
    ),
    "case.end_lead": said(N_("Lead of a prosecutor taken back: {prosecutor}")),
    "case.record_consent": said(
        N_("Consent of the prosecutor to {consent} recorded"), more=_IN_COURT, quotes=("purpose",)
    ),
    "case.serve_decision": said(N_("Decision served on {who}"), more=_AT_LAW),
    "case.lodge_appeal": said(N_("Appeal of {who} recorded"), more=_AT_LAW),
    "case.follow_appeal": said(N_("Step of the appeal recorded: {step}"), more=_AT_LAW),
    "case.open_track": said(
        N_("Item {item} put on track {letter} by {basis}"), N_("Item {item} put on track {letter}")
    ),
    "case.end_track": said(N_("Track {letter} ended for item {items}")),
    "case.fill_record": said(
        N_("Seizure record, {fact} of item {item}"),
        N_("Seizure record, {fact}"),
        quotes=("value",),
    ),
    "case.record_control": said(
        N_("Control result {code} of item {item} recorded"),
        N_("Control result {code} of the declaration recorded"),
        more=(N_("controlled {controlled_at}"), N_("seal {seals}")),
        quotes=("found",),
    ),
    "case.start_clock": said(
        N_("Clock of {basis} started: {period}, runs until {due}"), more=(_TRACK,)
    ),
    "case.end_clock": said(N_("Clock of {basis} ended")),
    "case.request_information": said(
        N_("Information requested of {to}"), more=_ASKED, quotes=_QUESTION
    ),
    "case.request_opinion": said(
        N_("Technical opinion asked of {to}"), more=_ASKED, quotes=_QUESTION
    ),
    "case.consult": said(N_("Authority consulted: {to}"), more=_ASKED, quotes=_QUESTION),
    "case.hear": said(N_("Hearing sent to {to}"), more=("{law_named}", *_ASKED), quotes=_QUESTION),
    "case.except_hearing": said(N_("Decided without a hearing by {basis}")),
    "case.refer": said(N_("Case referred to {to}"), more=_ASKED, quotes=_QUESTION),
    "case.record_answer": said(
        N_("Answer of {addressee} recorded, {answered_kind}"),
        N_("Answer recorded, {answered_kind}"),
        quotes=("answer",),
    ),
    "case.record_reply": said(
        N_("Reply of {addressee} recorded: {reply}"),
        N_("Reply of the authority recorded: {reply}"),
        quotes=("answer",),
    ),
    "case.judge_mail": said(
        N_("Mail {evidence} judged as an answer of {addressee}, {answered_kind}: {outcome}"),
        N_("Mail {evidence} judged as an answer, {answered_kind}: {outcome}"),
    ),
    "case.classify": said(
        N_("Item {item_no} classified as {code}: {state}"),
        N_("Item {item_no} classified: {state}"),
        more=("{basis}", N_("edition {edition}")),
    ),
    "case.judge": said(
        N_("Hit “{listing}” on the {hit_party} judged: {judgement}"),
        N_("Hit “{listing}” judged: {judgement}"),
    ),
    "case.revoke_judgement": said(
        N_("Judgement of a hit on the {hit_party} revoked, was {judgement}"),
        N_("Judgement of a hit revoked, was {judgement}"),
    ),
    "case.take_over_judgement": said(
        N_("Judgement of {judged_by} on the hit “{listing}” taken over: {judgement}"),
        more=(N_("from the case {taken_over_from}"),),
    ),
    "case.substantiate": said(N_("Flag {rule} substantiated")),
    "case.dismiss_flag": said(N_("Flag {rule} dismissed")),
    "case.enrich": said(
        N_("Learned of item {item_no}: {fact}, {enriched}"),
        N_("Learned: {fact}, {enriched}"),
        more=(N_("from {source}"), N_("of {date}")),
    ),
    "case.answer_question": said(
        N_("Question on item {item_no} answered: {fact}, {given}"),
        more=(N_("from {source}"), "{document}", N_("of {date}")),
    ),
    "case.revoke_answer": said(N_("Answer on item {item_no} revoked: {fact}, was {value}")),
    "case.assess_catch_all": said(
        N_("Item {item_no} assessed as an unlisted item: {limbs}"),
        N_("Goods assessed as unlisted items: {limbs}"),
    ),
    # Who gave it, where and what was said of it may name a source in confidence, and reports print
    # these sentences: the tables of evidence and custody have it, and hide it where they must.
    "case.add_evidence": said(N_("Evidence {piece} added: {name}")),
    "case.record_custody": said(
        N_("Custody of {evidence} recorded: {outcome}"), more=(_WHEN,), quotes=()
    ),
    "case.grade_evidence": said(
        N_("Evidence {evidence} graded, was {grade_was}, is {grade_is}"),
        N_("Evidence {evidence} graded {grade_is}"),
        N_("Grade of {evidence} taken away, was {grade_was}"),
    ),
    "case.confide_source": said(N_("Source of {evidence}: {outcome}")),
    "case.evidence_viewed": said(N_("Evidence {evidence} viewed")),
    "case.evidence_exported": said(N_("Evidence {evidence} exported into the file {file}")),
    "release_gist": said(N_("Gist {gist} released for {dossier}")),
    "gist.withdrawn": said(N_("Gist {gist} withdrawn")),
    "record_court_order": said(
        N_("Order {number} of {court}, {day}, recorded as {order}: it names {classes}")
    ),
    "court_order.withdrawn": said(N_("Order {order} of a court withdrawn")),
    "consent.recorded": said(N_("Owner's consent {owner_consent}: {outcome}")),
    "find.judged": said(N_("Find {find} judged: {outcome}")),
    "wipe_evidence": said(N_("Evidence {label} wiped: {name}")),
    "case.ground": said(N_("Background made a ground: {quoted}")),
    "case.withdraw_ground": said(N_("Ground withdrawn: {quoted}")),
    "case.link": said(
        N_("The {party} linked to the entity {name}"),
        N_("Party linked to the entity {name}"),
        quotes=("basis",),
    ),
    "case.unlink": said(N_("Link of the {party} revoked"), N_("Link of a party revoked")),
    "case.screen": said(N_("Parties screened again")),
    "case.rescreened": said(
        N_("Screened again for the list {list_title} that changed"),
        more=(N_("edition {edition}"),),
    ),
    "case.evaluate": said(N_("Flags evaluated again")),
    "case.declare_conflict": said(N_("Conflict of interest of {user} declared")),
    "case.lift_conflict": said(N_("Conflict of interest of {user} lifted")),
    "case.second": said(N_("Motion of {moved_by} seconded"), N_("Motion seconded")),
    "case.decline": said(N_("Motion of {moved_by} declined: {moved}")),
    "case.withdraw_motion": said(N_("Motion of {moved_by} withdrawn: {moved}")),
    "case.answer_remark": said(N_("Remark on {place} answered")),
    "case.rate_return": said(N_("Return of version {version} rated: {outcome}")),
    "case.read": said(N_("Version {version} of the proposal read")),
    "case.note": said(N_("Note added"), quotes=("text",)),
    "case.tag": said(N_("Case tagged “{tag}”")),
    "case.untag": said(N_("Tag “{tag}” taken off the case")),
    "case.record_event": said(N_("Event recorded"), more=(_WHEN,), quotes=("text",)),
    "case.call": said(
        N_("Call with {who} noted, promised by {due}: {promised}"),
        N_("Call with {who} noted, promised: {promised}"),
        N_("Call with {who} noted"),
        more=(_WHEN,),
        quotes=("text",),
    ),
    "case.declaration_amended": said(
        N_("Declaration amended, version {version}"), more=("{changes}", *_ATTACHED)
    ),
    "case.declaration_reread": said(
        N_("Declaration read again, version {version}"), more=("{changes}", *_ATTACHED)
    ),
    "case.correction_attached": said(more=_ATTACHED, quotes=("statement",)),
    "case.invalidation_attached": said(more=_ATTACHED, quotes=("statement",)),
    "case.exit_message_attached": said(more=_ATTACHED, quotes=("statement",)),
    "case.customs_message_attached": said(more=_ATTACHED, quotes=("statement",)),
    "case.unsettled": said(more=(_STAGE,)),
    "case.merged_with": said(N_("The case {merged} was merged into this one"), more=("{grounds}",)),
    "case.merged_case_changed": said(
        N_("The case {merged}, merged into this one, changed"), more=(_STAGE,)
    ),
    "case.serve_letter": said(
        N_("Service of letter {number} on {day} recorded"),
        more=(
            N_("in place of {before}"),
            N_("due {due}, before {due_before}"),
            N_("proof {proof}"),
        ),
        quotes=("reason", "how"),
    ),
    "case.remind_of_letter": said(
        N_("Reminder of letter {number} on {remind}"), N_("No reminder of letter {number} any more")
    ),
    "case.withdraw_letter": said(N_("Letter {number} withdrawn")),
    "case.replace_letter": said(N_("Letter {number} replaced by {successor}")),
    "letter.issued": said(N_("Letter {number} to {to} issued"), more=("{text_language}",)),
    "case.report_made": said(N_("Report {dossier} made")),
    "case.removed": said(N_("Case {reference} removed")),
    "remove_case": said(N_("Case {reference} removed after its period of retention")),
    "calibration.recorded": said(
        N_("Sampled case looked at, rules missed: {missed}"), N_("Sampled case looked at")
    ),
    "task.opened": said(
        N_("New edition to look at: {pack_title}, edition {edition}"), more=("{touched}",)
    ),
    "task.ended": said(N_("Task of the new edition of {pack_title} ended: {state}")),
    "retention.hold_placed": said(N_("Legal hold placed: {act}")),
    "retention.hold_lifted": said(),
    "retention.proceedings_ended": said(N_("End of the proceedings recorded: {date}")),
    "retention.regime_stated": said(N_("Regime of retention stated: {purpose_kept}")),
}
"""Name in the audit chain → its sentence."""

VIEWS: Final = frozenset({"case.read", "case.evidence_viewed", "case.evidence_exported"})
"""Entries on a case that changed nothing of it: somebody looked, or took a copy."""
