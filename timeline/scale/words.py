"""What the synthetic world is called and what is said in it: phrases in our own words, of nobody and nowhere real.

Parts of sentences stand beside their translations, so that a quote of any combination has its English one.
"""

CONFLICTS = (
    ("velmara-karsk", "The war over the Sarn valley", "Europe/Kyiv", 60),
    ("lake-district", "The dispute over Lake Ormin", "UTC", 25),
    ("northern-straits", "The crisis in the northern straits", "UTC", 10),
    ("border-talks", "The border talks of Tesk", "UTC", 5),
)

# Invented states with ISO codes that are nobody's, and what their capital is called by the letter.
STATES = (
    ("Velmara", "Велмара", "Велмара", "XVA"),
    ("Karsk", "Карськ", "Карск", "XKA"),
    ("Ormin", "Ормін", "Ормин", "XOR"),
    ("Tesk", "Теськ", "Тесск", "XTE"),
    ("Dolvania", "Долванія", "Долвания", "XDO"),
    ("Sereth", "Серет", "Серет", "XSE"),
    ("Maldova Union", "Мальдовський союз", "Мальдовский союз", "XMA"),
    ("Northmark", "Нортмарк", "Нортмарк", "XNO"),
    ("Iskara", "Іскара", "Искара", "XIS"),
    ("Quelland", "Квелланд", "Квелланд", "XQU"),
    ("Brevia", "Бревія", "Бревия", "XBR"),
    ("Tormund", "Тормунд", "Тормунд", "XTO"),
)
BODIES = (
    ("government", "Government of {state}", "Уряд: {uk}", "Правительство: {ru}"),
    ("government", "Foreign ministry of {state}", "МЗС: {uk}", "МИД: {ru}"),
    ("government", "Defence ministry of {state}", "Міноборони: {uk}", "Минобороны: {ru}"),
    ("armed_force", "Armed forces of {state}", "Збройні сили: {uk}", "Вооружённые силы: {ru}"),
    ("armed_group", "Volunteers of {state}", "Добровольці: {uk}", "Добровольцы: {ru}"),
    ("organisation", "Red Lantern relief in {state}", "Червоний ліхтар: {uk}", "Красный фонарь: {ru}"),
    ("media", "State television of {state}", "Телебачення: {uk}", "Телевидение: {ru}"),
    ("alliance", "Friends of {state}", "Друзі: {uk}", "Друзья: {ru}"),
)
FIRST_NAMES = (
    ("Adrian", "Адріан", "Адриан"),
    ("Bohdan", "Богдан", "Богдан"),
    ("Clara", "Клара", "Клара"),
    ("Danylo", "Данило", "Данило"),
    ("Elena", "Олена", "Елена"),
    ("Fedir", "Федір", "Фёдор"),
    ("Halyna", "Галина", "Галина"),
    ("Ihor", "Ігор", "Игорь"),
    ("Jana", "Яна", "Яна"),
    ("Kyrylo", "Кирило", "Кирилл"),
    ("Larysa", "Лариса", "Лариса"),
    ("Marko", "Марко", "Марк"),
    ("Nadia", "Надія", "Надежда"),
    ("Oleh", "Олег", "Олег"),
    ("Pavlo", "Павло", "Павел"),
    ("Roman", "Роман", "Роман"),
    ("Sofia", "Софія", "София"),
    ("Taras", "Тарас", "Тарас"),
    ("Vira", "Віра", "Вера"),
    ("Yurii", "Юрій", "Юрий"),
)
NAME_STEMS = (
    ("Bar", "Бар", "Бар"),
    ("Dor", "Дор", "Дор"),
    ("Hal", "Гал", "Гал"),
    ("Kov", "Ков", "Ков"),
    ("Lys", "Лис", "Лис"),
    ("Mor", "Мор", "Мор"),
    ("Nav", "Нав", "Нав"),
    ("Ost", "Ост", "Ост"),
    ("Pet", "Пет", "Пет"),
    ("Rud", "Руд", "Руд"),
    ("Sav", "Сав", "Сав"),
    ("Tym", "Тим", "Тым"),
    ("Vol", "Вол", "Вол"),
    ("Zar", "Зар", "Зар"),
)
NAME_ENDINGS = (
    ("enko", "енко", "енко"),
    ("chuk", "чук", "чук"),
    ("ovych", "ович", "ович"),
    ("ivsky", "івський", "ивский"),
    ("man", "ман", "ман"),
    ("atiuk", "атюк", "атюк"),
    ("orenko", "оренко", "оренко"),
)
OFFICES = (
    "foreign minister",
    "defence minister",
    "presidential adviser",
    "spokesperson",
    "chief of the general staff",
    "head of the delegation",
    "deputy foreign minister",
    "governor",
    "member of parliament",
    "special envoy",
)

TOPICS = (
    "ceasefire",
    "prisoners",
    "energy",
    "territory",
    "sanctions",
    "guarantees",
    "elections",
    "language",
    "grain",
    "observers",
)
# Under each topic some more exact matters.
ASPECTS = ("scope", "timetable", "monitoring", "order of steps", "guarantors")

PLACE_STEMS = (
    "Alder",
    "Birk",
    "Cold",
    "Dun",
    "East",
    "Fal",
    "Grey",
    "Hol",
    "Iron",
    "Kest",
    "Lin",
    "Mar",
    "Old",
    "Ros",
)
PLACE_ENDINGS = ("bridge", "ford", "hamar", "haven", "mouth", "stad", "ton", "vale", "wick", "yar", "grad", "pil")
PLACE_CYRILLIC = ("мост", "брід", "гамар", "гавань", "гирло", "стад", "тон", "діл", "вік", "яр", "град", "піль")

OUTLET_FIRST = (
    "Morning",
    "Evening",
    "Northern",
    "Valley",
    "Capital",
    "Free",
    "Open",
    "People's",
    "Border",
    "Harbour",
)
OUTLET_SECOND = (
    "Herald",
    "Wire",
    "Courier",
    "Observer",
    "Gazette",
    "Dispatch",
    "Tribune",
    "Record",
    "Post",
    "Chronicle",
    "Review",
    "Signal",
    "Monitor",
    "Bulletin",
    "Letter",
)

# Type of the event, what its actor does to whom or about what, and what somebody who gets it wrong writes instead.
HEADLINES = (
    ("agree", "agrees to terms on {topic}", "agrees to talks on {topic}"),
    ("consult", "hosts talks on {topic}", "hosts consultations on {topic}"),
    ("support", "backs the plan on {topic}", "welcomes the plan on {topic}"),
    ("concede", "gives way on {topic}", "gives some ground on {topic}"),
    ("cooperate", "and partners share data on {topic}", "and partners share reports on {topic}"),
    ("aid", "sends a relief convoy", "sends two relief convoys"),
    ("retreat", "pulls troops back from a river crossing", "pulls some troops back from a river crossing"),
    ("request", "asks for a decision on {topic}", "asks for a vote on {topic}"),
    ("accuse", "accuses its neighbour of shelling", "accuses its neighbour of new shelling"),
    ("reject", "turns down the draft on {topic}", "turns down parts of the draft on {topic}"),
    ("threaten", "warns of consequences over {topic}", "warns of steps over {topic}"),
    ("protest", "sees a march over {topic}", "sees marches over {topic}"),
    ("sanction", "lists more companies over {topic}", "lists several companies over {topic}"),
    ("mobilize", "calls up reservists", "calls up more reservists"),
    ("coerce", "closes a checkpoint", "closes two checkpoints"),
    ("assault", "strikes a power station", "strikes a power substation"),
    ("assault", "shells a village at night", "shells two villages at night"),
    ("statement", "speaks on {topic}", "speaks at length on {topic}"),
)
SUMMARIES = (
    "The step came after a night of phone calls between the capitals.",
    "Witnesses and two officials gave different accounts of the hour.",
    "No document was shown; both sides promised one within days.",
    "It is the third such move this season, and the widest so far.",
    "Local authorities counted damage until the morning.",
    "Observers were let in late and saw only a part of the place.",
    "The neighbours' envoys were told an hour before.",
    "Mediators asked both delegations to stay at the table.",
    "Traffic over the bridge stopped for most of the day.",
    "A longer text is to follow once the parliaments have voted.",
)

# How a claim is put: kind, stance ("" where it takes no position), and words.
SAYINGS = (
    ("position", "proposes", "{who} proposed a first step on {issue}."),
    ("position", "accepts", "{who} accepted the draft on {issue}."),
    ("position", "accepts_with_conditions", "{who} would accept the text on {issue} under conditions."),
    ("position", "rejects", "{who} rejected the offer on {issue}."),
    ("position", "demands", "{who} demanded a binding answer on {issue}."),
    ("position", "withdraws", "{who} took back the offer on {issue}."),
    ("fact", "", "{who} said shells fell near the crossing before dawn."),
    ("fact", "", "{who} said the convoy reached the town without losses."),
    ("fact", "", "{who} said the power line was cut in two places."),
    ("fact", "", "{who} reported dead and wounded among those who waited."),
    ("fact", "", "{who} said observers had seen no heavy weapons."),
    ("commitment", "", "{who} promised to open the road to relief trucks."),
    ("commitment", "", "{who} promised a list of those who are held."),
    ("threat", "", "{who} warned that the answer would come without notice."),
    ("prediction", "", "{who} expected the talks to go on into winter."),
    ("opinion", "", "{who} called the proposal a pause that helps one side."),
)
CONDITIONS = (
    "if observers are let in first",
    "once the guns are drawn back",
    "if both parliaments agree",
    "after prisoners are exchanged",
)
RATIONALES = (
    "Compared with the recording, which has the same words.",
    "Two outlets without a common source have it.",
    "One report only; the ministry did not answer.",
    "Pictures of the place show otherwise.",
    "The words are right, what they say was not seen by anybody else.",
)
LEADS = {
    "en": "Asked by reporters who waited outside the building, ",
    "uk": "Відповідаючи журналістам, які чекали біля будівлі, ",
    "ru": "Отвечая на вопросы журналистов у входа в здание, ",
    "ar": "ردا على أسئلة الصحفيين أمام مبنى الوزارة مساء اليوم ",
    "el": "Απαντώντας στους δημοσιογράφους έξω από το κτίριο, ",
}
SAID = {
    "en": "{who} said: “{quote}” No further questions were taken that day.",
    "uk": "{who}: «{quote}» Інших запитань того дня не приймали.",
    "ru": "{who}: «{quote}» Других вопросов в тот день не было.",
    "ar": "{who}: «{quote}» ولم تقبل أسئلة أخرى في ذلك اليوم.",
    "el": "{who}: «{quote}» Δεν δέχθηκε άλλες ερωτήσεις εκείνη τη μέρα.",
}
# First, middle and last part of a quote: in its language, and in English.
QUOTES = {
    "en": (
        (("We have said from the start", ""), ("Our view has not changed", ""), ("Let me be plain", "")),
        (
            (" that the line must be quiet", ""),
            (" that no one speaks for us", ""),
            (" that a paper is not a truce", ""),
        ),
        ((" before anything is signed.", ""), (", today or in a year.", ""), (", whatever is offered.", "")),
    ),
    "uk": (
        (
            ("Ми від початку казали,", "We have said from the start"),
            ("Наша думка не змінилася:", "Our view has not changed:"),
            ("Скажу прямо:", "I will be plain:"),
            ("Нагадаю всім,", "Let me remind everybody"),
        ),
        (
            (" що вогонь має вщухнути", " that the fire has to stop"),
            (" що полонені мають повернутися додому", " that the prisoners have to come home"),
            (" що міст належить громаді", " that the bridge belongs to the town"),
            (" що жодна гарантія не діє сама", " that no guarantee works by itself"),
        ),
        (
            (" до першого підпису.", " before the first signature."),
            (" ще цієї зими.", " this very winter."),
            (", хоч би що нам пропонували.", ", whatever they offer us."),
        ),
    ),
    "ru": (
        (
            ("Мы с самого начала говорили,", "We have said from the start"),
            ("Наша позиция прежняя:", "Our position is as before:"),
            ("Скажу коротко:", "I will be short:"),
            ("Напомню коллегам,", "Let me remind my colleagues"),
        ),
        (
            (" что стрельба должна прекратиться", " that the shooting has to end"),
            (" что дорогу откроют для грузов", " that the road will be opened for goods"),
            (" что наблюдатели увидят всё", " that the observers will see everything"),
            (" что решение принимаем мы сами", " that we decide for ourselves"),
        ),
        (
            (" до подписания бумаг.", " before papers are signed."),
            (" уже этой осенью.", " this very autumn."),
            (", что бы ни говорили соседи.", ", whatever the neighbours say."),
        ),
    ),
    "ar": (
        (("قلنا منذ البداية", "We have said from the start"), ("موقفنا لم يتغير", "Our position has not changed")),
        (
            (" إن الطريق يجب أن يفتح", ": the road has to be opened"),
            (" إن الهدنة ليست ورقة", ": a truce is no sheet of paper"),
        ),
        ((" قبل الشتاء.", " before winter."), (" من دون شروط.", " without conditions.")),
    ),
    "el": (
        (
            ("Το είπαμε από την αρχή", "We have said it from the start"),
            ("Δεν αλλάξαμε θέση", "We have not changed our view"),
        ),
        (
            (": τα όπλα πρέπει να σιγήσουν", ": the guns have to fall silent"),
            (": ο δρόμος πρέπει να ανοίξει", ": the road has to open"),
        ),
        ((" πριν από τον χειμώνα.", " before winter."), (" χωρίς όρους.", " without conditions.")),
    ),
}
LANGUAGES = (("uk", 38), ("ru", 30), ("en", 22), ("ar", 5), ("el", 5))
NOTES = {
    "title": "An earlier version of the headline gave the number wrongly.",
    "summary": "An earlier version of the summary put the order of events wrongly.",
    "date": "An earlier version gave the day too exactly.",
    "verdict": "A statement was rated otherwise before a second recording came in.",
}
WITHDRAWN = "The event turned out to be another one that was already on the timeline."
