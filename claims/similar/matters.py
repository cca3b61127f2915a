# ruff: noqa: E501 - one matter a line
"""Matters of a war and its talks under the words that each language has for them, and numbers in words.

A short list by hand: it lets a claim in one language meet the same in another, beside names, numbers and dates.
Words stand as stems (`claims.similar.terms.stem_of`).
"""

_LINES = """
ceasefire: ceasefir truce cease-fir armistic | перемир’ перемирь припинен тиш | перемир прекращен тишин
kill: kill dead death die casualti fatal perish | загинул загин вбит вбил убит смерт жертв | погиб убит уб смерт жертв погибл
wound: wound injur hurt | поранен ранен | ранен пострада
drone: drone uav unman shahed | дрон безпілотник шахед бпл | дрон беспилотник шахед бпла
missile: missil rocket | ракет | ракет
strike: strike attack hit shell bombard bomb struck | удар атак обстріл обстрілял вдарил | удар атак обстрел обстреля
troops: troop soldier forc militari servicemen armi | військ солдат військов арм сил | войск солдат воен арм сил
prisoner: prison captiv pow | полонен полон | пленн плен
exchange: exchang swap | обмін обмінял | обм обмен обменя
sanction: sanction embargo | санкці | санкц
talk: talk negoti | переговор | переговор
agree: agre accord deal | погодил угод домовил домовлен | соглас соглашен договор
reject: reject refus | відкинул відмовил відхил | отверг отказа отклон
withdraw: withdraw pull retreat withdrawn withdrew | відвел виведен відведен відступил | вывел вывод отвод отступ вывест
territory: territori land | територі земл | территор земл
border: border frontier | кордон | границ
election: elect vote ballot poll | вибор голосуван | выбор голосован
president: presid | президент | президент
minister: minist | міністр | министр
nuclear: nuclear atom | ядерн атомн | ядерн атомн
plant: plant reactor | станц аес реактор | станц аэс реактор
power: power electr grid energi blackout outag | енергетик електроенергі світл енерг | электроэнерг энергетик свет
grain: grain wheat harvest | зерн пшениц | зерн пшениц
gas: gas pipelin | газ газопровод трубопровод | газ газопровод трубопровод
oil: oil refineri petroleum | нафт | нефт нефтян
child: child children kid | діт дит дітьм | дет ребенк ребенок
hospital: hospit clinic | лікарн госпітал | больниц госпитал
aid: aid assist humanitarian | допомог гуманітарн | помощ гуманитарн
civilian: civilian resid inhabit | цивільн мирн мешканц | гражданск мирн жител
evacuate: evacu | евакуйовал евакуаці | эвакуирова эвакуац
village: villag settlement | сел селищ | сел поселк деревн
city: citi town | міст | город
capture: captur seiz occupi took liber | захопил окупувал взял звільнил | захват захвачен взял оккупирова освобод
down: shot down intercept | збил збит перехопил | сбит перехвач
guarantee: guarante | гаранті | гарант
meet: meet summit met | зустріч саміт | встреч саммит
bridge: bridg | міст мост | мост
ship: ship vessel tanker | корабел суден танкер | корабл судн танкер
school: school | школ | школ
fire: fire blaze burn | пожеж | пожар
tank: tank | танк | танк
air: aircraft jet plane warplan helicopt | літак гелікоптер | самолет вертолет
budget: budget money fund billion | бюджет грош мільярд | бюджет деньг миллиард
mobilise: mobil mobilis conscript draft | мобілізаці | мобилизац
mine: mine demin | мін розмінуван | мин разминирован
dam: dam reservoir | дамб гребл | дамб плотин
week: week | тижден тижн | недел
month: month | місяц | месяц
year: year | рок рік | год
day: day | дн ден день | дн ден
"""


def _read() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _LINES.strip().splitlines():
        name, _, words = line.partition(":")
        for word in words.replace("|", " ").split():
            found.setdefault(word, name)
    return found


MATTERS = _read()

_COUNTED = """
two два дві два двоє двое двох | three три троє трое трьох трех трёх | four чотири четыре | five п'ять пять | six шість шесть | seven сім семь
| eight вісім восемь | nine дев'ять девять | ten десять десяти | eleven одинадцять одиннадцать | twelve дванадцять двенадцать
"""
_TENS = "twenty двадцять двадцать | thirty тридцять тридцать | forty сорок | fifty п'ятдесят пятьдесят | sixty шістдесят шестьдесят | seventy сімдесят семьдесят | eighty вісімдесят восемьдесят | ninety дев'яносто девяносто | hundred сто"
NUMBERS = {
    word: str(value)
    for lines, values in ((_COUNTED, range(2, 13)), (_TENS, range(20, 110, 10)))
    for words, value in zip(lines.split("|"), values, strict=True)
    for word in words.split()
}
