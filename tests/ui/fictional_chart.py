"""The link chart of a fictional case: a consignee held by a firm of a listed university."""

from datetime import date

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.chart.chart_parts import ClaimKind, Edge, Node, NodeClaim
from landwaiter.domain.chart.chart_places import place_node
from landwaiter.domain.chart.chart_walk import GrownChart
from landwaiter.domain.chart.whole_chart import Chart
from landwaiter.domain.intake.declaration import Address
from landwaiter.domain.intake.places import place_of
from landwaiter.services.chart.charts import ChartView

DAY = date(2026, 4, 9)
LISTED = NodeClaim(ClaimKind.LISTED, "Listed in us_entity_list")
BY_PATH = NodeClaim(
    ClaimKind.BY_PATH,
    "By path: 30.6 % at least of Northwestern Polytechnical University, who is listed in "
    "us_entity_list",
)
DOUBTFUL = NodeClaim(
    ClaimKind.UNCONFIRMED, "Unconfirmed identity: perhaps listed in eu_consolidated"
)
_ADDRESS = place_of(Address("Science Road 12", "710000", "Xi'an", "CN"))
assert _ADDRESS is not None
PLACE = place_node(_ADDRESS)
NODES = (
    Node("case", "case", "PL1-2026-000412", "export, assessment"),
    Node("party/1", "party", "Obrabiarki Wisła Sp. z o.o.", "PL"),
    Node("party/2", "party", "Agencja Celna Bałtyk Sp. z o.o.", "PL"),
    Node("entity/1", "entity", "Xi'an Huarui Education Technology Co", "organisation · CN",
         form="organisation", claims=(BY_PATH,)),
    Node("entity/2", "entity", "Xi'an Huarui Campus Holdings Co", "organisation · CN",
         form="organisation", claims=(BY_PATH,)),
    Node("entity/3", "entity", "Northwestern Polytechnical University", "university · CN",
         form="university", claims=(LISTED,)),
    Node("entity/4", "entity", "Wen Haoran", "person · CN", form="person", claims=(DOUBTFUL,)),
    PLACE,
    Node("case/PL1-2026-000441", "case", "PL1-2026-000441", "export, triage"),
    Node("party/3", "vessel", "TEST VESSEL ALPHA", "PA"),
)  # fmt: skip
EDGES = (
    Edge("case", "party/1", "exporter", "exporter", "declaration"),
    Edge("case", "party/2", "declarant", "declarant", "declaration"),
    Edge("case", "entity/1", "consignee", "consignee", "declaration"),
    Edge("case", "entity/3", "end_user", "end user", "E-03"),
    Edge("entity/2", "entity/1", "owns", "51 %", "registry extract, graded B2",
         date(2023, 12, 1), span="since 2023-12-01"),
    Edge("entity/3", "entity/2", "owns", "60 %", "registry extract, graded B2",
         date(2019, 5, 14), span="since 2019-05-14"),
    Edge("entity/4", "entity/1", "owns", "19 %", "registry extract, graded B2",
         date(2023, 12, 1), span="since 2023-12-01"),
    Edge("entity/4", "entity/2", "directs", "directs", "registry extract, graded B2",
         date(2021, 3, 3), span="since 2021-03-03"),
    Edge("entity/3", "entity/1", "stole_from", "alleged: took technology from", "a newspaper, "
         "graded C3, alleged", certainty=Certainty.ALLEGED, is_solid=False),
    Edge("entity/1", PLACE.id, "address", "address", "declaration"),
    Edge("party/3", PLACE.id, "address", "address", "PL1-2026-000441, as consignee",
         written="12 Science Rd, Xi'an", why="“rd” is “road”"),
    Edge("party/3", "case/PL1-2026-000441", "party on a case", "vessel", "casebook", DAY),
)  # fmt: skip
VIEW = ChartView(
    "PL1-2026-000412",
    "case",
    GrownChart(Chart(NODES, EDGES)),
    DAY,
    DAY,
    reference="PL1-2026-000412",
)
