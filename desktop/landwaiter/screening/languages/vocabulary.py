"""Words that say little, and words that are written in several ways.

Spellings are romanised and lower case. The weights are a prior for comparing two names without
a list at hand; an index lowers them further by its own frequencies.
"""

from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from landwaiter.screening.languages import legal_forms

SPELLED_OUT: dict[str, str] = {
    spelling: word
    for word, spellings in {
        "academy": "acad academie akademiya akademie",
        "administration": "admin",
        "aeronautics": "aeronautical aeronautic",
        "aerospace": "aerospatiale",
        "agency": "agentstvo agence agentur",
        "aircraft": "airplane",
        "and": "und et",
        "association": "assoc assn obedinenie obyedinenie",
        "astronautics": "astronautical",
        "aviation": "aviatsiya aviatsionnyy aviatsionnyi aviatsionnogo aviacion",
        "bank": "banque banka bankas banco",
        "brothers": "bros",
        "building": "bldg",
        "bureau": "byuro buro",
        "center": "centre ctr tsentr centr zentrum centro",
        "chemical": "chem chemicals",
        "college": "coll",
        "commercial": "comm",
        "communication": "communications comms telecommunication",
        "construction": "constr",
        "defense": "defence",
        "department": "dept",
        "development": "dev devt",
        "electronic": "electronics elec elektronika electr",
        "engineering": "eng engg engrg",
        "enterprise": "enterprises predpriyatie predpriyatiye",
        "equipment": "equip eqpt",
        "factory": "fabrika",
        "federal": "federalnoe federalnoye federalnyy",
        "force": "forces",
        "general": "gen",
        "government": "govt",
        "group": "grp gruppa groupe gruppe",
        "holding": "holdings hldg hldgs kholding",
        "hongkong": "hk",
        "import": "imp",
        "industry": "industries industrial ind inds industrie promyshlennost",
        "information": "info",
        "institute": "inst institut instituto institution",
        "international": "intl int internasional",
        "investment": "invest investments",
        "laboratory": "lab labs laboratories laboratoriya",
        "logistics": "logistic logistik",
        "machinery": "mach machine",
        "management": "mgmt mgt",
        "manufacturing": "mfg manuf manufacture",
        "maritime": "marit",
        "measurement": "measurements measuring",
        "military": "mil",
        "ministry": "min ministerstvo",
        "national": "natl nat",
        "optics": "optical",
        "organization": "organisation org",
        "physics": "physical",
        "plant": "zavod works",
        "polytechnic": "polytechnical politechnika politekhnicheskiy",
        "production": "prod proizvodstvennoe proizvodstvennyy",
        "repair": "remontnyy",
        "research": "res",
        "saint": "st sankt",
        "science": "sci scientific sciences nauchno nauchnyy",
        "service": "services srvcs srvces svc svcs serv",
        "shipping": "shpg",
        "society": "soc",
        "solution": "solutions",
        "state": "gosudarstvennoe gosudarstvennyy gos",
        "system": "systems sistemy sys",
        "technology": "tech technologies technological technical tekhnologii tehnologii",
        "trading": "trdg trade",
        "tool": "tools",
        "transport": "transp transportation",
        "vehicle": "vehicles",
        "university": "univ universitet universite universitat universidad universita uniwersytet",
    }.items()
    for spelling in spellings.split()
}
"""Spelling → the word it stands for; the same word in a neighbouring language counts."""

ALSO: dict[str, tuple[str, ...]] = {
    word: tuple(others.split())
    for word, others in {
        "science": "research",
        "research": "science studies",
        "russia": "russian",
        "russian": "russia",
        "china": "chinese",
        "chinese": "china",
        "iran": "iranian",
        "iranian": "iran",
        "korea": "korean",
        "korean": "korea",
        "belarus": "belarusian",
        "belarusian": "belarus",
        "ukraine": "ukrainian",
        "ukrainian": "ukraine",
        "syria": "syrian",
        "syrian": "syria",
        "america": "american us usa",
        "american": "america us usa",
        "us": "american america usa",
        "usa": "american america us",
        "sea": "maritime marine",
        "marine": "maritime sea",
        "maritime": "marine sea",
        "design": "project engineering",
        "engine": "motor",
        "machinebuilding": "machinery engineering",
        "instrumentmaking": "instrument",
        "instrument": "instrumentmaking",
        "airline": "airlines air",
        "airlines": "airline",
        "railway": "railroad",
        "combine": "plant",
        "nuclear": "atomic",
        "atomic": "nuclear",
        "defense": "defence",
        "allrussian": "russian russia",
        "petersburg": "leningrad",
        "peking": "beijing",
        "beijing": "peking",
        "canton": "guangzhou",
        "guangzhou": "canton",
        "tsinghua": "qinghua",
        "qinghua": "tsinghua",
        "car": "automobile automotive",
        "automotive": "automobile",
        "freight": "cargo",
        "cargo": "freight",
        "weapon": "arms armament",
        "armament": "weapon arms",
        "finance": "financial",
        "financial": "finance",
        "mechanics": "mechanical machinery",
        "mechanical": "mechanics machinery",
        "machinetool": "machine tool",
        "aerospace": "space",
        "aero": "aviation aeronautics",
        "aviation": "aircraft",
        "aircraft": "aviation",
        "east": "eastern",
        "eastern": "east",
        "west": "western",
        "western": "west",
        "north": "northern",
        "northern": "north",
        "south": "southern",
        "southern": "south",
        "rocket": "missile",
        "missile": "rocket",
        "computer": "computing",
        "computing": "computer",
        "automobile": "vehicle car automotive",
        "vehicle": "automobile",
        "detachment": "unit",
        "peoples": "people",
        "people": "peoples",
        "hightech": "technology",
        "division": "branch",
        "branch": "division filial",
    }.items()
}
"""Word → what the same word of a body's name is also called."""

JOINED: dict[tuple[str, str], str] = {
    tuple(pair.split()): word  # type: ignore[misc]  # two words each
    for pair, word in {
        "machinery building": "machinebuilding",
        "instrument making": "instrumentmaking",
        "instrument engineering": "instrumentmaking",
        "ship building": "shipbuilding",
        "ship yard": "shipyard",
        "shipbuilding plant": "shipyard",
        "shipbuilding yard": "shipyard",
        "mechanical engineering": "machinebuilding",
        "high precision": "precision",
        "ship repair": "shiprepair",
        "machinery tool": "machinetool",
        "machinery tools": "machinetool",
        "all russian": "allrussian",
        "all russia": "allrussian",
        "air force": "airforce",
        "artificial intelligence": "ai",
        "rocket force": "rocketforce",
        "armed police": "armedpolice",
        "joint venture": "jointventure",
        "air company": "airline",
        "counter measures": "countermeasures",
        "air craft": "aircraft",
        "high tech": "hightech",
        "high technology": "hightech",
        "micro electronic": "microelectronics",
        "opto electronic": "optoelectronics",
        "photo electric": "optoelectronics",
        "semi conductor": "semiconductor",
        "integrated circuit": "integratedcircuit",
        "launch vehicle": "launchvehicle",
        "liberation army": "liberationarmy",
        "peoples liberationarmy": "pla",
        "chinese pla": "pla",
        "china pla": "pla",
        "fire control": "firecontrol",
        "hong kong": "hongkong",
        "united states": "us",
        "sun yat": "sunyat",
        "sunyat sen": "sunyatsen",
        "supply chain": "supplychain",
        "electronic components": "component",
        "radio electronic": "radioelectronic",
        "radio engineering": "radioengineering",
        "electro mechanical": "electromechanical",
        "petro chemical": "petrochemical",
        "under water": "underwater",
        "tele communication": "communication",
    }.items()
}
"""Two words of a body's name, spelled out, that are one."""
JOINED_STARTS = frozenset(first for first, _ in JOINED)

_NUMBERS = (
    "one first",
    "two second ii",
    "three third iii",
    "four fourth iv",
    "five fifth",
    "six sixth vi",
    "seven seventh vii",
    "eight eighth viii",
    "nine ninth ix",
    "ten tenth",
    "eleven eleventh xi",
    "twelve twelfth xii",
)

NUMBER_WORDS: dict[str, str] = {
    word: str(number) for number, words in enumerate(_NUMBERS, start=1) for word in words.split()
}
"""Number word or Roman number → figures; I, V and X are more often letters."""

_WEIGHTS: dict[int, str] = {
    40: """
        a al an and as at bin bint binti by d da das de del den der des di do dos du e el
        en est et for from i ibn im imeni in la le les lo named of on or ould s the to u und v
        van von wa with y z no nr ul ur ter abd abu abou umm ben bani so called after
    """,
    80: """
        mr mrs ms dr prof sir sheikh shaykh haji hajj hajji mullah maulavi mawlawi qari sayyid
        sayed said gen general colonel col capt captain jr sr mv mt ss msc
    """,
    100: """
        limited liability stock joint company responsibility incorporated
        ltd llc jsc inc corp gmbh plc ooo oao pao zao pjsc ojsc cjsc
    """,
    180: """
        company corporation enterprise group holding international global trading commercial
        industry service system technology management development investment import export
        solution limited general business association organization foundation center
        institute institution society new united state federal republic national joint branch
        product product production manufacturing shipping maritime marine ship shipmanagement
        logistics transport engineering construction equipment machinery energy power
        scientific science research university college academy school education department
        ministry government agency bureau committee council office administration plant factory
        public private co industrial trade overseas worldwide complex main directorate affairs
        federation means works shipyard
    """,
    320: """
        aviation aerospace aircraft aeronautics astronautics electronic electric electrical
        electromechanical mechanical chemical petroleum oil gas steel metal metallurgical nuclear
        military defense security special design repair building instrument radio optics
        information communication software computer digital automation precision material
        ai medical health sports culture bank finance financial insurance media press navy naval
        army force ocean sea river star sun city region regional district central eastern western
        northern southern north south east west northeast northwest southeast southwest
        northeastern northwestern southeastern southwestern polytechnic laboratory key
        shipbuilding machinebuilding instrumentmaking internal vehicle computing troops unit
        strategic support
        integratedcircuit launchvehicle airforce rocketforce shiprepair machinetool radioelectronic
        radioengineering electrotechnical semiconductor optoelectronics microelectronics cnc
        helicopter engine missile rocket tool advanced physics measurement testing control unmanned
        composite material mechanics artificial intelligence robotics railway automobile
        line lines fleet tanker carrier express air space satellite supply technique
        china chinese russia russian hong kong hongkong moscow beijing shanghai shenzhen iran
        iranian heavy light islamic ukraine belarus syria syrian korea korean turkey turkish
        emirates dubai usa america american europe european euro asia asian india indian
        pla avic cetc petersburg saint crimea volga ural baltic arctic pacific atlantic
    """,
    420: """
        beihang harbin nanjing tianjin guangzhou chengdu wuhan shenyang dalian changchun changsha
        chongqing hangzhou hefei xian qingdao suzhou wuxi jinan zhengzhou taiyuan kunming ningbo
        xiamen shaanxi jiangsu zhejiang guangdong shandong sichuan hubei hunan taiwan macau
        kyiv kharkiv odesa dnipro minsk kazan samara perm omsk tomsk novosibirsk yekaterinburg
        tehran isfahan damascus pyongyang istanbul ankara singapore
        mohammad mohammed muhammad mohamed mohamad ahmad ahmed ali hassan hasan hussein husayn
        hossein hussain abdul abdel abdullah abdallah abdulla omar umar ibrahim khalid yusuf
        mahmoud mahmud mustafa said saleh salih karim rahman khan amin jamal
        wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo wei
        zheng liang xie song tang deng feng han cao peng zeng xiao tian dong yuan pan jiang cai
        yu du ye cheng jun min ping hui ming lei tao bin qiang fang hong xin yong
        kim lee park choi jung kang cho yoon jang lim chol il jong sung myong
        alexander aleksandr aleksander sergei sergey vladimir andrei andrey aleksei alexey
        alexei dmitry dmitri dmitriy igor mikhail nikolai nikolay ivan yuri yury yuriy oleg
        viktor victor pavel evgeny yevgeny anatoly valery vasily konstantin maxim maksim roman
        ivanov petrov smirnov kuznetsov ivanovich petrovich vladimirovich aleksandrovich
        alexandrovich nikolaevich sergeevich viktorovich mikhailovich anatolyevich yurievich
        nikolayevich sergeyevich andreevich alekseevich borisovich ivanovna
        aleksandrovna vladimirovna nikolaevna sergeevna viktorovna elena olga natalia svetlana
        tatiana irina anna maria
        john james robert michael william david richard joseph thomas charles daniel paul mark
        george peter smith johnson williams brown jones miller davis martin lewis scott adam
        jose juan carlos luis antonio garcia rodriguez martinez hernandez lopez gonzalez perez
        sanchez ramirez torres flores rivera gomez diaz morales fernando francisco manuel jesus
        jean pierre hans peter muller schmidt nguyen tran singh kumar sharma patel
    """,
}

PRIOR: dict[str, int] = {
    word: weight
    for weight, words in sorted(_WEIGHTS.items(), reverse=True)
    for word in words.split()
}
"""Word → weight in thousandths of a word seen once; the lowest mention wins."""

TRANSLATOR_ADDS: dict[str, frozenset[str]] = {
    script: frozenset(words.split())
    for script, words in {
        "han": "a and for group in national of research state the pla china chinese",
        "cyrillic": "a after and for im imeni in named of science the federation russia russian",
    }.items()
}
"""What a translation of a body's name adds or leaves out, by the script of the other name.

Particles; the country and the army that the body belongs to; what one word of the original holds
as well, as "research" of an institute or "science" of scientific research.
"""

NUMBER_WEIGHT = 450
TITLES = frozenset(
    [
        "president",
        "minister",
        "senator",
        "monsieur",
        "madame",
        "mme",
        "lady",
        "lord",
        "hon",
        "honourable",
        "honorable",
        "excellency",
        "eng",
        "engr",
        "ing",
        "professor",
        "major",
        "brigadier",
        "admiral",
        "marshal",
        "comrade",
        "herr",
        "frau",
        "senor",
        "senora",
        "hafiz",
        "sheik",
        "cheikh",
        "imam",
        "ayatollah",
        "hojjatoleslam",
        "mawlana",
        "ustad",
        "alhaj",
        "alhaji",
        "el",
        "hadj",
    ]
)
"""Before or after the name of a person they are no part of it."""
TITLE_WEIGHT = 60

INITIAL_WEIGHT = 120
LEGAL_WEIGHT = 90

_MISSPELT_LEAST, _TWO_SLIPS = 5, 8
"""Letters from which one slip, and two, still leave a word to be known."""
_GENERIC = 180


@cache
def _generic(least: int, most: int) -> tuple[str, ...]:
    """Words of so many letters that any body's name may hold."""
    legal = (word for phrase in legal_forms.PHRASES for word in phrase)
    common = (word for word, weight in PRIOR.items() if weight <= _GENERIC)
    words = {*legal, *common, *SPELLED_OUT}
    return tuple(sorted(word for word in words if max(least, _MISSPELT_LEAST) <= len(word) <= most))


@lru_cache(maxsize=1 << 12)
def is_misspelt_generic(word: str) -> bool:
    """One slip of the pen away from a word that any body's name may hold."""
    if len(word) < _MISSPELT_LEAST:
        return False
    least = 1 if len(word) < _TWO_SLIPS else 2
    near = _generic(len(word) - least, len(word) + least)
    found = process.extractOne(word, near, scorer=OSA.distance, score_cutoff=least)
    return found is not None
