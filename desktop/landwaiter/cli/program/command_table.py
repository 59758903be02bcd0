"""The commands, one module for each noun."""

from landwaiter.cli.audit import audit_commands
from landwaiter.cli.casebook import backup_commands, casebook_commands, sample_commands
from landwaiter.cli.cases import case_commands
from landwaiter.cli.chart import chart_commands
from landwaiter.cli.deeds import commands, listing, motion_commands
from landwaiter.cli.entities import entity_commands, exchange_commands, ownership_commands
from landwaiter.cli.evidence import evidence_commands
from landwaiter.cli.finding import find_commands
from landwaiter.cli.flags import flag_commands, rule_commands
from landwaiter.cli.goods import classify_commands, control_commands
from landwaiter.cli.help import topic_commands
from landwaiter.cli.hits import name_commands
from landwaiter.cli.incidents import incident_commands
from landwaiter.cli.intake import intake_commands, watch_commands
from landwaiter.cli.interviews import interview_commands
from landwaiter.cli.law import bundle_commands, embargo_commands, pack_commands
from landwaiter.cli.letters import letter_commands, letter_template_commands
from landwaiter.cli.listings import listing_commands
from landwaiter.cli.lists import list_commands
from landwaiter.cli.monitoring import monitoring_commands
from landwaiter.cli.office import setting_commands, template_commands, wording_commands
from landwaiter.cli.people import (
    duty_commands,
    notice_commands,
    on_call_commands,
    preference_commands,
    today_commands,
)
from landwaiter.cli.practice import practice_commands
from landwaiter.cli.registers import register_commands
from landwaiter.cli.relations import relation_commands, share_commands
from landwaiter.cli.reports import report_commands, statistics_commands
from landwaiter.cli.retention import access_commands, retention_commands
from landwaiter.cli.trade import sift_commands, trade_commands

GROUPS = tuple(
    module.register
    for module in (
        sample_commands,
        practice_commands,
        casebook_commands,
        backup_commands,
        intake_commands,
        sift_commands,
        watch_commands,
        trade_commands,
        list_commands,
        pack_commands,
        bundle_commands,
        register_commands,
        name_commands,
        classify_commands,
        interview_commands,
        control_commands,
        case_commands,
        find_commands,
        today_commands,
        duty_commands,
        on_call_commands,
        notice_commands,
        preference_commands,
        flag_commands,
        rule_commands,
        embargo_commands,
        chart_commands,
        entity_commands,
        incident_commands,
        listing_commands,
        exchange_commands,
        ownership_commands,
        relation_commands,
        share_commands,
        evidence_commands,
        report_commands,
        statistics_commands,
        monitoring_commands,
        audit_commands,
        motion_commands,
        retention_commands,
        access_commands,
        setting_commands,
        template_commands,
        letter_commands,
        letter_template_commands,
        wording_commands,
        listing,
        topic_commands,
        commands,
    )
)
"""Each puts its commands into the program."""
