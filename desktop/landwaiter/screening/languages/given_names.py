"""Given names and patronymics that differ between Russian, Ukrainian and Belarusian papers."""

import re
from functools import lru_cache

from landwaiter.screening.languages.romanise import sound

_VARIANTS = """
    aleksandr aleksander oleksandr oleksander alyaksandr aliaksandr alexandr alexander alyaksandar
    aleksei aleksey alexei alexey oleksii oleksiy aliaksei alyaksei
    aleksandra oleksandra
    andrei andrej andrey andrii andriy
    anatoly anatolii anatoliy anatol
    anna hanna ganna
    artem artyom artiom artsiom
    bogdan bohdan
    daniil danil danylo danilo daniel
    dmitry dzmitriy dmitrij dimitri dmitrii dmitriy dmytro dmitro dzmitry
    ekaterina kateryna katerina katsiaryna yekaterina
    elena olena alena yelena
    evgeny yauhen iauhen jauhen evgenii evgeniy yevgeny yevhen yevhenii evhen evheniy ievgen ievhen
    evgenia yevgenia yevheniia ievgeniya
    fedor fiodar fyodar fyodor fedir
    gennady gennadii gennadiy hennadii hennadiy genadii
    georgy georgii georgiy heorhii heorhiy
    grigory ryhor ryhoriy grigorii grigoriy hryhorii hryhoriy grygorii
    igor ihar ihor igar
    ilya ilia illia illya
    iosif yosyp
    irina iryna
    ivan
    konstantin kostyantyn kostiantyn kostyantin kanstantsin
    lyudmila ludmila liudmyla lyudmyla
    leonid leanid
    maksim maxim maksym
    matvei matvey matvii
    mikhail mykhailo mihail mykhaylo mikhaylo mikhailo mikhal mikhayil
    nadezhda nadiia nadiya
    natalia natalya nataliia nataliya
    nikita mykyta mikita
    nikolai mikalaj nikolay nikolaj mykola mikola mikalai mikalay
    oleg oleh aleh
    olga olha volha
    pavel pavlo
    petr piatro pyatro pyotr peter petro piotr
    roman
    semen siamion syamyon semion semyon
    sergei sergey siarhey syarhey syarhei serhii serhiy sergii sergiy siarhei
    stepan stsiapan
    svetlana svitlana sviatlana
    tatiana tatyana tetiana tetyana
    valery valerii valeriy valeri valer
    vasily vasil vasyl vasilii vasiliy vasyl vasil
    viktor viktar victor viktar
    vitaly vitalii vitaliy vital
    vladimir uladzimer volodimyr vladzimir volodymyr volodimir uladzimir
    vladislav vladyslav uladzislau
    vyacheslav viacheslav viachaslau vyachaslau viachaslav vyachaslav
    arseny arsenii arseniy
    arkady arkadii arkadiy arkadzi
    artur arthur
    denis dzianis dzyanis denys
    egor yegor yehor iehor
    filipp filip philip pylyp
    gleb hlib hleb
    ignat ihnat
    kirill kyrylo kiril cyril
    lev leu
    mark marko
    oksana aksana
    platon
    rodion radzivon
    rostislav rostyslav rastsislau
    ruslan
    stanislav stanislau
    taras
    timofei timofey tymofii tsimafei
    timur
    vadim vadym vadzim
    valentin valentyn valiantsin valyantsin
    veronika veranika
    vsevolod
    yaroslav iaroslav yaraslau
    zinaida zinayida
    yury iury yuras yurii yuriy yuri iurii
    yulia yuliia julia
"""

_CLASSES = {
    sound(variant): line.split()[0]
    for line in _VARIANTS.strip().splitlines()
    for variant in line.split()
}

_PATRONYMIC = re.compile(
    r"(?P<stem>[a-z]{2,}?)(?P<end>(?:i?ie|io|iio|ia|ya|e|o|a)?v[iy]ch|(?:i?e|i?o|i?a|i)[vu]na|ich)$"
)
_SHORT_STEMS = {
    "mikola": "nikolai",
    "nikola": "nikolai",
    "vasil": "vasily",
    "anatol": "anatoly",
    "valer": "valery",
    "evgen": "evgeny",
    "gennad": "gennady",
    "grigor": "grigory",
    "georg": "georgy",
    "dmitr": "dmitry",
    "serg": "sergei",
    "andr": "andrei",
    "aleks": "aleksei",
    "oleks": "aleksei",
    "nikol": "nikolai",
    "mikol": "nikolai",
    "iur": "yury",
    "arkad": "arkady",
    "vital": "vitaly",
    "mihail": "mikhail",
    "mihal": "mikhail",
    "uladzimir": "vladimir",
    "uladzimira": "vladimir",
    "mikala": "nikolai",
    "mikalae": "nikolai",
    "mikalaj": "nikolai",
    "siarge": "sergei",
    "siarhe": "sergei",
    "paul": "pavel",
    "paula": "pavel",
    "pavl": "pavel",
    "piatr": "petr",
    "petr": "petr",
    "viktar": "viktor",
    "fiodar": "fedor",
    "siamion": "semen",
    "riha": "grigory",
    "rihor": "grigory",
    "rihora": "grigory",
    "iauhen": "evgeny",
    "konstantsin": "konstantin",
    "kanstantsin": "konstantin",
    "aliaksandr": "aleksandr",
    "aliaksandra": "aleksandr",
    "oleksandr": "aleksandr",
    "volodimir": "vladimir",
}


@lru_cache(maxsize=1 << 12)
def canonical(word: str) -> str | None:
    """The Russian form of a romanised given name or patronymic; None when it is neither."""
    folded = sound(word)
    known = _CLASSES.get(folded)
    if known:
        return known
    parted = _PATRONYMIC.fullmatch(word)
    if not parted:
        return None
    stem = sound(parted["stem"]).rstrip("i")
    father = _SHORT_STEMS.get(stem) or _CLASSES.get(stem) or _CLASSES.get(stem + "i") or stem
    return f"{father}~{'daughter' if parted['end'].endswith('na') else 'son'}"
