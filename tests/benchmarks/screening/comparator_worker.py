# mypy: ignore-errors
"""Run by the comparator's own Python: scores of nomenklatura's logic-v2 for names read from
standard input, one JSON array `[schema, name, [names …]]` a line; answers
`[[scores …], seconds of the processor]`."""

import json
import sys
import time
from functools import lru_cache
from itertools import count

from followthemoney import EntityProxy
from nomenklatura.matching import get_algorithm

SCHEMAS = {"Person", "Company", "Organization", "LegalEntity", "Vessel"}
KEYS = count()


@lru_cache(maxsize=1 << 14)
def entity(schema, name):
    """The comparator remembers names by the identifier of the entity: each name has its own."""
    properties = {"name": [name]}
    return EntityProxy.from_dict(
        {"id": str(next(KEYS)), "schema": schema, "properties": properties}
    )


def main():
    algorithm = get_algorithm("logic-v2")
    settings = algorithm.default_config()
    # Its tables are read with the first comparison, which belongs to no name that is asked.
    algorithm.compare(entity("Person", "Anna Nowak"), entity("Person", "Jan Kos"), settings)
    for line in sys.stdin:
        schema, name, others = json.loads(line)
        schema = schema if schema in SCHEMAS else "LegalEntity"
        begun = time.process_time()
        asked = entity(schema, name)
        scores = [
            algorithm.compare(asked, entity(schema, other), settings).score for other in others
        ]
        sys.stdout.write(json.dumps([scores, time.process_time() - begun]) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
