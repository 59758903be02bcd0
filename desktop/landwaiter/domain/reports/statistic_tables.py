"""The tables of the statistics, by the letter that names each on paper and on the command line."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from landwaiter.i18n import N_


class StatisticTable(StrEnum):
    """A table; the word is kept with each print."""

    T1 = "T1"
    T2 = "T2"
    T3 = "T3"
    T4 = "T4"
    T5 = "T5"
    T6 = "T6"
    T7 = "T7"
    T8 = "T8"
    T9 = "T9"
    T10 = "T10"
    T11 = "T11"
    T12 = "T12"
    T13 = "T13"
    D1 = "D1"
    """The office's own list of figures for Directive (EU) 2024/1226."""


TITLES: Final[Mapping[StatisticTable, str]] = {
    StatisticTable.T1: N_("Checked, cases, hit rate"),
    StatisticTable.T2: N_("Suspensions and holds"),
    StatisticTable.T3: N_("Referrals and replies"),
    StatisticTable.T4: N_("Value, mass, lines"),
    StatisticTable.T5: N_("Seizures, refusals"),
    StatisticTable.T6: N_("Infringements"),
    StatisticTable.T7: N_("Denial matches"),
    StatisticTable.T8: N_("Common high priority items by tier"),
    StatisticTable.T9: N_("Cyber-surveillance"),
    StatisticTable.T10: N_("Precision of flags"),
    StatisticTable.T11: N_("Staff, training"),
    StatisticTable.T12: N_("Data gaps"),
    StatisticTable.T13: N_("Exports sifted"),
    StatisticTable.D1: N_("Figures for Directive (EU) 2024/1226"),
}
"""What each is called."""


class StatisticSet(StrEnum):
    """Tables that are asked for together; the word is kept with each print."""

    ANNUAL_REPORT = "annual-report"
    """The contribution to the annual report of Regulation (EU) 2021/821, Art. 26(3)."""


TABLES_OF: Final[Mapping[StatisticSet, tuple[StatisticTable, ...]]] = {
    StatisticSet.ANNUAL_REPORT: (
        StatisticTable.T5,
        StatisticTable.T6,
        StatisticTable.T7,
        StatisticTable.T9,
        StatisticTable.T11,
    ),
}
"""What each set holds: of denials, how their matches were judged."""
