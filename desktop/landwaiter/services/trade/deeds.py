"""Carries out the deeds on declarations that are judged without a case."""

from landwaiter.domain.trade import deeds
from landwaiter.domain.trade.deeds import Sift
from landwaiter.services.deeds.handler import Job
from landwaiter.services.trade.sifting import sift

_SIFT: Job[Sift] = Job(deeds.SIFT, sift)
HANDLERS = (_SIFT,)
