"""What a declaration states of each goods item, and what is recorded of its place."""

from typing import Any

from landwaiter.domain.base.facts import (
    Audience,
    Content,
    DeclaredColumn,
    Fact,
    FactOrigin,
    ValueKind,
)
from landwaiter.domain.cases.life_cycle import Whereabouts
from landwaiter.domain.intake.declaration import Item, Packages

ITEM: tuple[Fact[Item], ...] = (
    Fact("no", "Item", Content.OPEN, ValueKind.COUNT, seen=Audience.NOWHERE, cell="item"),
    Fact(
        "cn",
        "CN code",
        Content.OPEN,
        ValueKind.COMMODITY,
        seen=Audience.NOWHERE,
        csv=DeclaredColumn(
            "commodity code of 6, 8 or 10 figures",
            ("cn", "cn_code", "hs_code", "commodity_code"),
            "cn8",
        ),
        cell="goods",
    ),
    Fact(
        "description",
        "Goods",
        Content.OPEN,
        seen=Audience.NOWHERE,
        csv=DeclaredColumn("description of the goods", ("goods", "goods_description")),
        aes=("Commodity/descriptionOfGoods",),
        wco=("Commodity/Description",),
        cell="goods",
    ),
    Fact(
        "origin",
        "Origin",
        Content.OPEN,
        ValueKind.COUNTRY,
        seen=Audience.NOWHERE,
        csv=DeclaredColumn("country of origin", ("country_origin",)),
        aes=("Origin/countryOfOrigin",),
        wco=("Origin/CountryCode",),
        cell="countries",
        said="from {value}",
    ),
    Fact(
        "region_of_dispatch",
        "Region of dispatch",
        Content.OPEN,
        ValueKind.CODE,
        aes=("Origin/regionOfDispatch",),
        cell="countries",
        said="region of dispatch {value}",
    ),
    Fact(
        "destination",
        "Destination",
        Content.OPEN,
        ValueKind.COUNTRY,
        csv=DeclaredColumn(
            "country of destination of this item where it differs", (), "item_destination"
        ),
        aes=("countryOfDestination",),
        wco=("Destination/CountryCode",),
        cell="countries",
        said="to {value}",
    ),
    Fact(
        "net_mass_kg",
        "Net mass",
        Content.OPEN,
        ValueKind.MASS,
        seen=Audience.NOWHERE,
        csv=DeclaredColumn("net mass in kilograms", ("net_mass", "net_mass_(kg)")),
        aes=("Commodity/GoodsMeasure/netMass", "GoodsMeasure/netMass"),
        wco=("Commodity/GoodsMeasure/NetNetWeightMeasure",),
        cell="net",
    ),
    Fact(
        "gross_mass_kg",
        "Gross mass",
        Content.OPEN,
        ValueKind.MASS,
        csv=DeclaredColumn("gross mass in kilograms", ("gross_mass", "gross_mass_(kg)")),
        aes=("Commodity/GoodsMeasure/grossMass", "GoodsMeasure/grossMass"),
        wco=("Commodity/GoodsMeasure/GrossMassMeasure",),
        cell="gross",
    ),
    Fact(
        "supplementary_units",
        "Supplementary units",
        Content.OPEN,
        ValueKind.NUMBER,
        csv=DeclaredColumn("quantity in supplementary units"),
        aes=("Commodity/GoodsMeasure/supplementaryUnits", "GoodsMeasure/supplementaryUnits"),
        wco=("Commodity/GoodsMeasure/TariffQuantity",),
        cell="units",
    ),
    Fact(
        "statistical_value",
        "Statistical value",
        Content.BUSINESS,
        ValueKind.MONEY,
        seen=Audience.NOWHERE,
        csv=DeclaredColumn(
            "statistical value; needs currency", ("statistical_value",), "value", "currency"
        ),
        wco=("StatisticalValueAmount",),
        cell="statistical",
    ),
    Fact(
        "invoice_value",
        "Invoiced value",
        Content.BUSINESS,
        ValueKind.MONEY,
        aes=("itemAmountInvoiced",),
        wco=("Commodity/InvoiceLine/ItemChargeAmount",),
        cell="invoiced",
    ),
    Fact(
        "procedure",
        "Procedure",
        Content.OPEN,
        ValueKind.CODE,
        csv=DeclaredColumn("requested and previous procedure, such as 1000"),
        said="procedure {value}",
    ),
    Fact(
        "additional_procedures",
        "Additional procedures",
        Content.OPEN,
        ValueKind.CODE,
        several=True,
        csv=DeclaredColumn("additional procedures"),
        said="additional procedures {value}",
    ),
    Fact(
        "additional_codes",
        "Additional codes",
        Content.OPEN,
        ValueKind.CODE,
        several=True,
        csv=DeclaredColumn("TARIC or national additional codes"),
        said="additional codes {value}",
    ),
    Fact(
        "cus_code",
        "CUS code",
        Content.OPEN,
        ValueKind.CODE,
        csv=DeclaredColumn("CUS code of a chemical"),
        aes=("Commodity/cusCode",),
        said="CUS {value}",
    ),
    Fact(
        "un_numbers",
        "UN numbers",
        Content.OPEN,
        ValueKind.CODE,
        several=True,
        csv=DeclaredColumn("UN numbers of dangerous goods"),
        said="UN {value}",
    ),
    Fact(
        "ucr",
        "UCR",
        Content.OPEN,
        ValueKind.CODE,
        aes=("referenceNumberUCR",),
        wco=("UCR/TraderAssignedReferenceID",),
        said="UCR {value}",
    ),
    Fact(
        "licence_ref",
        "Licence",
        Content.OPEN,
        ValueKind.CODE,
        csv=DeclaredColumn("reference of the export licence", ("license_ref", "licence")),
        said="licence {value}",
    ),
    Fact(
        "transit_type",
        "Type of transit",
        Content.OPEN,
        ValueKind.CODE,
        said="transit {value}",
    ),
)

PACKAGES: tuple[Fact[Packages], ...] = (
    Fact(
        "number",
        "Number of packages",
        Content.OPEN,
        ValueKind.COUNT,
        csv=DeclaredColumn("number of packages", ("packages",), "package_number"),
        aes=("numberOfPackages",),
        wco=("QuantityQuantity",),
        cell="packages",
    ),
    Fact(
        "kind",
        "Kind of packages",
        Content.OPEN,
        ValueKind.CODE,
        csv=DeclaredColumn("kind of packages, such as BX", (), "package_kind"),
        aes=("typeOfPackages",),
        wco=("TypeCode",),
        cell="packages",
    ),
    Fact(
        "marks",
        "Shipping marks",
        Content.OPEN,
        csv=DeclaredColumn("shipping marks", (), "package_marks"),
        aes=("shippingMarks",),
        wco=("MarksNumbersID",),
        cell="packages",
    ),
)
"""Of one kind of packages, in the order in which they read."""

PLACE: tuple[Fact[Whereabouts], ...] = (
    Fact("office", "Customs office", Content.OPEN, ValueKind.CODE, origin=FactOrigin.RECORDED),
    Fact("location", "Location", Content.OPEN, origin=FactOrigin.RECORDED),
    Fact("container", "Container", Content.OPEN, ValueKind.CODE, origin=FactOrigin.RECORDED),
    Fact("seal", "Seal", Content.OPEN, ValueKind.CODE, origin=FactOrigin.RECORDED),
    Fact(
        "presented_at", "Presented at", Content.OPEN, ValueKind.INSTANT, origin=FactOrigin.RECORDED
    ),
    Fact("cut_off", "Vessel cut-off", Content.OPEN, ValueKind.INSTANT, origin=FactOrigin.RECORDED),
    Fact("storage_cost", "Storage cost", Content.OPEN, origin=FactOrigin.RECORDED),
)
"""Where an item is, as somebody recorded it."""

CONSIDERED: tuple[Fact[Any], ...] = (
    Fact("item", "Item", Content.OPEN, origin=FactOrigin.COMPUTED, cell="item"),
    Fact(
        "code",
        "Control entry",
        Content.OPEN,
        ValueKind.CODE,
        origin=FactOrigin.COMPUTED,
        cell="entry",
    ),
    Fact("why", "Why it was considered", Content.OPEN, origin=FactOrigin.COMPUTED, cell="why"),
    Fact(
        "state",
        "Classification",
        Content.OPEN,
        ValueKind.CHOICE,
        origin=FactOrigin.RECORDED,
        cell="state",
    ),
    Fact("missing", "Missing to decide", Content.OPEN, origin=FactOrigin.COMPUTED, cell="missing"),
)
"""A control entry beside an item: what suggests it, and what a person found."""
