"""Every table of a casebook, from the module of its subject.

One metadata holds them all: who reads several subjects takes them here.
"""

from landwaiter.storage.schema.audit import anchor, audit_entry, audit_payload, seal, time_stamp
from landwaiter.storage.schema.casebook import meta
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
    case_search,
    control_result,
    delegation,
    delegation_end,
    enrichment,
    hearing_exception,
    hold_continued,
    mail_answer,
    note,
    presence,
    prosecutor_consent,
    prosecutor_lead,
    prosecutor_lead_end,
    record_entry,
    stage_left,
    stay_held,
    track,
    track_item_end,
)
from landwaiter.storage.schema.columns import metadata
from landwaiter.storage.schema.data_protection.privacy import (
    data_breach,
    data_breach_step,
    privacy_notice,
    privacy_statement,
)
from landwaiter.storage.schema.data_protection.trade_erasure import (
    trade_erased,
    trade_erased_cell,
    trade_erased_file,
    trade_erasure,
    trade_erasure_end,
    trade_erasure_step,
    trade_note,
    trade_period,
    trade_restriction,
    trade_restriction_end,
)
from landwaiter.storage.schema.deeds import (
    approval,
    conflict_of_interest,
    countersignature,
    decision,
    decision_end,
    motion,
    motion_end,
    motion_second,
)
from landwaiter.storage.schema.entities import (
    entity,
    entity_end,
    entity_fact,
    entity_identifier,
    entity_import,
    entity_link,
    entity_mark,
    entity_merge,
    entity_origin,
    entity_worded,
    entity_words,
    party,
    party_link,
)
from landwaiter.storage.schema.evidence import (
    custody_event,
    evidence,
    evidence_confidence,
    evidence_grading,
    evidence_wipe,
)
from landwaiter.storage.schema.finding import (
    case_tag,
    case_tag_end,
    evidence_reading,
    office_tag,
    office_tag_end,
    saved_search,
    text_place,
    text_search,
)
from landwaiter.storage.schema.flags import (
    calibration_sample,
    evaluation,
    flag_raised,
    flag_review,
    sampled_case,
    sampled_verdict,
)
from landwaiter.storage.schema.goods import classification, goods_event, goods_item
from landwaiter.storage.schema.hits import (
    batch_part,
    batch_run,
    hit,
    judgement,
    list_rescreen,
    list_rescreen_step,
)
from landwaiter.storage.schema.incidents import (
    incident,
    incident_end,
    incident_statement,
)
from landwaiter.storage.schema.intake import (
    declaration,
    declaration_request,
    raw_file,
    trade_message,
    waiting_message,
    watched_file,
    watched_file_settled,
)
from landwaiter.storage.schema.interviews import interview_answer, interview_revocation
from landwaiter.storage.schema.law import (
    bundle_root,
    bundle_taken,
    edition_task,
    edition_task_end,
    pack_edition,
)
from landwaiter.storage.schema.letters import (
    letter_out,
    letter_step,
    letter_template,
    letter_text,
)
from landwaiter.storage.schema.listings import (
    listing_approval,
    listing_end,
    listing_part,
    listing_part_end,
    listing_proposal,
)
from landwaiter.storage.schema.lists import (
    edition_listing,
    joint_index,
    list_edition,
    list_index,
    list_return,
    listing_body,
)
from landwaiter.storage.schema.monitoring import monitor, monitor_end, monitor_run, monitor_version
from landwaiter.storage.schema.office import (
    calendar_edit,
    office_setting,
    office_texts,
    reference_counter,
)
from landwaiter.storage.schema.people import (
    absence,
    absence_end,
    draft,
    preference,
    statement,
    user,
    user_role,
)
from landwaiter.storage.schema.registers import (
    licence_write_off,
    register_entry,
    register_load,
    register_worded,
    register_words,
)
from landwaiter.storage.schema.relations import (
    country_relation,
    country_relation_end,
    country_relation_state,
    share,
    share_end,
    share_state,
)
from landwaiter.storage.schema.reports import (
    court_order,
    court_order_end,
    dossier,
    find_judgement,
    find_release,
    gist,
    gist_end,
    owner_consent,
    sealed_annex,
    statistic_print,
    subject_dossier,
)
from landwaiter.storage.schema.retention import (
    access_entry,
    access_mark,
    access_request,
    case_regime,
    case_removal,
    disclosure,
    legal_hold,
    legal_hold_end,
    proceedings_end,
)
from landwaiter.storage.schema.review import (
    remark,
    remark_answer,
    return_feedback,
    section_reading,
)
from landwaiter.storage.schema.trade import (
    trade_again,
    trade_again_leaf,
    trade_again_verdict,
    trade_answers,
    trade_batch,
    trade_declaration,
    trade_finding,
    trade_item,
    trade_judged,
    trade_judging,
    trade_leaf,
    trade_mark,
    trade_month,
    trade_party,
    trade_policy,
    trade_programme,
    trade_reason,
    trade_reason_change,
    trade_role,
    trade_rollup,
    trade_run,
    trade_run_end,
    trade_scope,
    trade_screening,
    trade_search,
    trade_secret,
    trade_source,
    trade_standing,
    trade_tally,
)
