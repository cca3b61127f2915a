"""The engine's rules by name: what each reads, an example of it, and a sentence that it must leave alone.

The examples are tests: `tests/claims/suggest/test_rules.py` has the engine read each of them. Its people and places
are those of the tests' gazetteer.
"""

from typing import NamedTuple


class Rule(NamedTuple):
    """What a rule reads, for whoever decides on its suggestions."""

    reads: str
    example: str
    leaves: str  # a sentence near to it of which the rule makes nothing


RULES: dict[str, Rule] = {
    "preposed": Rule(
        "who says it, then the verb, then what is said",
        "Berg said that the bridge was open.",
        "The said bridge was closed.",
    ),
    "trailing": Rule(
        "what is said, then who says it and the verb, also in the middle of the words",
        "The bridge is open, Berg said.",
        "The bridge, a plan announced on Monday, is open.",
    ),
    "inverted": Rule(
        "what is said, then the verb and who says it",
        "“The bridge is open,” said Olaf Dahl, the envoy.",
        "Dahl, in a letter, said Berg was late.",
    ),
    "participle": Rule(
        "words behind “saying”, “adding” or the like, said by the subject of the sentence",
        "Berg left the hall, saying the bridge was open.",
        "The old saying is that bridges burn.",
    ),
    "coordinated": Rule(
        "a second verb with the same subject: “… and added that …”",
        "Berg said the road was safe and added that the bridge was open.",
        "Berg read the note and the map.",
    ),
    "according-to": Rule(
        "words with “according to” or the like beside them",
        "The bridge was open, according to Radio North.",
        "They were seated according to rank, it seems.",
    ),
    "as-clause": Rule(
        "a sentence that begins with “As somebody noted,”",
        "As Berg noted, the bridge was open.",
        "As Berg left, the bridge was open.",
    ),
    "asked": Rule(
        "what somebody was asked: “Asked whether …”",
        "Asked whether the bridge was open, Berg left.",
        "Berg asked whether the bridge was open.",
    ),
    "passive": Rule(
        "what was proposed, rejected or the like “by” somebody",
        "The bridge plan was rejected by Berg.",
        "The bridge was rejected outright.",
    ),
    "colon": Rule(
        "a name, a colon, and a quotation",
        "Anna Berg: “The bridge is open.”",
        "There was one reason: “the bridge”.",
    ),
    "block-quote": Rule(
        "a sentence that ends in a colon, and the quotation in the paragraph below",
        "Berg wrote:\n“The bridge is open.”",
        "Three things were needed:\n“The bridge is open.”",
    ),
    "relative-position": Rule(
        "a position in a clause with “which”: “a plan, which somebody has accepted”",
        "Envoys met over a plan for a winter truce, which Northland has put forward.",
        "They built a bridge, which Northland has painted red.",
    ),
    "nominal-position": Rule(
        "a position in a noun: somebody’s support for it, the refusal of it by somebody",
        "Anna Berg has been loud in her support for a truce.",
        "Support for a truce was thin.",
    ),
    "demand-list": Rule(
        "each of several demands in one sentence",
        "Southmark is also pushing for limits on tolls, free fishing, and a truce.",
        "Southmark is pushing for a truce at sea and on land.",
    ),
    "narrated-fact": Rule(
        "what the article tells in its own voice of a known actor",
        "Southmarker troops captured the bridge in Kelm Valley.",
        "The weather in the valley was mild and dry.",
    ),
    "event-in-passing": Rule(
        "an event that a sentence names on its way, with its place",
        "Northland resumed the ferry following peace talks in Kelm Valley.",
        "Northland resumed the ferry following rain in Kelm Valley.",
    ),
    "dated-event": Rule(
        "an event that a sentence names on its way, with its date",
        "The army held land lost during last summer's Northlander offensive in Kelm Valley.",
        "The army held land lost during the Northlander offensive.",
    ),
    "appearance": Rule(
        "that somebody spoke on or to an outlet",
        "Olaf Dahl, speaking on Radio North, called the truce a trap.",
        "Olaf Dahl, speaking on Monday, called the truce a trap.",
    ),
    "uk-ru-inverted": Rule(
        "Ukrainian, Russian: what is said, then the verb and who says it",
        "«Міст відкритий», — сказав Іван Коваль.",
        "Міст, дорога і поле.",
    ),
    "uk-ru-clause": Rule(
        "Ukrainian, Russian: who says it, the verb, and a clause with «що» or «что»",
        "Коваль заявив, що міст відкритий.",
        "Коваль пішов, що всіх здивувало.",
    ),
    "uk-ru-quote": Rule(
        "Ukrainian, Russian: who says it, the verb, and a quotation",
        "Коваль сказав: «Міст відкритий».",
        "Коваль читав «Кобзар».",
    ),
    "uk-ru-according-to": Rule(
        "Ukrainian, Russian: words with «за словами», «по словам» or the like beside them",
        "За словами Коваля, міст відкритий.",
        "За мостом стояв Коваль.",
    ),
    "uk-ru-object": Rule(
        "Ukrainian, Russian: somebody rejects, supports or demands a thing",
        "Коваль відкинув перемир’я.",
        "Коваль відкинув.",
    ),
    "in-view": Rule(
        "what holds “in somebody’s view” or “words”",
        "In Berg’s view, the bridge is open.",
        "In plain view, the bridge fell.",
    ),
    "attitude-noun": Rule(
        "what somebody voices concern about, support for, doubt of: the noun says how",
        "Berg voiced deep concern about the bridge.",
        "There was little support for the bridge.",
    ),
    "attitude-adjective": Rule(
        "what somebody is confident, wary or aware of",
        "Berg is confident that the bridge will hold.",
        "It is clear that the bridge will hold.",
    ),
    "seeming": Rule(
        "what appears to be so or is expected, by nobody who is named",
        "The bridge is expected to open in May.",
        "The train expected to arrive first was late.",
    ),
    "uk-ru-colon": Rule(
        "Ukrainian, Russian: who says it, the verb, a colon, and what is said without quotation marks",
        "Коваль попередив: якщо міст закриють, буде затор.",
        "Коваль побачив три речі: міст, дорогу, річку.",
    ),
    "uk-ru-as-said": Rule(
        "Ukrainian, Russian: words with «як повідомив» or «как сообщил» beside them",
        "Як повідомив Коваль, міст відкритий.",
        "Як Коваль, він пішов.",
    ),
    "uk-ru-about-this": Rule(
        "Ukrainian, Russian: «про це повідомив …» behind the sentence that is meant",
        "Міст закрили вночі. Про це повідомив Коваль.",
        "Міст закрили вночі. Це здивувало всіх.",
    ),
    "uk-ru-impersonal": Rule(
        "Ukrainian, Russian: «йдеться у заяві», «говорится в сообщении»",
        "У заяві міністерства йдеться, що міст відкритий.",
        "Йдеться до зими.",
    ),
    "uk-ru-infinitive": Rule(
        "Ukrainian, Russian: somebody promises, proposes or refuses to do something",
        "Коваль пообіцяв відкрити міст.",
        "Коваль пішов відкривати міст.",
    ),
    "uk-ru-ready": Rule(
        "Ukrainian, Russian: somebody is ready or not ready to do something",
        "Коваль готовий піти на перемир’я.",
        "Коваль купил готовый обед.",
    ),
    "uk-ru-nominal": Rule(
        "Ukrainian, Russian: a noun of saying: «вимога», «отказ», «заява про те, що»",
        "Вимога Коваля відкрити міст залишилася без відповіді.",
        "Міст Коваля залишився без ремонту.",
    ),
    "uk-ru-headline-colon": Rule(
        "Ukrainian, Russian: a headline with the speaker before a colon",
        "Коваль: міст відкритий",
        "Три речі: міст, дорога, річка",
    ),
    "uk-ru-headline-dash": Rule(
        "Ukrainian, Russian: a headline with the speaker behind a dash",
        "Міст закриють завтра — Коваль",
        "Міст закриють завтра — прогноз на ранок.",
    ),
    "uk-ru-dialogue": Rule(
        "Ukrainian, Russian: direct speech behind a dash, with who says it between dashes",
        "— Міст відкритий, — сказав Коваль.",
        "— Міст відкритий.",
    ),
    "uk-ru-inside-quote": Rule(
        "Ukrainian, Russian: who says it stands within the quotation marks",
        "«Міст відкритий, — сказав Коваль. — Дорога вільна».",
        "«Міст відкритий — дорога вільна».",
    ),
    "headline": Rule(
        "a headline with the speaker before a colon",
        "Berg: bridge will open in May",
        "three things: bridge and road and river",
    ),
}
