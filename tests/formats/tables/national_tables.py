"""Tables as agencies in five countries write them; every firm and number in them is made up."""

from typing import NamedTuple

MRN_1, MRN_2 = "26PL302010E1B00415", "26PL302010E1B00522"


class NationalTable(NamedTuple):
    """A table with how it is written."""

    text: str
    encoding: str
    decimal: str
    date_order: str
    """Empty: no day of it settles the order."""

    @property
    def data(self) -> bytes:
        return self.text.encode(self.encoding)


POLISH = NationalTable(
    "Zestawienie zgłoszeń wywozowych;;;;;;;;;;;\n"
    "Agencja Celna Przykład Sp. z o.o., Gdańsk;;;;;;;;;;;\n"
    "\n"
    "Numer MRN;Data przyjęcia;Eksporter;EORI eksportera;Odbiorca;Kraj przeznaczenia;Kod CN;"
    "Opis towaru;Masa netto (kg);Wartość statystyczna;Waluta;Uwagi\n"
    f"{MRN_1};13.11.2026;Przykładowe Łożyska S.A.;PL111222333300000;Sample Optics LLC;KG;"
    "8482 10 90;Łożyska kulkowe, śr. wewn. 30 mm;1.204,50;61 500,00;PLN;pilne\n"
    f"{MRN_1};13.11.2026;Przykładowe Łożyska S.A.;PL111222333300000;Sample Optics LLC;KG;"
    "84571010;Centrum obróbkowe;9.800,00;412 000,00;PLN;\n"
    f"{MRN_2};03.11.2026;Zmyślone Śruby Sp. z o.o.;PL999888777700000;Fictional Trading FZE;AE;"
    "73181595;Śruby stalowe;760,5;8\u00a0240,50;EUR;\n"
    "Razem;;;;;;;;11.765,00;481 740,50;;\n",
    "windows-1250",
    ",",
    "dmy",
)
GERMAN = NationalTable(
    "MRN;Bezugsnummer;Annahmedatum;Ausführer;EORI Ausführer;Empfänger;Land des Empfängers;"
    "Bestimmungsland;Warennummer;Warenbezeichnung;Eigenmasse;Statistischer Wert;Währung\n"
    f"{MRN_1};DE-2026-1;03.11.2026;Erfundene Prüfgeräte GmbH;DE123456789012345;"
    "Muster Handels AS;TR;TR;90318080;Prüfgerät für Wälzlager;125,400;12.500,00;EUR\n"
    f"{MRN_2};DE-2026-2;04.11.2026;Erfundene Prüfgeräte GmbH;DE123456789012345;"
    "Exempel Maskin AB;NO;NO;84669195;Gehäuseöle für Maschinen;80,25;950,00;EUR\n"
    "Gesamt;;;;;;;;;;205,65;13.450,00;\n",
    "windows-1252",
    ",",
    "",
)
FRENCH = NationalTable(
    "N° MRN\tDate d'acceptation\tExportateur\tN° EORI exportateur\tDestinataire\t"
    "Pays de destination\tCode NC\tDésignation des marchandises\tMasse nette\tValeur statistique\t"
    "Devise\n"
    f"{MRN_1}\t27/11/2026\tAtelier Fictif SARL\tFR12345678900011\tExemple Optique SA\tMA\t"
    "9013 80 00\tDispositifs à cristaux liquides, intégrés\t12,5\t3\u202f200,00\tEUR\n"
    f"{MRN_2}\t03/11/2026\tAtelier Fictif SARL\tFR12345678900011\tModèle Énergie\tTN\t"
    "85423190\tCircuits intégrés\t0,75\t18\u202f900,00\tEUR\n"
    "Total général\t\t\t\t\t\t\t\t13,25\t22\u202f100,00\t\n",
    "utf-16",
    ",",
    "dmy",
)
SPANISH = NationalTable(
    "Número MRN|Fecha de admisión|Exportador|EORI exportador|Destinatario|País de destino|"
    "Partida arancelaria|Descripción de la mercancía|Peso neto|Valor estadístico|Divisa\n"
    f"{MRN_1}|03/11/2026|Ejemplos Ibéricos S.L.|ESB12345678|Muestra Comercial S.A.|CL|"
    "84798997|Máquina de embalaje|1.250,50|45.000,00|EUR\n"
    f"{MRN_2}|05/11/2026|Ejemplos Ibéricos S.L.|ESB12345678|Señales Ficticias|MX|"
    "85365080|Interruptores de señal|36|2.100|EUR\n",
    "utf-8",
    ",",
    "",
)
ITALIAN = NationalTable(
    "Numero MRN,Data accettazione,Esportatore,Codice EORI esportatore,Destinatario,"
    "Paese di destinazione,Codice NC,Descrizione della merce,Massa netta,Valore statistico,Valuta\n"
    f"{MRN_1},2026-11-03,Officina Inventata S.p.A.,IT12345678901,Esempio Meccanica,RS,84821010,"
    '"Cuscinetti a sfere, qualità speciale",1250.5,"61,500.00",EUR\n'
    f"{MRN_2},2026-11-04,Officina Inventata S.p.A.,IT12345678901,Prova Città d.o.o.,BA,73181595,"
    'Viti in acciaio,36.75,"2,100.00",EUR\n'
    "Totale,,,,,,,,1287.25,,\n",
    "utf-8",
    ".",
    "",
)
TABLES = {"pl": POLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH, "it": ITALIAN}
