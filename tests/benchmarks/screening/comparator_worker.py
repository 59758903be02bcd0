# mypy: ignore-errors
"""Run by the comparator's own Python: scores of nomenklatura's logic-v2 for names read from
standard input, one JSON array `[schema, name, [names …]]` a line; answers `[scores …]`."""

import json
import sys
from itertools import count

from followthemoney import EntityProxy
from nomenklatura.matching import get_algorithm

SCHEMAS = {"Person", "Company", "Organization", "LegalEntity", "Vessel"}


KEYS = count()
"""The comparator remembers names by the identifier of the entity, so none is used twice."""


def entity(schema, name):
    properties = {"name": [name]}
    return EntityProxy.from_dict(
        {"id": str(next(KEYS)), "schema": schema, "properties": properties}
    )


def main():
    algorithm = get_algorithm("logic-v2")
    settings = algorithm.default_config()
    for line in sys.stdin:
        schema, name, others = json.loads(line)
        schema = schema if schema in SCHEMAS else "LegalEntity"
        asked = entity(schema, name)
        scores = [
            algorithm.compare(asked, entity(schema, other), settings).score for other in others
        ]
        sys.stdout.write(json.dumps(scores) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
