"""How long the random tests are: short in a run of all tests, longer where somebody waits for it.

LANDWAITER_LONGER=10 pytest tests/properties
"""

import os

LONGER = int(os.environ.get("LANDWAITER_LONGER", "1"))
"""How many times the examples of a run of all tests."""
