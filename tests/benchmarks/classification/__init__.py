"""How well descriptions find their control entries, in three strata, beside two baselines.

LANDWAITER_TESTDATA=… python -m tests.benchmarks.classification
"""
