"""Words of Russian, Ukrainian and Belarusian bodies, and what they are called in English.

Stems are romanised; they are met by sound, whatever the ending and the system of romanisation.
"""

import re
from functools import cache, lru_cache

from landwaiter.screening.languages.romanise import sound

STEMS = """
predpriyati enterprise; pidpriyemstv enterprise; pradpryyemstv enterprise
obedineni association; obyedineni association; obyednan association; obednan association
abyadnan association; kooperativ cooperative
proizvodstv production; virobnich production; virobnits production; vytvorch production
nauchn science; naukov science; navukov science
issledovat research; issledovani research; doslidn research; dasledch research
institut institute; instytut institute; konstruktor design; proyektn design; proektn design
byuro bureau
opytn experimental; eksperiment experimental; eksperyment experimental
tekhnolog technology; tekhnich technology; tekhnik technology
mashinostroi machinebuilding; mashinobud machinebuilding; mashynabud machinebuilding
priborostroi instrumentmaking; priladobud instrumentmaking; pryladabud instrumentmaking
sudostroi shipbuilding; sudnobud shipbuilding; korablestroi shipbuilding
korablebud shipbuilding; sudoremont ship repair; sudnoremont ship repair
sudokhod shipping; sudnoplav shipping; parokhodstv shipping; paroplavstv shipping
aviastroi aircraft manufacturing; samoletostroi aircraft manufacturing
samolyotostroi aircraft manufacturing; aviabud aircraft manufacturing
litakobud aircraft manufacturing; aviatsion aviation; aviatsiyn aviation; aviaremont aircraft repair
aviakompan airline; avialini airline; samolet aircraft; samolyot aircraft; litak aircraft
vertolet helicopter; vertolyot helicopter; gelikopter helicopter; gelikapter helicopter
dvigatelestroi engine; motorostroi engine; dvigatel engine; dvigun engine
raketn missile; raketo missile; kosmich space; sputnik satellite
radioelektron radioelectronic; radiotekhn radioengineering; radiosvyaz radiocommunication
elektromekhan electromechanical; elektron electronic; elektrotekhn electrotechnical
elektrich electric; energetich energy; energetik energy; optich optics; optik optics
mekhanich mechanical; mekhanik mechanical; khimich chemical; khimiya chemistry; khimii chemistry
neftekhim petrochemical; nefteper oil refinery; neftyan oil; naftov oil; gazov gas
neftegaz oil gas; metallurg metallurgical; staleliteyn steel; trubn pipe; metalloobrab metalworking
avtomobil automobile; traktor tractor; vagonostroi wagon; zheleznodorozh railway
zaliznich railway; chugunoch railway; transportn transport
stroitel construction; stroitelstv construction; budiveln construction; budivnits construction
remontn repair; torgov trading; torgovl trading; torgiveln trading; gandlev trading
kommerchesk commercial; komertsiyn commercial; vneshnetorg foreign trading
vneshneekonom foreign economic; ekonom economic; bankovsk bank; strakhov insurance
strakhuv insurance; finansov finance; investitsi investment; lizing leasing; kapital capital
upravlyayushch management; keruyuch management; upravleni management; upravlin management
kontsern concern; kholding holding; grupp group; tsentraln central; tsentr center
vserossiysk allrussian; rossiysk russia; rossiya russia; rosiysk russia; russk russia
belorus belarus; belarus belarus; ukrainsk ukraine; ukrayinsk ukraine; ukrayin ukraine
moskovsk moscow; moskva moscow; uralsk ural; sibirsk siberia; dalnevostoch far east
severn north; pivnichn north; yuzhn south; pivdenn south; vostochn east; skhidn east
zapadn west; zakhidn west; volzhsk volga; krymsk crimea; krimsk crimea; baltiysk baltic
chernomorsk black sea; chornomorsk black sea; kaspiysk caspian; pribaltiysk baltic
kavkaz caucasus; severo north; yugo south; zapadno west; vostochno east
gosudarstv state; derzhavn state; dzyarzhau state; federaln federal; natsionaln national
natsyyanaln national; respublik republic; narodn people; oblastn region; gorodsk city
obshchestvenn public; gromadsk public; organizats organization; assotsiats association
asotsiats association; dvizheni movement; agentstv agency; sluzhb service; ministerst ministry
departament department; komitet committee; komissi commission; komisi commission
akademi academy; universitet university; fakultet faculty; uchilishch school
kolledzh college; laborator laboratory; politekhn polytechnic; obrazovat education
osvitn education; uchrezhd institution; ustanov institution
voenn military; voyenn military; viyskov military; vayenn military; oboron defense; abaron defense
oruzh weapon; boepripas ammunition; artilleri artillery; morsk maritime; portov port; portu port
rechn river; richkov river; flota fleet
svyazi communication; informats information; infarmats information; avtomatik automation
avtomatiz automation; vychislit computing; programmn software; tsifrov digital
telekommunik communication; bezopasn security; bezpek security; okhrann security
spetsial special; spetsyyaln special; obedinenn united; obyedinenn united; mezhdunarod international
mizhnarod international; mizhnarodn international; mezhgosudar interstate; promyshlenn industry
promislov industry; ispytat testing; izmereni measurement; fizich physics; fiziki physics
matematik mathematics; yadern nuclear; atomn nuclear; materialov material; kompozit composite
poluprovodn semiconductor; lazern laser; mikroelektron microelectronics; bespilotn unmanned
bezpilotn unmanned; apparat apparatus; sanatori sanatorium; izdatelst publishing; filial branch
predstavitel representation; predstavnits representation; dochern subsidiary; imushchestv property
navigats navigation; vremeni time; khlebozavod bakery plant; metiznyy hardware; instrumental tool
stankostroi machinetool; stankozavod machinetool plant; stanko machinetool
oruzheyn weapon; patronn cartridge; porokhov powder; vysokotochn precision; sistem system
razrabotk development; razvit development; rozvitk development; eksport export; import import
gornodob mining; ugoln coal; vugiln coal; rudn ore; gorno mining; obogatit processing
produkts product; oborudovan equipment; obladnan equipment; snabzhen supply; postach supply
dobych extraction; zavod plant; zavad plant; fabrik factory; kombinat combine
glavn main; vnutrenn internal; gorodu city; mashiny machinery; mashin machinery; letnyy flight
lotnyy flight; otryad detachment; osob special; zony zone; zona zone; perspektiv advanced
fond foundation; fondu foundation; kompleks complex; vertalet helicopter; giperzvuk hypersonic
kommunikats communication; raschetn settlement; pribor instrument; prilad instrument
treyd trading; treyding trading; invest investment; logistik logistics; konsalting consulting
servis service; prodakshn production; inzhiniring engineering; inzhenern engineering
industri industry; indastri industry; sistems system; solyushn solution; grup group
teleradio television radio; televizion television; telekompan television company; kultur culture
sodeystvi assistance; predprinimat entrepreneur; torgovo trading; okeanolog oceanology
gidro hydro; gidrograf hydrography; geolog geology; geofizik geophysics; biolog biology
meditsin medical; farmatsevt pharmaceutical; selskokhoz agricultural; silskohospod agricultural
zernov grain; pishchev food; kharchov food; lesn forest; derevoobrab woodworking; bumazhn paper
mashinostroe machinebuilding; priborostroe instrumentmaking; sudostroe shipbuilding
aviastroe aircraft manufacturing; samoletostroe aircraft manufacturing; stankostroe machinetool
dvigatelestroe engine; motorostroe engine; vagonostroe wagon; korablestroe shipbuilding
nizhegorod nizhny novgorod; federats federation; fyedyerats federation; kazenn state
voysk force; viysk force; voisk force; sredstv means; prezident president
taktich tactical; taktichn tactical; mediagrup media group; apparatur equipment
verf shipyard; verfi shipyard; kompani company; kampani company; korporats corporation
karparats corporation; soyuz union; sayuz union; armiya army; armii army; gvardeysk guards
gvardiysk guards; obshchevoysk combined arms; divizi division; brigad brigade; polka regiment
batalon battalion; strategich strategic; strategichn strategic; iskusstvenn artificial
shtuchn artificial; volokn fiber; tyazhel heavy; tyazhyol heavy; radionavigats radionavigation
gazorazryad gas discharge; kaliyn potash; tabachn tobacco; tyutyun tobacco; tytun tobacco
muzey museum; muzei museum; istorich historical; arkheolog archaeology; zapovedn preserve
podshipnik bearing; kabeln cable; mikroskhem microcircuit; komplektuyushch component
vzryvchat explosive; spetstekhnik special machinery; splavov alloy; plastmass plastic
rezinotekhn rubber; keramich ceramics; stekol glass; steklyan glass; poligraf printing
tipograf printing; gvardi guards; desantn airborne; vozdushn air; suchasn modern; sovremenn modern
yuridich legal; zdravookhran health; sotsialn social; politich political; obyed united
tekstil textile; odezhd clothing; shveyn sewing; yuvelir jewelry; zoloto gold; almazn diamond
"""
"""Stem and its English words, parted by semicolons or lines."""

_ABBREVIATIONS: dict[str, tuple[str, ...]] = {
    short: tuple(words.split())
    for short, words in {
        "npp": "science production enterprise",
        "npo": "science production association",
        "nii": "research institute",
        "ndi": "research institute",
        "vnii": "allrussian research institute",
        "tsnii": "central research institute",
        "cnii": "central research institute",
        "gosnii": "state research institute",
        "okb": "experimental design bureau",
        "skb": "special design bureau",
        "tskb": "central design bureau",
        "kb": "design bureau",
        "mkb": "machinebuilding design bureau",
        "tmkb": "machinebuilding design bureau",
        "nits": "science research center",
        "gnts": "state science center",
        "gnpp": "state science production enterprise",
        "gosmkb": "state machinebuilding design bureau",
        "ckb": "central design bureau",
        "sktb": "special design technology bureau",
        "stdb": "special design technology bureau",
        "npf": "science production company",
        "stc": "science technology center",
        "fgup": "federal state unitary enterprise",
        "gup": "state unitary enterprise",
        "gk": "group company",
        "chvk": "private military company",
        "pmc": "private military company",
        "pvk": "private military company",
        "td": "trading house",
        "npk": "science production complex",
        "npts": "science production center",
        "ntts": "science technology center",
        "ntc": "science technology center",
        "arz": "aircraft repair plant",
        "srz": "ship repair plant",
        "spe": "science production enterprise",
        "rpe": "science production enterprise",
        "rpa": "science production association",
        "ran": "russia academy science",
    }.items()
}

_LATIN_LEAST = 6
_KEY = 4


@cache
def _by_beginning() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for line in STEMS.replace("\n", ";").split(";"):
        stem, *words = line.split() or [""]
        if stem:
            folded = sound(stem)
            found.setdefault(folded[:_KEY], []).append((folded, tuple(words)))
    for stems in found.values():
        stems.sort(key=lambda one: -len(one[0]))
    return found


@lru_cache(maxsize=1 << 12)
def meaning(word: str, script: str) -> tuple[str, ...]:
    """English words for a romanised word of a body's name; empty where none is known.

    Latin words must begin with a longer stem, so that English and German ones are left alone.
    """
    short = _ABBREVIATIONS.get(word)
    if short:
        return short
    if len(word) < _KEY or script not in {"cyrillic", "latin"}:
        return ()
    folded = sound(word)
    least = _KEY if script == "cyrillic" else _LATIN_LEAST
    for stem, words in _by_beginning().get(folded[:_KEY], ()):
        if len(stem) >= least and folded.startswith(stem) and 2 * len(stem) >= len(folded):
            return words
    return ()


_HEARD = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("c(?=[ei])", "s"),
        ("a([bdfgklmnprstvz])e(?=$|s$)", r"ey\1"),
        ("i([bdfgklmnprstvz])e(?=$|s$)", r"ay\1"),
        ("ai(?=[nlr])", "ey"),
        ("ight", "ayt"),
        ("ee|ea(?=[mlkdt])", "i"),
        ("oo", "u"),
        ("ck", "k"),
        ("tion", "shn"),
    )
)


@lru_cache(maxsize=1 << 12)
def heard(word: str) -> str:
    """An English word as Cyrillic writes what it hears: drake → dreyk, radioline → radiolayn."""
    for pattern, spelled in _HEARD:
        word = pattern.sub(spelled, word)
    return word


_ADJECTIVE = (
    "skogo",
    "skaya",
    "skoye",
    "skoe",
    "skiy",
    "skii",
    "skij",
    "skyi",
    "skyy",
    "skaia",
    "skoi",
    "ska",
    "ske",
    "ski",
)


@lru_cache(maxsize=1 << 12)
def places(word: str) -> tuple[str, ...]:
    """Towns that an adjective may stand for: muromskiy → murom, muromsk."""
    for ending in _ADJECTIVE:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 3:
            return (stem, f"{stem}sk")
    return ()
