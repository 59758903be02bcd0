"""The commands: which module makes those that begin with a word, loaded when it is named."""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module

import typer

MODULES: Mapping[str, tuple[str, ...]] = {
    "casebook.sample_commands": ("demo",),
    "practice.practice_commands": ("practice",),
    "casebook.casebook_commands": ("casebook",),
    "casebook.backup_commands": ("backup",),
    "intake.intake_commands": ("intake",),
    "trade.sift_commands": ("sift",),
    "intake.watch_commands": ("watch",),
    "trade.trade_commands": ("trade",),
    "lists.list_commands": ("list",),
    "law.pack_commands": ("pack",),
    "law.bundle_commands": ("bundle",),
    "registers.register_commands": ("register",),
    "hits.name_commands": ("compare", "screen"),
    "goods.classify_commands": ("classify",),
    "interviews.interview_commands": ("interview",),
    "goods.control_commands": ("control",),
    "cases.case_commands": ("case",),
    "finding.find_commands": ("find", "tag"),
    "people.today_commands": ("today",),
    "people.duty_commands": ("absence", "calendar", "duty", "handover"),
    "people.on_call_commands": ("on-call",),
    "people.notice_commands": ("notices",),
    "people.preference_commands": ("preferences",),
    "flags.flag_commands": ("flags",),
    "flags.rule_commands": ("rules",),
    "law.embargo_commands": ("embargo",),
    "chart.chart_commands": ("chart", "diversion"),
    "entities.entity_commands": ("entity",),
    "incidents.incident_commands": ("incident",),
    "listings.listing_commands": ("listing",),
    "entities.exchange_commands": ("entity",),
    "entities.ownership_commands": ("ownership",),
    "relations.relation_commands": ("relation",),
    "relations.share_commands": ("share",),
    "evidence.evidence_commands": ("evidence",),
    "reports.report_commands": ("report", "verify", "statistics"),
    "reports.statistics_commands": ("report", "statistics"),
    "monitoring.monitoring_commands": ("monitor",),
    "audit.audit_commands": ("audit",),
    "deeds.motion_commands": ("four-eyes", "motions"),
    "retention.retention_commands": ("retention",),
    "retention.access_commands": ("access-request", "disclosure"),
    "retention.privacy_commands": ("privacy",),
    "office.setting_commands": ("office",),
    "office.template_commands": ("reason-template",),
    "letters.letter_commands": ("letter",),
    "letters.letter_template_commands": ("template",),
    "office.wording_commands": ("wording",),
    "deeds.listing": ("deeds",),
    "help.topic_commands": ("help",),
    "deeds.commands": ("office", "statistics", "tag", "watch"),
}
"""Module below `landwaiter.cli`, in the order of the help → first words of its commands."""
WORDS = frozenset(word for words in MODULES.values() for word in words)


def registering(word: str | None = None) -> Iterator[Callable[[typer.Typer], None]]:
    """What puts the commands into the program that begin with a word; all of them without one."""
    for name, words in MODULES.items():
        if word is None or word in words:
            yield import_module(f"landwaiter.cli.{name}").register
