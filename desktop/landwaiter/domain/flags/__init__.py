"""Red flags: rules as data, small predicates, one evaluator.

The package imports nothing, so that rules may read modules that read `view` and `annexes`.
"""
