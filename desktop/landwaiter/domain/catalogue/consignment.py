"""What a declaration states of parties, documents, means of transport and containers."""

from landwaiter.domain.catalogue.shape import Content, CsvColumn, Fact, Kind, Seen
from landwaiter.domain.declaration import Container, DeclaredParty, Document, TransportMeans

PARTY: tuple[Fact[DeclaredParty], ...] = (
    Fact("role", "Role", Kind.CHOICE, cell="role"),
    Fact("item_no", "For", Kind.COUNT, cell="for"),
    Fact(
        "name",
        "Name",
        content=Content.PERSONAL,
        csv=CsvColumn("name of the {role}", ("{role}",), "{role}_name"),
        aes=("name",),
        wco=("Name",),
        cell="name",
    ),
    Fact(
        "identifier",
        "Identifier",
        Kind.CODE,
        Content.PERSONAL,
        csv=CsvColumn(
            "EORI or other identification number of the {role}",
            ("{role}_id", "{role}_identifier"),
            "{role}_eori",
        ),
        aes=("identificationNumber",),
        wco=("ID",),
        cell="identifier",
    ),
    Fact(
        "address.street",
        "Street and number",
        content=Content.PERSONAL,
        csv=CsvColumn("street and number of the {role}", ("{role}_street",), "{role}_address"),
        cell="address",
    ),
    Fact(
        "address.postcode",
        "Postcode",
        Kind.CODE,
        Content.PERSONAL,
        csv=CsvColumn("postcode of the {role}", (), "{role}_postcode"),
        aes=("Address/postcode", "PostcodeAddress/postcode"),
        wco=("Address/PostcodeID",),
        cell="address",
    ),
    Fact(
        "address.city",
        "City",
        content=Content.PERSONAL,
        csv=CsvColumn("city of the {role}", (), "{role}_city"),
        aes=("Address/city", "PostcodeAddress/city"),
        wco=("Address/CityName",),
        cell="address",
    ),
    Fact(
        "address.country",
        "Country",
        Kind.COUNTRY,
        csv=CsvColumn("country of the {role}", (), "{role}_country"),
        aes=("Address/country", "PostcodeAddress/country"),
        wco=("Address/CountryCode",),
        cell="address",
    ),
    Fact("contact", "Contact", content=Content.PERSONAL),
    Fact(
        "qualifier",
        "Code beside the role",
        Kind.CODE,
        aes=("role", "status"),
        wco=("FunctionCode", "CategoryCode", "RoleCode"),
    ),
)
"""`{role}` stands for each of the roles that have columns in our CSV."""

DOCUMENT: tuple[Fact[Document], ...] = (
    Fact("kind", "Kind", Kind.CHOICE, cell="kind"),
    Fact("item_no", "For", Kind.COUNT, cell="for"),
    Fact("code", "Code", Kind.CODE, aes=("type", "code"), cell="code"),
    Fact(
        "reference",
        "Reference",
        Kind.CODE,
        aes=("referenceNumber",),
        wco=("ID",),
        cell="reference",
    ),
    Fact("text", "Text", aes=("text", "complementOfInformation"), wco=("Name",), cell="text"),
    Fact(
        "issuer",
        "Issuer",
        aes=("issuingAuthorityName",),
        wco=("Submitter/Name",),
        said="issued by {value}",
    ),
    Fact("valid_to", "Valid to", Kind.DAY, aes=("validityDate",), said="valid to {value}"),
    Fact("status", "Status", Kind.CODE, said="status {value}"),
    Fact(
        "quantity",
        "Quantity",
        Kind.NUMBER,
        aes=("quantity",),
        wco=("WriteOff/QuantityQuantity",),
        said="quantity {value}",
    ),
)

TRANSPORT: tuple[Fact[TransportMeans], ...] = (
    Fact("stage", "Where", Kind.CHOICE, seen=Seen.NOWHERE, cell="stage"),
    Fact(
        "mode",
        "Mode",
        Kind.CODE,
        csv=CsvColumn(
            "mode at the border: 1 sea, 2 rail, 3 road, 4 air …",
            ("mode_border", "transport_mode_border"),
            "transport_mode",
        ),
        wco=("ModeCode",),
        cell="mode",
    ),
    Fact(
        "id_type",
        "Kind of number",
        Kind.CODE,
        csv=CsvColumn(
            "10 IMO, 11 ship name, 20 wagon, 30 road vehicle, 40 flight, 41 aircraft",
            (),
            "transport_id_type",
        ),
        aes=("typeOfIdentification",),
        wco=("IdentificationTypeCode",),
        cell="type",
    ),
    Fact(
        "identifier",
        "Number",
        Kind.CODE,
        csv=CsvColumn("identification of the means of transport", (), "transport_id"),
        aes=("identificationNumber",),
        wco=("ID",),
        cell="number",
    ),
    Fact(
        "nationality",
        "Flag",
        Kind.COUNTRY,
        csv=CsvColumn("flag or country of registration", (), "transport_nationality"),
        aes=("nationality",),
        wco=("RegistrationNationalityCode",),
        cell="nationality",
    ),
    Fact(
        "name",
        "Name",
        csv=CsvColumn("name of the vessel", ("vessel", "vessel_name"), "transport_name"),
        aes=("name",),
        wco=("Name",),
        cell="name",
    ),
)

CONTAINER: tuple[Fact[Container], ...] = (
    Fact("identifier", "Container", Kind.CODE, cell="container"),
    Fact("seals", "Seals", Kind.CODE, several=True, cell="seals"),
)
