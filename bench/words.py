"""Sentences by the thousand in four languages, in words of our own: reports, and what people say in them.

Each is put together from parts, so that two articles have no more runs of words in common than two reports from one
conflict have; names of people and villages are made up from syllables. Neither sense nor every ending is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

_LATIN = (["bar", "dor", "kel", "lin", "mar", "nov", "ost", "pel", "ran", "sol", "tar", "ver", "wes", "yor", "zan", "bro", "cre", "dul", "fen", "gor", "hal", "jar", "kro", "lam"],
          ["a", "e", "i", "o", "u", "ai", "ei", "ou", "an", "en", "in", "or", "ul"],
          ["berg", "dale", "ford", "lund", "mere", "nick", "rath", "sen", "stead", "ton", "ville", "wick", "mann", "holm", "dorf", "ley"])  # fmt: skip
_CYRILLIC = (["бар", "вер", "гор", "дол", "жит", "зор", "кал", "лип", "мар", "нов", "ост", "пол", "рів", "сол", "тар", "хор", "чер", "шум", "ям", "бро", "вил", "гри", "дуб", "кро"],
             ["а", "о", "е", "и", "у", "ан", "ен", "ин", "ов", "ал", "ур", "ир"],
             ["ченко", "енко", "ський", "дан", "чук", "вець", "тин", "лун", "шин", "бор", "град", "мин", "рич", "ник", "бей", "ков"])  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Language:
    """The parts of which a language's sentences are made; a part may hold other parts in braces."""

    code: str
    syllables: tuple[Sequence[str], Sequence[str], Sequence[str]]
    first: Sequence[str]
    role: Sequence[str]
    body: Sequence[str]  # who speaks where nobody is named
    subject: Sequence[str]
    does: Sequence[str]
    object: Sequence[str]
    where: Sequence[str]
    when: Sequence[str]
    day: Sequence[str]
    clause: Sequence[str]
    statement: Sequence[str]
    narration: Sequence[str]
    title: Sequence[str]
    of: str  # what stands between a thing and the village that it is in


def _lines(text: str) -> list[str]:
    return [part.strip() for part in text.strip().split("|")]


ENGLISH = Language(
    code="en",
    of=" of ",
    syllables=_LATIN,
    first=["Anna", "Boris", "Clara", "Daniel", "Elena", "Frank", "Greta", "Hugo", "Irene", "Jonas", "Karla", "Leo", "Mira", "Nils", "Olga", "Pavel", "Rita", "Simon"],
    role=_lines("""a spokesman for the {village} council | the head of the {village} hospital | a deputy minister
        | the mayor of {village} | a colonel in the {village} garrison | the chief negotiator | an aid coordinator
        | a military analyst in {village} | the governor of the region | a senior diplomat"""),
    body=_lines("""the Kremlin | the White House | Ukraine | Russia | the United Nations | the European Commission | Kyiv
        | Moscow | the {village} administration | the foreign ministry | the general staff | a Western official
        | two insiders | the Red Cross | Turkey | Poland"""),
    subject=_lines("""the ceasefire | a delegation of {number} | the bridge near {village} | the convoy | every second family
        | the pipeline to {village} | {surname}’s brigade | the new draft | {number} engineers | the grain terminal
        | the hospital | an exchange of {number} prisoners | the observers | our partners | the railway workers
        | {number} volunteers | the security council | the power station at {village} | the harvest | local farmers
        | a monitoring mission | the reserve fund | the old agreement | {surname}’s office | the border crossing
        | a third party | the refugees from {village} | the air defence | no one in {village} | the sanctions"""),
    does=_lines("""would not replace | has to protect | could delay | already reached | will cost | must not endanger
        | should include | had slowed | does not touch | may soon reopen | has doubled | had lost | will need | kept
        | cannot guarantee | would accept | had never seen | wanted to inspect | would pay for | has cut
        | could not repair | ought to publish | had promised | will hand over | awaits | had divided"""),
    object=_lines("""{number} tonnes of wheat | the road to {village} | a lasting truce | the hostages from {village}
        | security guarantees | {surname}’s proposal | a buffer of {number} kilometres | the winter supplies
        | most of the {village} district | the remaining mines | a written answer | {number} generators
        | the second phase | medicine for {number} children | the names of {number} | the dam above {village}
        | what {surname} had signed | a humanitarian corridor | the frozen assets | the demarcation line
        | its own {number} recruits | the monitors | the truth about {village} | a meeting with {surname}
        | the damaged substation | any territorial concession | the compensation | two of the {number} conditions"""),
    where=_lines("in {village} | near {village} | close to {village} | across {village} region | at {village}"
        " | outside {village} | along the {village} river | between {village} and {village}"),
    when=_lines("since {day} | before the winter | within {number} days | for the {number}th time | until {day} night | this year"
        " | after {number} weeks of talks | by month’s end | overnight"),
    day=["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    clause=_lines("""{subject} {does} {object} | {subject} {does} {object} {when} | {subject} {does} {object} {where}
        | {when} {subject} {does} {object} | {subject} {does} {object}, and {subject} {does} {object}
        | unless {subject} {does} {object}, {subject} {does} {object}"""),
    statement=_lines("""{person}, {role}, said that {clause}. | “{Clause},” {person} said. | “{Clause},” said {person}, {role}.
        | {surname} added that {clause}. | According to {person}, {clause}. | {Body} said on {day} that {clause}.
        | {Body} denied that {clause}. | “{Clause}. {Clause},” {surname} told reporters {where}.
        | {Body} demanded {object} {when}. | {Body} promised {object}, {surname} said. | {Body} rejected {object} {when}.
        | Asked about {object}, {person} said {clause}. | {Clause}, {surname} wrote on Telegram.
        | {Body} called for {object} {where}. | {person} warned that {clause}. | {Body} agreed to {object} on {day}."""),
    narration=_lines("""{Clause}. | In {village} {number} houses burned {when}. | {Clause}. {Clause}.
        | At least {number} were hurt near {village} {when}. | {Surname} did not know whether {clause}.
        | {Subject} {does} {object}, though {subject} {does} {object}. | {Surname}, {number}, had fled {village} {when}."""),
    title=_lines("""{Subject} {does} {object} | {Surname}: {clause} | {Number} days {where}: what {subject} {does}
        | {Body} and {body} on {object} | Why {subject} {does} {object}"""),
)  # fmt: skip

GERMAN = Language(
    code="de",
    of=" von ",
    syllables=_LATIN,
    first=["Anke", "Bernd", "Carla", "Dieter", "Elke", "Franz", "Gudrun", "Heinz", "Ilse", "Jürgen", "Katrin", "Lothar", "Monika", "Norbert", "Petra", "Rolf"],
    role=_lines("""Sprecher der Stadt {village} | Leiterin der Klinik in {village} | Abgeordneter aus {village}
        | Bürgermeister von {village} | Oberst der Reserve | Unterhändler der Regierung | Helferin vor Ort
        | Fachmann für Minen | Diplomatin in {village}"""),
    body=_lines("""der Kreml | das Weiße Haus | die Ukraine | Russland | die Kommission | das Außenministerium | der Generalstab
        | die Verwaltung von {village} | das Rote Kreuz | die Bundesregierung | ein westlicher Beamter | Kiew | Moskau"""),
    subject=_lines("""die Waffenruhe | eine Abordnung von {number} Leuten | die Brücke bei {village} | der Konvoi | das Krankenhaus
        | die Leitung nach {village} | {surname}s Brigade | der neue Entwurf | {number} Techniker | der Kornspeicher
        | ein Austausch von {number} Gefangenen | die Mission | der Sicherheitsrat | das Kraftwerk in {village} | die Ernte
        | der Rücklagenfonds | das alte Abkommen | der Grenzübergang | niemand in {village} | die Luftabwehr | jede Familie"""),
    does=_lines("""gefährdet | verzögert | braucht | erreicht bald | ersetzt nicht | verdoppelt | schützt | öffnet wieder | teilt
        | bezahlt | verspricht | verliert | kürzt | übergibt | prüft | verlangt | kennt | berührt nicht | findet"""),
    object=_lines("""{number} Tonnen Weizen | die Straße nach {village} | eine dauerhafte Ruhe | die Geiseln aus {village}
        | Zusagen zur Sicherheit | {surname}s Vorschlag | einen Streifen von {number} Kilometern | {number} Öfen
        | den Bezirk {village} | die übrigen Minen | eine schriftliche Antwort | {number} Stromaggregate | die zweite Stufe
        | Arznei für {number} Kinder | {number} Namen | den Damm über {village} | das eingefrorene Vermögen
        | die Beobachter | ein Treffen mit {surname} | das beschädigte Umspannwerk | die Entschädigung"""),
    where=_lines("in {village} | bei {village} | nahe {village} | im Gebiet {village} | am Fluss | zwischen {village}"
        " und {village}"),
    when=_lines("seit {day} | vor dem Winter | binnen {number} Tagen | zum {number}. Mal | bis {day}abend | in diesem Jahr"
        " | nach {number} Wochen"),
    day=["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
    clause=_lines("""{subject} {does} {object} | {subject} {does} {when} {object} | {subject} {does} {where} {object}
        | {subject} {does} {object}, und {subject} {does} {object}"""),
    statement=_lines("""{person}, {role}, sagte: {clause}. | „{Clause}“, sagte {person}. | „{Clause}“, so {person}, {role}.
        | {Clause}, erklärte {surname}. | Nach den Worten von {person} gilt: {clause}. | „{Clause}. {Clause}“, hieß es {where}.
        | {Body} teilte am {day} mit: {clause}. | {Body} forderte {object}. | {Body} lehnte {object} ab, sagte {surname}."""),
    narration=_lines("""{Clause}. | In {village} brannten {number} Häuser {when}. | {Clause}. {Clause}.
        | Mindestens {number} Verletzte in {village} {when}. | {Surname}, {number}, lebte {when} {where}.
        | {Surname} wusste nicht, was {subject} {when} kostet."""),
    title=_lines("""{Subject} {does} {object} | {Surname}: {clause} | {Number} Tage {where} | {Body} und {body}: was {subject}
        {when} {does}"""),
)  # fmt: skip

UKRAINIAN = Language(
    code="uk",
    of=" ",
    syllables=_CYRILLIC,
    first=["Андрій", "Богдан", "Віра", "Галина", "Дмитро", "Євген", "Зоя", "Іван", "Катерина", "Леся", "Марко", "Наталя", "Остап", "Петро", "Роман", "Софія"],
    role=_lines("""речник громади {village} | головний лікар лікарні {village} | заступник міністра | міський голова {village}
        | полковник запасу | перемовник | координаторка допомоги | військовий аналітик | народний депутат"""),
    body=_lines("""Кремль | Білий дім | Україна | Росія | Єврокомісія | Міністерство закордонних справ | Генштаб | Київ | Москва
        | адміністрація {village} | Червоний Хрест | Туреччина | Польща | посадовець на умовах анонімності"""),
    subject=_lines("""перемир’я | делегація з {number} осіб | міст біля села {village} | колона | кожна друга родина | лікарня
        | трубопровід до {village} | бригада {surname} | новий проєкт | група інженерів | зерновий термінал
        | обмін {number} полонених | місія спостерігачів | рада безпеки | електростанція {village} | врожай цього року
        | резервний фонд | стара угода | прикордонний перехід | третя сторона | ніхто в селі {village} | протиповітряна оборона"""),
    does=_lines("""не замінить | має захистити | може затримати | вже отримала | не повинна втратити | скоро відкриє | перевищить
        | не зачіпає | подвоїла | чекає на | обіцяє | поділила | мусить оприлюднити | не гарантує | хоче перевірити
        | готова прийняти | не бачила | скоротила | передасть"""),
    object=_lines("""{number} тонн пшениці | дорогу до {village} | тривалу тишу | заручників із {village} | гарантії безпеки
        | пропозицію {surname} | смугу в {number} кілометрів | зимові запаси | район {village} | міни, що лишилися
        | письмову відповідь | {number} генераторів | другий етап | ліки для {number} дітей | списки імен | греблю над {village}
        | гуманітарний коридор | заморожені активи | лінію розмежування | зустріч із {surname} | пошкоджену підстанцію
        | правду про {village} | компенсацію"""),
    where=_lines("у селі {village} | біля {village} | під {village} | по області {village} | на межі {village} | між {village} і {village}"),
    when=_lines("до зими | за {number} днів | уже {number} тижнів | цього року | наприкінці місяця | після {number} раундів | удосвіта"),
    day=["понеділок", "вівторок", "середу", "четвер", "п’ятницю", "суботу", "неділю"],
    clause=_lines("""{subject} {does} {object} | {subject} {does} {object} {when} | {subject} {does} {object} {where}
        | {when} {subject} {does} {object} | {subject} {does} {object}, а {subject} {does} {object}"""),
    statement=_lines("""{person}, {role}, заявив, що {clause}. | «{Clause}», — сказав {person}. | «{Clause}», — заявив {person}, {role}.
        | {surname} додав, що {clause}. | За словами {person}, {clause}. | {Body} повідомили у {day}, що {clause}.
        | «{Clause}. {Clause}», — наголосив {surname} {where}. | {Body} заперечує, що {clause}. | {Body} вимагає {object} {when}.
        | {person} написав у Telegram, що {clause}. | Як зазначив {surname}, {clause}. | {Body} закликає повернути {object}."""),
    narration=_lines("""{Clause}. | У {village} згоріли {number} будинків {when}. | {Clause}. {Clause}.
        | Щонайменше {number} поранених у {village} {when}. | {Surname}, {number} років, живе у {village} {when}.
        | Невідомо, чи {subject} {does} {object}."""),
    title=_lines("""{Subject} {does} {object} | {Surname}: {clause} | {Number} днів {where} | {Body} і {body} про {object}"""),
)  # fmt: skip

RUSSIAN = Language(
    code="ru",
    of=" ",
    syllables=(["бар", "вер", "гор", "дол", "жит", "зор", "кал", "лип", "мар", "нов", "ост", "пол", "рыб", "сол", "тар", "хор", "чер", "шум", "ям", "бро", "вил", "гри", "дуб", "кро"],
               ["а", "о", "е", "и", "у", "ан", "ен", "ин", "ов", "ал", "ур", "ир"],
               ["ский", "ов", "ин", "цев", "дан", "чук", "вец", "тын", "лун", "шин", "бор", "град", "мин", "рич", "ник", "бей", "ков"]),
    first=["Алексей", "Борис", "Вера", "Галина", "Дмитрий", "Елена", "Жанна", "Игорь", "Кирилл", "Лидия", "Михаил", "Нина", "Олег", "Павел", "Семён", "Юлия"],
    role=_lines("""представитель посёлка {village} | главный врач больницы {village} | заместитель министра | глава района {village}
        | полковник запаса | участник переговоров | координатор помощи | военный аналитик | депутат"""),
    body=_lines("""Кремль | Белый дом | Украина | Россия | Еврокомиссия | Министерство иностранных дел | Генштаб | Киев | Москва
        | администрация {village} | Красный Крест | Турция | Польша | источник на условиях анонимности"""),
    subject=_lines("""перемирие | делегация из {number} человек | мост возле посёлка {village} | колонна | каждая вторая семья
        | больница | трубопровод до {village} | бригада {surname} | новый проект | группа инженеров | зерновой терминал
        | обмен {number} пленных | миссия наблюдателей | совет безопасности | электростанция {village} | урожай этого года
        | резервный фонд | старое соглашение | пограничный переход | третья сторона | никто в посёлке {village} | оборона"""),
    does=_lines("""не заменит | должна защитить | может задержать | уже получила | не потеряет | скоро откроет | превысит
        | не затрагивает | удвоила | ожидает | обещает | разделила | обязана обнародовать | не гарантирует | хочет проверить
        | готова принять | не видела | сократила | передаст"""),
    object=_lines("""{number} тонн пшеницы | дорогу до {village} | долгую тишину | заложников из {village} | гарантии безопасности
        | предложение {surname} | полосу в {number} километров | зимние запасы | район {village} | оставшиеся мины
        | письменный ответ | {number} генераторов | второй этап | лекарства для {number} детей | списки имён
        | плотину над {village} | гуманитарный коридор | замороженные активы | линию разграничения | встречу с {surname}
        | повреждённую подстанцию | правду о {village} | компенсацию"""),
    where=_lines("в посёлке {village} | возле {village} | под {village} | по области {village} | на краю {village}"
        " | между {village} и {village}"),
    when=_lines("до зимы | за {number} дней | уже {number} недель | в этом году | к концу месяца | после {number} раундов | на рассвете"),
    day=["понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье"],
    clause=_lines("""{subject} {does} {object} | {subject} {does} {object} {when} | {subject} {does} {object} {where}
        | {when} {subject} {does} {object} | {subject} {does} {object}, а {subject} {does} {object}"""),
    statement=_lines("""{person}, {role}, заявил, что {clause}. | «{Clause}», — сказал {person}. | «{Clause}», — заявил {person}, {role}.
        | {surname} добавил, что {clause}. | По словам {person}, {clause}. | {Body} сообщили в {day}, что {clause}.
        | «{Clause}. {Clause}», — подчеркнул {surname} {where}. | {Body} отрицает, что {clause}. | {Body} требует {object} {when}.
        | {person} написал в Telegram, что {clause}. | Как отметил {surname}, {clause}. | {Body} призывает вернуть {object}."""),
    narration=_lines("""{Clause}. | В {village} сгорели {number} домов {when}. | {Clause}. {Clause}.
        | Не менее {number} раненых в {village} {when}. | {Surname}, {number} лет, живёт в {village} {when}.
        | Неизвестно, {does} ли {subject} {object}."""),
    title=_lines("""{Subject} {does} {object} | {Surname}: {clause} | {Number} дней {where} | {Body} и {body} про {object}"""),
)  # fmt: skip

LANGUAGES = (ENGLISH, UKRAINIAN, RUSSIAN, GERMAN)
_SHARES = (40, 25, 20, 15)
# So often a thing is said to be somewhere.
_PLACED = 0.8


class Writer:
    """One article's words; the same `chance` gives the same words."""

    def __init__(self, language: Language, chance: Random) -> None:
        self.language, self._chance = language, chance
        # An article is about a few people, who come back in it.
        self._surnames = [self._name() for _ in range(4)]

    def sentence(self, *, said: float = 0.35) -> str:
        """A sentence, or a few; the share `said` of them tells what somebody said."""
        return self._filled("{statement}" if self._chance.random() < said else "{narration}")

    def title(self) -> str:
        """A headline without a full stop."""
        return self._filled("{title}")

    def person(self) -> str:
        """A first name and a surname."""
        return self._filled("{person}")

    def paragraphs(self, words: int) -> list[str]:
        """Paragraphs of one to three sentences, as desks like them, with about so many words in all."""
        found: list[str] = []
        while words > 0:
            found.append(" ".join(self.sentence() for _ in range(self._chance.randint(1, 3))))
            words -= len(found[-1].split())
        return found

    def _filled(self, template: str) -> str:
        """The template with each part in braces put in; {Clause} begins with a capital."""
        while "{" in template:
            before, _, rest = template.partition("{")
            name, _, after = rest.partition("}")
            part = self._part(name.lower())
            template = before + (part if name.islower() else self._capital(part)) + after
        return " ".join(template.split())

    def _part(self, name: str) -> str:
        if name == "number":
            return str(self._chance.choice((self._chance.randint(2, 20), self._chance.randint(21, 980))))
        if name == "village":
            return self._name()
        if name == "surname":
            return self._chance.choice(self._surnames)
        if name == "person":
            return f"{self._chance.choice(self.language.first)} {self._chance.choice(self._surnames)}"
        part = str(self._chance.choice(getattr(self.language, name)))
        if name in {"subject", "object"} and "{" not in part and self._chance.random() < _PLACED:
            # Without it the same few words would follow each other in every fourth article of a corpus.
            part += f"{self.language.of}{{village}}"
        return part

    def _capital(self, part: str) -> str:
        if part.startswith("{"):  # the part's own first part gets it
            return "{" + part[1:2].upper() + part[2:]
        return part[:1].upper() + part[1:]

    def _name(self) -> str:
        start, middle, end = self.language.syllables
        return (self._chance.choice(start) + self._chance.choice(middle) + self._chance.choice(end)).capitalize()


def any_language(chance: Random) -> Language:
    """A language as a newsroom that follows a conflict meets them: English first, then those of the parties."""
    return chance.choices(LANGUAGES, weights=_SHARES)[0]
