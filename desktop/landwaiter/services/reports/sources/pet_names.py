"""What people are called who know each other: Gosia is Małgorzata, Natasha is Natalya.

Pet forms that keep no letters of the name in their place are listed; others are found as any word
is that is alike. From a speaker's knowledge, and not complete.
"""

from functools import lru_cache
from typing import Final

from landwaiter.services.reports.sources.stated_name import StatedName, folded

_FORMS: Final = """
małgorzata: gosia małgosia gośka
aleksandra oleksandra alexandra: ola olka sasha sasza sascha lesia
aleksander alexander oleksandr aleksandr alexandre: olek sasha sasza sascha alik shura alex
krzysztof: krzysiek krzysio krzyś
katarzyna kateryna ekaterina katharina katerina: kasia kaśka katia katya kati
joanna johanna: asia aśka hanna
barbara: basia baśka bärbel
agnieszka: aga agusia
magdalena: magda madzia
elżbieta elisabeth elizabeth: ela elka bożena liesel lisa betty liz
zofia sofia sophie: zosia zośka sonia
stanisław: staszek stach staś
tadeusz: tadek
józef josef joseph giuseppe: józek jupp sepp joe beppe pepe
jerzy georg george georgios: jurek schorsch giorgos yorgos
andrzej andrei andriy: jędrek andriusha
wojciech: wojtek
grzegorz grigory hryhoriy: grzesiek grisha hrysha
jan johann john ivan: jasiek janek hans hannes jack vanya wania vanja
maria mariya: marysia mania masha masza marusia
anna hanna: ania anka anya anja nyura
natalia nataliya natalya: natasha natasza natascha
tatiana tetyana tatyana: tanya tania
mikhail mykhailo michael michał: misha mischa misza mike michi
dmitri dmytro dmitry: dima mitya
vladimir volodymyr władysław: vova volodya wowa vlad włodek
yevgeny evgeny yevhen: zhenya żenia schenja
nikolai mykola nikolaos: kolya kolja nikos kola
sergei serhiy sergey: seryozha serjoscha serhij
yuri yuriy: yura jura
konstantin konstantinos: kostya kostja kostas
pavel pavlo paul: pasha pascha
anastasia anastasiya: nastya nastja
lyudmila ludmiła: lyuda luda mila
svetlana svitlana: sveta swieta
ludwig ludovic: wiggerl lutz
friedrich: fritz fiete
wilhelm william: willi bill will
heinrich henryk: heinz heiner heniek
robert: bob rob bobby
richard ryszard: dick rick rysiek
patrick padraig: paddy pat
margaret: peggy maggie meg
edward eduard: ted ned edek ede
thomas: tom tommy
james: jim jimmy
charles: charlie chuck
katherine catherine: kate kathy
anthony antonio antoni: tony toni antek toño
francisco francesco: paco pancho franco ciccio
josé: pepe chepe
ignacio: nacho
salvatore: totò turi
luigi: gigi
istván: pista pisti isti
józsef: jóska józsi
ferenc: feri ferkó
lászló: laci
erzsébet: erzsi bözsi
ioannis: yannis giannis
dimitrios: mitsos dimitris
mehmet muhammed: memo
mustafa: musti
"""


@lru_cache(maxsize=1)
def _by_name() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _FORMS.strip().splitlines():
        names, pets = (part.split() for part in line.split(":"))
        for name in names:
            found.setdefault(folded(name), set()).update(map(folded, pets))
    return {name: frozenset(pets) for name, pets in found.items()}


def pet_names_of(stated: StatedName) -> frozenset[str]:
    """How who bears the name may be called, in plain letters and small; empty where nobody knows
    of any."""
    words = stated.given or stated.words
    known = (_by_name().get(folded(one), frozenset()) for one in words)
    return frozenset(pet for pets in known for pet in pets)
