"""A small file of each form, of our own making: nobody in them exists."""

from collections.abc import Mapping

from landwaiter.domain.lists.listing import Listing, Paper, Past, Tie

EU_FSF = """<?xml version="1.0" encoding="UTF-8"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-03-02T10:00:00.000+01:00"
 globalFileId="1">
 <sanctionEntity designationDate="2022-02-25" designationDetails="" unitedNationId="XYi.001"
  euReferenceNumber="EU.1.11" logicalId="7">
  <remark>Runs a plant.</remark>
  <regulation regulationType="amendment" organisationType="council" publicationDate="2022-02-25"
   entryIntoForceDate="2022-02-25" numberTitle="2022/1 (OJ L1)" programme="UKR" logicalId="1"/>
  <subjectType code="person" classificationCode="P"/>
  <nameAlias firstName="Primer" middleName="" lastName="Ivanov" wholeName="Primer Ivanov"
   function="Director" title="" nameLanguage="" strong="true" regulationLanguage="en"
   logicalId="2"/>
  <nameAlias wholeName="Пример Иванов" strong="true" nameLanguage="RU" regulationLanguage="en"
   logicalId="3"/>
  <nameAlias wholeName="The Example" strong="false" regulationLanguage="en" logicalId="4"/>
  <citizenship region="" countryIso2Code="RU" countryDescription="RUSSIAN FEDERATION"
   regulationLanguage="en" logicalId="5"/>
  <birthdate circa="true" calendarType="GREGORIAN" city="Tula" year="1964" countryIso2Code="RU"
   countryDescription="RUSSIAN FEDERATION" regulationLanguage="en" logicalId="6"/>
  <birthdate circa="false" calendarType="GREGORIAN" yearRangeFrom="1961" yearRangeTo="1963"
   countryIso2Code="00" countryDescription="UNKNOWN" regulationLanguage="en" logicalId="8"/>
  <address city="Tula" street="Example Street 1" zipCode="300000" countryIso2Code="RU"
   countryDescription="RUSSIAN FEDERATION" regulationLanguage="en" logicalId="9"/>
  <identification number="12 3456789" identificationTypeCode="passport" knownExpired="true"
   identificationTypeDescription="National passport" countryIso2Code="RU"
   countryDescription="RUSSIAN FEDERATION" regulationLanguage="en" logicalId="10"/>
 </sanctionEntity>
</export>
"""

UN = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-01-05T23:00:00Z"><INDIVIDUALS><INDIVIDUAL>
 <DATAID>1</DATAID><FIRST_NAME>PRIMER</FIRST_NAME><SECOND_NAME>EXAMPLE</SECOND_NAME>
 <UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>XXi.001</REFERENCE_NUMBER>
 <LISTED_ON>2016-11-30</LISTED_ON><NAME_ORIGINAL_SCRIPT>예시</NAME_ORIGINAL_SCRIPT>
 <COMMENTS1>A remark.</COMMENTS1>
 <DESIGNATION><VALUE>Director</VALUE></DESIGNATION>
 <NATIONALITY><VALUE>Democratic People's Republic of Korea</VALUE></NATIONALITY>
 <LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>
 <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Primer Exampel</ALIAS_NAME></INDIVIDUAL_ALIAS>
 <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Old Man</ALIAS_NAME></INDIVIDUAL_ALIAS>
 <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
 <INDIVIDUAL_ADDRESS><CITY>Nampo</CITY><COUNTRY>Democratic People's Republic of Korea</COUNTRY>
 </INDIVIDUAL_ADDRESS>
 <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1960</FROM_YEAR>
  <TO_YEAR>1962</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
 <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1965</YEAR>
 </INDIVIDUAL_DATE_OF_BIRTH>
 <INDIVIDUAL_PLACE_OF_BIRTH><CITY>Nampo</CITY></INDIVIDUAL_PLACE_OF_BIRTH>
 <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>381310099</NUMBER>
 </INDIVIDUAL_DOCUMENT>
</INDIVIDUAL></INDIVIDUALS><ENTITIES/></CONSOLIDATED_LIST>
"""

SDN_XML = """<?xml version="1.0" standalone="yes"?>
<sdnList xmlns="http://tempuri.org/sdnList.xsd"><publshInformation>
 <Publish_Date>03/08/2026</Publish_Date><Record_Count>1</Record_Count></publshInformation>
<sdnEntry><uid>7</uid><lastName>SAMPLE TANKER</lastName><sdnType>Vessel</sdnType>
 <programList><program>IRAN</program></programList>
 <akaList><aka><uid>1</uid><type>f.k.a.</type><category>strong</category>
  <lastName>OLD TANKER</lastName></aka>
  <aka><uid>2</uid><type>a.k.a.</type><category>weak</category><lastName>TANK</lastName></aka>
 </akaList>
 <idList><id><uid>3</uid><idType>Vessel Registration Identification</idType>
  <idNumber>IMO 9074729</idNumber></id>
  <id><uid>4</uid><idType>Former Vessel Flag</idType><idNumber>Malta</idNumber></id></idList>
 <vesselInfo><callSign>T2EX9</callSign><vesselType>Tanker</vesselType>
  <vesselFlag>Iran</vesselFlag><vesselOwner>SAMPLE SHIPPING</vesselOwner></vesselInfo>
 <remarks>(Linked To: SAMPLE SHIPPING)</remarks></sdnEntry></sdnList>
"""

ENHANCED = """<?xml version="1.0" encoding="utf-8"?>
<sanctionsData xmlns="https://example.invalid/ENHANCED_XML">
 <publicationInfo><dataAsOf>2026-01-10T00:00:00</dataAsOf></publicationInfo>
 <referenceValues><referenceValue refId="1"><type>COUNTRY</type><value>Russia</value>
  <isoCode>RU</isoCode></referenceValue></referenceValues>
 <entities><entity id="7"><generalInfo><entityType refId="601">Entity</entityType>
  <remarks>All offices worldwide</remarks></generalInfo>
  <sanctionsLists><sanctionsList refId="2" datePublished="2015-12-22">Sample List</sanctionsList>
  </sanctionsLists>
  <sanctionsPrograms><sanctionsProgram refId="3">SAMPLE</sanctionsProgram></sanctionsPrograms>
  <names><name id="1"><isPrimary>false</isPrimary><aliasType>F.K.A.</aliasType>
    <isLowQuality>false</isLowQuality><translations><translation id="1"><isPrimary>true</isPrimary>
    <formattedFullName>OLD BANK</formattedFullName></translation></translations></name>
   <name id="2"><isPrimary>true</isPrimary><isLowQuality>false</isLowQuality><translations>
    <translation id="2"><isPrimary>false</isPrimary>
     <formattedFullName>ПРИМЕР БАНК</formattedFullName></translation>
    <translation id="3"><isPrimary>true</isPrimary>
     <formattedFullName>SAMPLE BANK</formattedFullName></translation></translations></name></names>
  <addresses><address id="1"><country refId="1">Russia</country><translations>
   <translation id="1"><isPrimary>true</isPrimary><addressParts>
   <addressPart id="1"><type>CITY</type><value>Tula</value></addressPart></addressParts>
   </translation></translations></address></addresses>
  <identityDocuments><identityDocument id="1"><type>Tax ID No.</type>
   <documentNumber>7736640919</documentNumber><isValid>true</isValid>
   <issuingCountry refId="1">Russia</issuingCountry>
   <issuingAuthority>INN</issuingAuthority></identityDocument></identityDocuments>
  <relationships><relationship id="1"><type refId="9">Owned or Controlled By</type>
   <relatedEntity entityId="8">SAMPLE GROUP</relatedEntity></relationship></relationships>
 </entity></entities></sanctionsData>
"""

OFAC_MAIN = (
    '7,"SAMPLE, Ivan","individual","SDGT] [IFSR","General",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
    '"DOB 14 Jun 1975; alt. DOB circa 1977; POB Tula, Russia; Passport 717637093 (Russia); '
    "a.k.a. 'BEAR'; Linked To: SAMPLE GRO\"\r\n\x1a"
)
OFAC_NAMES = '7,1,"aka","SAMPLE, Iwan",-0- \r\n7,2,"fka","OLDER, Ivan",-0- \r\n\x1a'
OFAC_ADDRESSES = '7,3,"1 Street","Tula","Russia",-0- \r\n\x1a'
OFAC_COMMENTS = '7,"UP."\r\n'

CSL = (
    "_id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,"
    "start_date,end_date,license_requirement,license_policy,call_sign,vessel_type,vessel_flag,"
    "vessel_owner,remarks,source_list_url,alt_names,citizenships,dates_of_birth,nationalities,"
    "places_of_birth,ids\n"
    "7,Specially Designated Nationals (SDN) - Treasury Department,7,Vessel,IRAN,SAMPLE,,"
    '"1 Quay, Bandar Abbas, IR",,2020-01-31,,,,T2EX9,Tanker,Iran,SAMPLE LINES,'
    '(Linked To: SAMPLE LINES),http://x,OLD SAMPLE,,,,,"Vessel Registration Identification, '
    'IMO 9074729; Former Vessel Flag, Malta; Male, Gender"\n'
)

DPL = (
    '"Name"\t"Street_Address"\t"City"\t"State"\t"Country"\t"Postal_Code"\t"Effective_Date"\t'
    '"Expiration_Date"\t"Standard_Order"\t"Last_Update"\t"Action"\t"FR_Citation"\n'
    '"JAN EXAMPLE"\t"1 Street"\t"GDANSK"\t""\t"PL"\t"80-001"\t"06/19/2003"\t"06/29/2056"\t"Y"\t'
    '"2007-01-31"\t"ADDED"\t"68 F.R. 1"\n'
)

UK_HEADER = (
    "Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,DOB,Town of Birth,Country of Birth,"
    "Nationality,Passport Details,NI Number,Position,Address 1,Address 2,Address 3,Address 4,"
    "Address 5,Address 6,Post/Zip Code,Country,Other Information,Group Type,Alias Type,Regime,"
    "Listed On,Last Updated,Group ID\r\n"
)
UK = (
    "Last Updated,27/04/2026\r\n" + UK_HEADER + "OLDER,Ivan,,,,,,00/00/1961,,,,,,,,,,,,,,,,"
    "Individual,FKA,Sample,01/04/2016,01/04/2016,700\r\n"
    "EXÄMPLE,Ivan,,,,,Dr,00/03/1962,Tula,Russia,1) Russia 2) Ukraine,"
    "Passport No: 592667 (Russian).,,Director,1 Street,,,,,Tula,,Russia,UN Ref XXi.001. A remark.,"
    "Individual,Prime Alias,Sample,01/04/2015,01/04/2016,700\r\n"
)

JOURNAL_COLUMNS = (
    "celex,recordId,programKey,annex,measure,startDate,reason,schema,name,alias,weakAlias,"
    "previousName,country,nationality,jurisdiction,birthDate,birthPlace,position,passportNumber,"
    "gender,appearance,ethnicity,fatherName,motherName,incorporationDate,legalForm,sector,"
    "registrationNumber,taxNumber,idNumber,innCode,ogrnCode,kppCode,okpoCode,leiCode,swiftBic,"
    "ticker,imoNumber,mmsi,flag,address,phone,email,website,notes"
)


def journal_row(**cells: str) -> str:
    quoted = ('"{}"'.format(cells.get(name, "").replace('"', '""')) for name in
              JOURNAL_COLUMNS.split(","))  # fmt: skip
    return ",".join(quoted) + "\r\n"


JOURNAL = JOURNAL_COLUMNS + "\r\n" + journal_row(
    celex="32099R0001", recordId="3", programKey="EU-XXX", annex="I", measure="Asset freeze",
    startDate="23.2.2022", reason="A reason.", schema="Person",
    name="Ivan SAMPLE (Иван ПРИМЕР)", alias="Iwan SAMPLE; Petr SAMPLE (born OLDER)",
    weakAlias="Bear", nationality='"(a) Russian; (b) Georgian"',
    birthDate="18.1.1970 or 29.3.1965", birthPlace="Tula, USSR (now Russian Federation)",
    position="(a) Director, (b) Owner", passportNumber="C2002515 (Iran); 477845448 (USA)",
    idNumber="7838480196 (Tax ID/INN)", address="1 Street, Tula, Russian Federation",
    gender="male",
)  # fmt: skip

SIMPLE = (
    '"id","schema","name","aliases","birth_date","countries","addresses","identifiers",'
    '"sanctions","phones","emails","program_ids","dataset","first_seen","last_seen","last_change"\n'
    '"X-1","Company","Sample Trading","Пример;""Sample; Old""","","ru;hk","","7736640919","","",'
    '"","P-1","Sample set","","2026-03-13T05:41:01",""\n'
)

FTM = (
    '{"id":"a","caption":"Sample Group","schema":"Company","properties":{"name":["Группа",'
    '"Sample Group"],"previousName":["Old Group"],"weakAlias":["SG"],"country":["ru"],'
    '"innCode":["7736640919"],"addressEntity":["adr"],"topics":["sanction"]},"datasets":["x"],'
    '"target":true,"last_seen":"2026-05-01T00:00:00"}\n'
    '{"id":"b","caption":"Sample Plant","schema":"Company","properties":{"name":["Sample Plant"]},'
    '"datasets":["x"],"target":false}\n'
    '{"id":"adr","schema":"Address","properties":{"full":["1 Street, Tula"]},"target":false}\n'
    '{"id":"own","schema":"Ownership","properties":{"owner":["a"],"asset":["b"],'
    '"percentage":["51"],"startDate":["2005-09-16"],"role":["shareholder"]},"target":false}\n'
    '{"id":"san","schema":"Sanction","properties":{"entity":["a"],"authority":["Office"],'
    '"programId":["P-1"],"listingDate":["2022-02-25"]},"target":false}\n'
)

NESTED = (
    '{"id":"a","caption":"Ivan Sample","schema":"Person","properties":{"name":["Ivan Sample"],'
    '"birthDate":["1970"],"familyPerson":[{"id":"f","schema":"Family","properties":{"person":'
    '["a"],"relative":[{"id":"b","caption":"Maria Sample","schema":"Person","properties":{}}],'
    '"relationship":["wife"]}}]},"datasets":["x"],"target":true}\n'
)

SENZING = (
    '{"DATA_SOURCE":"X","RECORD_ID":"r1","RECORD_TYPE":"PERSON","LAST_CHANGE":"2026-01-02T00:00:00",'
    '"NAMES":[{"NAME_TYPE":"ALIAS","NAME_FULL":"Iwan Sample"},{"NAME_TYPE":"PRIMARY","NAME_FULL":'
    '"Ivan Sample"}],"DATES":[{"DATE_OF_BIRTH":"1970-01-18"}],"COUNTRIES":[{"NATIONALITY":"ru"}],'
    '"ADDRESSES":[{"PLACE_OF_BIRTH":"Tula"}],"IDENTIFIERS":[{"PASSPORT_NUMBER":"C2002515",'
    '"PASSPORT_COUNTRY":"ru"}],"RELATIONSHIPS":[{"REL_POINTER_ROLE":"Family","REL_POINTER_KEY":'
    '"r2"}],"RISKS":[{"TOPIC":"sanction"}]}\n'
)

COUNTERMEASURES = (
    "Type,QID,Name,Alias,Chinese name,Country,Topics,Summary,Chinese summary,Body,List,Date,"
    "End date,Source URL,Address\n"
    "Company,Q1,Sample LLC,SL,样本公司,US,sanction.counter,,,Ministry of Commerce,UEL,13.07.23,,"
    "https://x,\n"
)

US_1260H = (
    "Name,Clean Name,Alias,Previous Name,Parent Name,Note,Start date,End date,Source Url\n"
    'Sample (S),"Sample Co., Ltd",S,Old Sample,Sample Group,,2024-01-31,2025-01-07,\n'
    'Sample (S),"Sample Co., Ltd",,,Sample Group,,2026-06-08,,\n'
)

US_1286 = (
    "schema,name,aliases,topics,program,authority,reason,report-date,start-date,end-date,country,"
    "notes,source_url\n"
    "Company,Sample Institute,SI; Institute of Samples,debarment,P,Congress,,2023,,,China,,\n"
    "Company,Sample Institute,,debarment,P,Congress,,2022,,,China,,\n"
)

SAMPLES: Mapping[str, tuple[tuple[str, ...], Listing]] = {
    "eu-fsf": (
        (EU_FSF,),
        Listing(
            "EU.1.11", "Person", "Primer Ivanov", ("Пример Иванов", "The Example"),
            ("1964~", "1961/1963"), ("RU",),
            ("Example Street 1, 300000, Tula, RUSSIAN FEDERATION",), ("12 3456789",), ("UKR",),
            ("2022/1 (OJ L1) of 2022-02-25",), "EU", "Runs a plant.", "2022-02-25",
            weak_aliases=("The Example",),
            papers=(
                Paper("passport", "12 3456789", "RU", "expired"), Paper("un_reference", "XYi.001"),
            ),
            birth_places=("Tula, RUSSIAN FEDERATION",), positions=("Director",),
        ),
    ),
    "un-consolidated": (
        (UN,),
        Listing(
            "XXi.001", "Person", "PRIMER EXAMPLE", ("예시", "Primer Exampel", "Old Man"),
            ("1960/1962", "1965~"), ("KP",), ("Nampo, Democratic People's Republic of Korea",),
            ("381310099",), ("DPRK",), ("UN List",), "UN", "A remark.", "2016-11-30",
            weak_aliases=("Old Man",), papers=(Paper("passport", "381310099"),),
            birth_places=("Nampo",), positions=("Director",),
        ),
    ),
    "us-ofac-sdn-xml": (
        (SDN_XML,),
        Listing(
            "7", "Vessel", "SAMPLE TANKER", ("OLD TANKER", "TANK"), countries=("IR",),
            identifiers=("IMO9074729",), programmes=("IRAN",), dataset="OFAC",
            note="Tanker\n(Linked To: SAMPLE SHIPPING)", weak_aliases=("TANK",),
            former_names=("OLD TANKER",),
            papers=(Paper("imo", "9074729"), Paper("call_sign", "T2EX9")),
            past=(Past("flag", "Malta"), Past("flag", "Iran"), Past("owner", "SAMPLE SHIPPING")),
            ties=(Tie("linked", "SAMPLE SHIPPING"),),
        ),
    ),
    "us-ofac-enhanced": (
        (ENHANCED,),
        Listing(
            "7", "LegalEntity", "SAMPLE BANK", ("ПРИМЕР БАНК", "OLD BANK"), countries=("RU",),
            addresses=("Tula, Russia",), identifiers=("7736640919",), programmes=("SAMPLE",),
            sanctions=("Sample List",), dataset="OFAC", note="All offices worldwide",
            listed_on="2015-12-22", former_names=("OLD BANK",),
            papers=(Paper("inn", "7736640919", "RU", "INN"),),
            ties=(Tie("owned_by", "SAMPLE GROUP", "8", note="Owned or Controlled By"),),
        ),
    ),
    "us-ofac-csv": (
        (OFAC_NAMES, OFAC_MAIN, OFAC_ADDRESSES, OFAC_COMMENTS),
        Listing(
            "7", "Person", "SAMPLE, Ivan", ("SAMPLE, Iwan", "OLDER, Ivan", "BEAR"),
            ("1975-06-14", "1977~"), ("RU",), ("1 Street, Tula, Russia",), ("717637093",),
            ("SDGT", "IFSR"), (), "OFAC",
            "DOB 14 Jun 1975; alt. DOB circa 1977; POB Tula, Russia; Passport 717637093 (Russia);"
            " a.k.a. 'BEAR'; Linked To: SAMPLE GROUP.",
            weak_aliases=("BEAR",), former_names=("OLDER, Ivan",),
            papers=(Paper("passport", "717637093", "RU"),), ties=(Tie("linked", "SAMPLE GROUP"),),
            birth_places=("Tula, Russia",), positions=("General",),
        ),
    ),
    "us-csl": (
        (CSL,),
        Listing(
            "7/SDN", "Vessel", "SAMPLE", ("OLD SAMPLE",), countries=("IR",),
            addresses=("1 Quay, Bandar Abbas, IR",), identifiers=("IMO9074729",),
            programmes=("Specially Designated Nationals (SDN) - Treasury Department", "IRAN"),
            dataset="Specially Designated Nationals (SDN) - Treasury Department",
            note="Tanker\n(Linked To: SAMPLE LINES)", listed_on="2020-01-31",
            papers=(Paper("call_sign", "T2EX9"), Paper("imo", "9074729")),
            past=(Past("flag", "Iran"), Past("owner", "SAMPLE LINES"), Past("flag", "Malta")),
            ties=(Tie("linked", "SAMPLE LINES"),),
        ),
    ),
    "us-dpl": (
        (DPL,),
        Listing(
            "fb39d1b0bd6e3a2c", "LegalEntity", "JAN EXAMPLE", countries=("PL",),
            addresses=("1 Street, GDANSK, 80-001, PL",),
            programmes=("Denied Persons List (DPL) - Bureau of Industry and Security",),
            sanctions=("2003-06-19/2056-06-29",),
            dataset="Denied Persons List (DPL) - Bureau of Industry and Security",
            note="68 F.R. 1\nADDED", listed_on="2003-06-19",
        ),
    ),
    "uk-conlist": (
        (UK,),
        Listing(
            "700", "Person", "Ivan EXÄMPLE", ("Ivan OLDER",), ("1961", "1962-03"), ("RU", "UA"),
            ("1 Street, Tula, Russia",), ("592667",), ("Sample",), (), "UK OFSI",
            "UN Ref XXi.001. A remark.", "2015-04-01", former_names=("Ivan OLDER",),
            papers=(
                Paper("passport", "592667", "RU", "Passport No: 592667 (Russian)."),
                Paper("un_reference", "XXi.001"),
            ),
            birth_places=("Tula, Russia",), positions=("Dr", "Director"),
        ),
    ),
    "eu-journal": (
        (JOURNAL,),
        Listing(
            "32099R0001/I/3", "Person", "Ivan SAMPLE",
            ("Иван ПРИМЕР", "Iwan SAMPLE", "Petr SAMPLE", "OLDER", "Bear"),
            ("1970-01-18", "1965-03-29"), ("RU", "GE"), ("1 Street, Tula, Russian Federation",),
            ("C2002515", "477845448", "7838480196"), ("EU-XXX", "32099R0001 I"),
            ("Asset freeze",), "32099R0001", "A reason.\nGender: male", "2022-02-23",
            weak_aliases=("Bear",), former_names=("OLDER",),
            papers=(
                Paper("passport", "C2002515", "IR", "C2002515 (Iran)"),
                Paper("passport", "477845448", "US", "477845448 (USA)"),
                Paper("inn", "7838480196", "", "7838480196 (Tax ID/INN)"),
            ),
            birth_places=("Tula, USSR (now Russian Federation)",),
            positions=("Director", "Owner"),
        ),
    ),
    "opensanctions-simple": (
        (SIMPLE,),
        Listing(
            "X-1", "Company", "Sample Trading", ("Пример", "Sample; Old"), countries=("RU", "HK"),
            identifiers=("7736640919",), programmes=("P-1",), dataset="Sample set",
        ),
    ),
    "ftm-entities": (
        (FTM,),
        Listing(
            "a", "Company", "Sample Group", ("Группа", "Old Group", "SG"), countries=("RU",),
            addresses=("1 Street, Tula",), identifiers=("7736640919",), programmes=("P-1",),
            sanctions=("sanction", "Office"), dataset="x", listed_on="2022-02-25",
            weak_aliases=("SG",), former_names=("Old Group",),
            papers=(Paper("inn", "7736640919"),),
            ties=(Tie("owns", "Sample Plant", "b", "51", "2005-09-16", "", "shareholder"),),
        ),
    ),
    "opensanctions-nested": (
        (NESTED,),
        Listing(
            "a", "Person", "Ivan Sample", birth_dates=("1970",), dataset="x",
            ties=(Tie("family", "Maria Sample", "b", note="wife"),),
        ),
    ),
    "senzing": (
        (SENZING,),
        Listing(
            "r1", "Person", "Ivan Sample", ("Iwan Sample",), ("1970-01-18",), ("RU",),
            identifiers=("C2002515",), sanctions=("sanction",), dataset="X",
            papers=(Paper("passport", "C2002515", "RU"),), birth_places=("Tula",),
            ties=(Tie("family", "r2", "r2", note="Family"),),
        ),
    ),
    "cn-countermeasures": (
        (COUNTERMEASURES,),
        Listing(
            "ID", "Company", "Sample LLC", ("样本公司", "SL"), countries=("US",),
            programmes=("Ministry of Commerce: UEL",), sanctions=("sanction.counter",),
            dataset="Ministry of Commerce: UEL", listed_on="2023-07-13",
            papers=(Paper("wikidata", "Q1"),),
        ),
    ),
    "us-1260h": (
        (US_1260H,),
        Listing(
            "ID", "Company", "Sample Co., Ltd", ("S", "Old Sample"), countries=("CN",),
            programmes=("US Section 1260H",), sanctions=("2024-01-31/2025-01-07", "2026-06-08/"),
            dataset="US Section 1260H", listed_on="2024-01-31", former_names=("Old Sample",),
            ties=(Tie("owned_by", "Sample Group"),),
        ),
    ),
    "us-1286": (
        (US_1286,),
        Listing(
            "ID", "Company", "Sample Institute", ("SI", "Institute of Samples"),
            countries=("CN",), programmes=("US Section 1286",),
            sanctions=("named in the report of 2023", "named in the report of 2022"),
            dataset="US Section 1286", listed_on="2022",
        ),
    ),
}  # fmt: skip
"""Form → its files and the first listing in them; `ID` is a hash of what the row says."""


def data_of(form: str) -> tuple[bytes, ...]:
    """The files as bytes, in the encoding the publisher uses."""
    encoding = "cp1252" if form == "uk-conlist" else "utf-8"
    return tuple(text.encode(encoding) for text in SAMPLES[form][0])
