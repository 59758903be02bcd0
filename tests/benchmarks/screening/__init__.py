"""How well names are matched, beside the best open matcher.

LANDWAITER_TESTDATA=… python -m tests.benchmarks.screening
"""
