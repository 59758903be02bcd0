"""The link chart through the services: other cases, the same layout, a day."""

from tests.services.office import ANALYST, CONSIGNEE, REF, Office, declared

from landwaiter.services.chart import chart_view


def test_other_cases_of_a_party_are_joined_by_its_name_and_number(office: Office) -> None:
    office.take_in(declared(lrn="LW-2"))
    number = "PL999000000000000"
    onward = declared(lrn="LW-3", exporter_name=CONSIGNEE, exporter_eori=number)
    office.take_in({**onward, "declarant_eori": number, "consignee_name": "Somebody"})
    view = chart_view(office.session(ANALYST), REF)
    also = {(edge.label, edge.target) for edge in view.chart.edges if edge.kind == "also in"}
    assert ("exporter there", "case/PL1-2026-000003") in also
    assert {target for _label, target in also} == {"case/PL1-2026-000002", "case/PL1-2026-000003"}


def test_the_same_chart_is_laid_out_the_same(office: Office) -> None:
    one, other = (chart_view(office.session(ANALYST), REF) for _again in range(2))
    assert one == other
    assert {place.id for place in one.places} == {node.id for node in one.chart.nodes}
    assert all(0 <= place.x <= 1 and 0 <= place.y <= 1 for place in one.places)
