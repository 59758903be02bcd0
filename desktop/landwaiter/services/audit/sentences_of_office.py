"""What the audit trail says of deeds beside the cases."""

from collections.abc import Mapping
from typing import Final

from landwaiter.i18n import N_
from landwaiter.services.audit.deed_sentence import DeedSentence, said

_EDITION: Final = (N_("edition {edition}"),)
_LISTINGS: Final = (*_EDITION, "{listing_count}")
_SOURCE: Final = (N_("from {source}"),)
_PERIOD: Final = N_("{from} to {to}")
_STATEMENT: Final = ("{value}", *_SOURCE)
_PROPOSAL: Final = (N_("row {row}"), *_SOURCE)
_SENTENCE: Final = ("sentence",)
_SETTING: Final = (
    N_("Setting “{setting}” changed, was {value_was}, is {value_is}"),
    N_("Setting “{setting}” changed"),
)
_REQUEST: Final = (N_("entry {entry}"),)

OF_OFFICE: Final[Mapping[str, DeedSentence]] = {
    "intake.taken_in": said(name="{files}"),
    "trade.begun": said(name="{files}"),
    "trade.sifted": said(name="{file}", more=(N_("batch {batch}"), N_("{read} read"))),
    "trade.sifted_again": said(
        N_("Batches {first} to {last} of the sift judged again"),
        more=(N_("{judged} judged"), N_("{new_reasons} with a new reason")),
    ),
    "trade.ended": said(name="{state}"),
    "trade.aside": said(name="{declaration}"),
    "trade.policy": said(name="{what}"),
    "trade.viewed": said(name="{declaration}", more=("{asked}", "{through}")),
    "trade.period": said(name="{years}", more=("{source}",)),
    "trade.erasure": said(name="{declarations}", more=("{before}",)),
    "trade.erased": said(name="{declarations}", more=(N_("erasing {erasure}"),)),
    "trade.restricted": said(name="{effect}", more=("{basis}",)),
    "trade.restriction_lifted": said(name="{effect}"),
    "privacy.stated": said(name="{topic}", more=("{text}",)),
    "privacy.breach_logged": said(name="{breach}", more=("{text}",)),
    "privacy.breach_added": said(name="{breach}", more=("{step}", "{said}")),
    "privacy.notice_recorded": said(
        name="{notice}", more=("{audience}", "{version}", "{place}", "{basis}")
    ),
    "privacy.report_made": said(name="{dossier}"),
    "trade.rectified": said(name="{declaration}", more=("{note}",)),
    "intake.message_waits": said(
        N_("Message {message} waits for the declaration {mrn}"),
        N_("Message {message} waits for the declaration {local_reference}"),
        more=(N_("file {file}"),),
    ),
    "intake.wait_ended": said(),
    "trade.message_kept": said(
        N_("Message {message} kept with the declaration {mrn}"),
        N_("Message {message} kept with the declaration {local_reference}"),
        more=(N_("file {file}"), N_("waited since {waited_since}")),
    ),
    "intake.watched": said(name="{files}"),
    "intake.file_settled": said(name="{file}", more=("{reason}",)),
    "entity.made": said(name="{name}", more=_SOURCE),
    "entity.stated": said(name="{name}", more=("{kind}", *_STATEMENT)),
    "entity.ended": said(name="{name}", more=("{kind}", "{said}")),
    "entity.linked": said(
        N_("Entities linked: {name} {kind} {to_name}"), more=("{value}", *_SOURCE)
    ),
    "entity.merged": said(N_("Entities merged: {gone_name} into {name}")),
    "entity.unmerged": said(N_("Merge of entities taken back: {gone_name} out of {name}")),
    "entity.told_apart": said(N_("Entities told apart: {name} and {other_name}")),
    "entity.marked": said(name="{name}"),
    "entity.viewed": said(name="{name}", more=("{basis}",)),
    "entity.imported": said(name="{name}", more=_SOURCE),
    "entities.imported": said(name="{name}", more=_SOURCE),
    "entities.exported": said(name="{name}"),
    "entity.report_made": said(name="{name}", more=("{dossier}",)),
    "relation.stated": said(name="{kind}", more=("{states}", "{name}", *_SOURCE)),
    "relation.ended": said(name="{kind}", more=("{states}",)),
    "relation.report_made": said(name="{states}", more=("{dossier}",)),
    "share.stated": said(name="{counted}", more=("{quoted}", "{states}", *_SOURCE)),
    "share.ended": said(name="{counted}"),
    "incident.made": said(name="{title}", more=("{kind}", *_SOURCE)),
    "incident.stated": said(name="{title}", more=("{what}", *_STATEMENT)),
    "incident.attributed": said(name="{title}", more=_STATEMENT),
    "incident.told": said(N_("{value} told of the incident “{title}”"), more=_SOURCE),
    "incident.linked": said(name="{title}", more=("{name}", *_STATEMENT)),
    "incident.ended": said(name="{title}", more=("{what}", "{said}")),
    "listing.proposed": said(name="{name}", more=("{act}", "{annex}", "{criterion}")),
    "listing.reason_given": said(name="{name}", more=_PROPOSAL, quotes=_SENTENCE),
    "listing.counter_given": said(name="{name}", more=_PROPOSAL, quotes=_SENTENCE),
    "listing.searched": said(name="{name}", more=_PROPOSAL, quotes=_SENTENCE),
    "listing.dropped": said(name="{name}", more=(N_("row {row}"),)),
    "listing.withdrawn": said(name="{name}", more=("{under}",)),
    "approve_listing": said(name="{name}", more=("{under}",)),
    "list.imported": said(name="{list_title}", more=_LISTINGS),
    "list.returned": said(name="{list_title}", more=_LISTINGS),
    "list.removed": said(name="{list_title}", more=_EDITION),
    "list.rescreened": said(name="{list_title}", more=_EDITION),
    "confirm_list": said(name="{list_title}", more=_LISTINGS),
    "remove_list": said(name="{list_title}"),
    "pack.imported": said(name="{pack_title}", more=_EDITION),
    "import_pack": said(name="{pack_title}", more=_EDITION),
    "import.staged": said(name="{name}"),
    "accept_root": said(more=(N_("version {version}"),)),
    "bundle.taken": said(more=(N_("of {made}"), N_("good until {expires}"))),
    "bundle.root_followed": said(more=(N_("version {version}"),)),
    "change_register": said(
        N_("Entries of the register {register} changed: {refs}"),
        N_("Register {register} changed"),
        more=(N_("issued by {issuer}"),),
    ),
    "licence.written_off": said(
        N_("{quantity} of item {item} written off the licence {ref}"),
        N_("{value} of item {item} written off the licence {ref}"),
        N_("Item {item} written off the licence {ref}"),
        more=(N_("on {day}"),),
    ),
    "licence.write_off_undone": said(
        N_("Write-off of item {item} on the licence {ref} undone"), more=(N_("of {day}"),)
    ),
    "set_rule": said(*_SETTING),
    "set_practice": said(*_SETTING),
    "set_policy": said(*_SETTING),
    "office.setting_changed": said(*_SETTING),
    "retention.rule_set": said(name="{period_set}"),
    "calibration.drawn": said(name=N_("{cases} of {population} cases")),
    "monitor.begun": said(name="{name}"),
    "monitor.changed": said(name="{name}", more=(N_("version {version}"),)),
    "monitor.ended": said(name="{name}"),
    "monitor.run": said(name="{name}", more=(N_("version {version}"),)),
    "load.report_made": said(name=_PERIOD, more=("{dossier}",)),
    "register.report_made": said(name=_PERIOD, more=("{dossier}",)),
    "state_figure": said(name="{code}", more=("{year}", "{value}", *_SOURCE)),
    "import_figure_list": said(name="{file}"),
    "statistics.report_made": said(name=_PERIOD, more=("{dossier}",)),
    "reviewers.report_made": said(name=_PERIOD, more=("{dossier}",)),
    "listing.report_made": said(name="{name}", more=("{dossier}",)),
    "handover.report_made": said(name="{day}", more=("{dossier}",)),
    "practice.report_made": said(name="{exercises}", more=("{dossier}",)),
    "report.withheld_read": said(name="{dossier}"),
    "disclosure.made": said(
        N_("Disclosed to {recipient}: {what}"),
        N_("Disclosed to {recipient}: {file}"),
        quotes=("basis",),
    ),
    "access.searched": said(more=(N_("request {request}"),)),
    "access.judged": said(more=(N_("request {request}"), *_REQUEST, "{same_person}")),
    "access.redacted": said(more=(N_("request {request}"), *_REQUEST)),
    "access.report_made": said(more=(N_("request {request}"), "{dossier}")),
    "access.refused": said(more=(N_("request {request}"), *_REQUEST)),
    "access.shown": said(more=(N_("request {request}"), *_REQUEST)),
    "audit.read": said(),
    "audit.exported": said(),
    "audit.anchored": said(N_("Entry {seq} anchored in the file {file}")),
    "audit.time_stamped": said(),
    "audit.payload_erased": said(),
    "erase_payload": said(N_("Content of an entry erased, which told of: {moved}")),
    "cases.exported": said(name="{name}", more=("{case_count}",)),
    "cases.view_kept": said(name="{name}"),
    "cases.view_dropped": said(name="{name}"),
    "letter_text.kept": said(name="{field}", more=("{text_language}",)),
    "propose_template": said(name="{kind}", more=("{text_language}",)),
    "withdraw_template": said(name="{kind}", more=("{text_language}",)),
    "reason_template.kept": said(name="{title}"),
    "reason_template.removed": said(name="{title}"),
    "calendar.changed": said(name="{day}", more=("{change}", "{name}")),
    "calendar.exported": said(name="{file}"),
    "supply_texts": said(name="{text_language}", more=_EDITION),
    "withdraw_texts": said(name="{text_language}", more=_EDITION),
    "tag.added": said(N_("Tag “{tag}” added to the office's list")),
    "tag.retired": said(N_("Tag “{tag}” retired from the office's list")),
    "motion.moved": said(
        N_("A second person asked: {title}"), N_("A second person asked: {moved}")
    ),
    "motion.seconded": said(N_("Motion of {moved_by} seconded: {moved}"), N_("Motion seconded")),
    "motion.declined": said(N_("Motion of {moved_by} declined: {moved}")),
    "motion.withdrawn": said(N_("Motion of {moved_by} withdrawn: {moved}")),
    "duty.absence_entered": said(
        N_("Absence of {person} entered: {first_day} to {last_day}"), quotes=("note",)
    ),
    "duty.absence_taken_back": said(
        N_("Absence of {person} taken back: {first_day} to {last_day}")
    ),
    "user.added": said(name="{name}", more=("{roles}",)),
    "user.roles_changed": said(N_("Roles of {name} changed, were {before}, are {after}")),
    "user.change_seconded": said(name="{name}", more=("{roles}",)),
    "user.change_declined": said(name="{name}"),
    "user.deputy_asked": said(N_("Deputy for {for} proposed: {name}"), more=("{roles}",)),
    "user.deputy_named": said(
        N_("Deputy for {for} named by two persons: {name}"), more=("{roles}",)
    ),
    "user.absence_begun": said(
        N_("Absence of {name} begun, roles held by {deputies}"), N_("Absence of {name} begun")
    ),
    "user.absence_ended": said(N_("Absence of {name} over")),
    "user.disabled": said(name="{name}"),
    "user.key_made": said(name="{account}"),
    "user.key_confirmed": said(name="{name}"),
    "user.password_changed": said(name="{name}"),
    "user.password_reset": said(name="{name}"),
    "user.attempts_failed": said(
        N_("Sign-in of {account} failed, attempts: {failed_attempts}"),
        more=(N_("since {since}"),),
    ),
    "office.authority_asked": said(name="{name}"),
    "office.authority_named": said(name="{name}"),
    "office.confirmed_outside": said(name="{name}"),
    "office.founding_ended": said(),
    "casebook.created": said(),
    "casebook.founded": said(name="{founders}"),
    "casebook.marked_as_sample": said(),
    "casebook.keys_changed": said(),
    "casebook.recovery_made": said(N_("Recovery key made, its halves held by {holders}")),
    "casebook.rekeyed": said(),
    "casebook.backed_up": said(name="{file}"),
    "casebook.backup_failed": said(name="{file}"),
    "casebook.old_backups_removed": said(name="{files}"),
    "casebook.rollback_asked": said(),
    "casebook.rollback_accepted": said(),
}
"""Name in the audit chain → its sentence."""
