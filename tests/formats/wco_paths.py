"""Where the parties stand in the published WCO examples."""

PARTY_PATHS = (
    "Exporter",
    "Declarant",
    "Agent",
    "Submitter",
    "AuthorisationHolder",
    "Consignment/Carrier",
    "GoodsShipment/Consignee",
    "GoodsShipment/AEOMutualRecognitionParty",
    "GoodsShipment/GovernmentAgencyGoodsItem/Consignee",
)
