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


def gettext_noop(words: str) -> str:
    """Marks words for the catalogues; they are translated where they are shown, as the engine knows no Django."""
    return words


RULES: dict[str, Rule] = {
    "preposed": Rule(
        gettext_noop("who says it, then the verb, then what is said"),
        "Berg said that the bridge was open.",
        "The said bridge was closed.",
    ),
    "trailing": Rule(
        gettext_noop("what is said, then who says it and the verb, also in the middle of the words"),
        "The bridge is open, Berg said.",
        "The bridge, a plan announced on Monday, is open.",
    ),
    "inverted": Rule(
        gettext_noop("what is said, then the verb and who says it"),
        "“The bridge is open,” said Olaf Dahl, the envoy.",
        "Dahl, in a letter, said Berg was late.",
    ),
    "participle": Rule(
        gettext_noop("words behind “saying”, “adding” or the like, said by the subject of the sentence"),
        "Berg left the hall, saying the bridge was open.",
        "The old saying is that bridges burn.",
    ),
    "coordinated": Rule(
        gettext_noop("a second verb with the same subject: “… and added that …”"),
        "Berg said the road was safe and added that the bridge was open.",
        "Berg read the note and the map.",
    ),
    "according-to": Rule(
        gettext_noop("words with “according to” or the like beside them"),
        "The bridge was open, according to Radio North.",
        "They were seated according to rank, it seems.",
    ),
    "as-clause": Rule(
        gettext_noop("a sentence that begins with “As somebody noted,”"),
        "As Berg noted, the bridge was open.",
        "As Berg left, the bridge was open.",
    ),
    "asked": Rule(
        gettext_noop("what somebody was asked: “Asked whether …”"),
        "Asked whether the bridge was open, Berg left.",
        "Berg asked whether the bridge was open.",
    ),
    "passive": Rule(
        gettext_noop("what was proposed, rejected or the like “by” somebody"),
        "The bridge plan was rejected by Berg.",
        "The bridge was rejected outright.",
    ),
    "colon": Rule(
        gettext_noop("a name, a colon, and a quotation"),
        "Anna Berg: “The bridge is open.”",
        "There was one reason: “the bridge”.",
    ),
    "block-quote": Rule(
        gettext_noop("a sentence that ends in a colon, and the quotation in the paragraph below"),
        "Berg wrote:\n“The bridge is open.”",
        "Three things were needed:\n“The bridge is open.”",
    ),
    "relative-position": Rule(
        gettext_noop("a position in a clause with “which”: “a plan, which somebody has accepted”"),
        "Envoys met over a plan for a winter truce, which Northland has put forward.",
        "They built a bridge, which Northland has painted red.",
    ),
    "nominal-position": Rule(
        gettext_noop("a position in a noun: somebody’s support for it, the refusal of it by somebody"),
        "Anna Berg has been loud in her support for a truce.",
        "Support for a truce was thin.",
    ),
    "demand-list": Rule(
        gettext_noop("each of several demands in one sentence"),
        "Southmark is also pushing for limits on tolls, free fishing, and a truce.",
        "Southmark is pushing for a truce at sea and on land.",
    ),
    "narrated-fact": Rule(
        gettext_noop("what the article tells in its own voice of a known actor"),
        "Southmarker troops captured the bridge in Kelm Valley.",
        "The weather in the valley was mild and dry.",
    ),
    "event-in-passing": Rule(
        gettext_noop("an event that a sentence names on its way, with its place"),
        "Northland resumed the ferry following peace talks in Kelm Valley.",
        "Northland resumed the ferry following rain in Kelm Valley.",
    ),
    "dated-event": Rule(
        gettext_noop("an event that a sentence names on its way, with its date"),
        "The army held land lost during last summer's Northlander offensive in Kelm Valley.",
        "The army held land lost during the Northlander offensive.",
    ),
    "appearance": Rule(
        gettext_noop("that somebody spoke on or to an outlet"),
        "Olaf Dahl, speaking on Radio North, called the truce a trap.",
        "Olaf Dahl, speaking on Monday, called the truce a trap.",
    ),
    "uk-ru-inverted": Rule(
        gettext_noop("Ukrainian, Russian: what is said, then the verb and who says it"),
        "«Міст відкритий», — сказав Іван Коваль.",
        "Міст, дорога і поле.",
    ),
    "uk-ru-clause": Rule(
        gettext_noop("Ukrainian, Russian: who says it, the verb, and a clause with «що» or «что»"),
        "Коваль заявив, що міст відкритий.",
        "Коваль пішов, що всіх здивувало.",
    ),
    "uk-ru-quote": Rule(
        gettext_noop("Ukrainian, Russian: who says it, the verb, and a quotation"),
        "Коваль сказав: «Міст відкритий».",
        "Коваль читав «Кобзар».",
    ),
    "uk-ru-according-to": Rule(
        gettext_noop("Ukrainian, Russian: words with «за словами», «по словам» or the like beside them"),
        "За словами Коваля, міст відкритий.",
        "За мостом стояв Коваль.",
    ),
    "uk-ru-object": Rule(
        gettext_noop("Ukrainian, Russian: somebody rejects, supports or demands a thing"),
        "Коваль відкинув перемир’я.",
        "Коваль відкинув.",
    ),
    "in-view": Rule(
        gettext_noop("what holds “in somebody’s view” or “words”"),
        "In Berg’s view, the bridge is open.",
        "In plain view, the bridge fell.",
    ),
    "attitude-noun": Rule(
        gettext_noop("what somebody voices concern about, support for, doubt of: the noun says how"),
        "Berg voiced deep concern about the bridge.",
        "There was little support for the bridge.",
    ),
    "attitude-adjective": Rule(
        gettext_noop("what somebody is confident, wary or aware of"),
        "Berg is confident that the bridge will hold.",
        "It is clear that the bridge will hold.",
    ),
    "seeming": Rule(
        gettext_noop("what appears to be so or is expected, by nobody who is named"),
        "The bridge is expected to open in May.",
        "The train expected to arrive first was late.",
    ),
    "uk-ru-colon": Rule(
        gettext_noop("Ukrainian, Russian: who says it, the verb, a colon, and what is said without quotation marks"),
        "Коваль попередив: якщо міст закриють, буде затор.",
        "Коваль побачив три речі: міст, дорогу, річку.",
    ),
    "uk-ru-as-said": Rule(
        gettext_noop("Ukrainian, Russian: words with «як повідомив» or «как сообщил» beside them"),
        "Як повідомив Коваль, міст відкритий.",
        "Як Коваль, він пішов.",
    ),
    "uk-ru-about-this": Rule(
        gettext_noop("Ukrainian, Russian: «про це повідомив …» behind the sentence that is meant"),
        "Міст закрили вночі. Про це повідомив Коваль.",
        "Міст закрили вночі. Це здивувало всіх.",
    ),
    "uk-ru-impersonal": Rule(
        gettext_noop("Ukrainian, Russian: «йдеться у заяві», «говорится в сообщении»"),
        "У заяві міністерства йдеться, що міст відкритий.",
        "Йдеться до зими.",
    ),
    "uk-ru-infinitive": Rule(
        gettext_noop("Ukrainian, Russian: somebody promises, proposes or refuses to do something"),
        "Коваль пообіцяв відкрити міст.",
        "Коваль пішов відкривати міст.",
    ),
    "uk-ru-ready": Rule(
        gettext_noop("Ukrainian, Russian: somebody is ready or not ready to do something"),
        "Коваль готовий піти на перемир’я.",
        "Коваль купил готовый обед.",
    ),
    "uk-ru-nominal": Rule(
        gettext_noop("Ukrainian, Russian: a noun of saying: «вимога», «отказ», «заява про те, що»"),
        "Вимога Коваля відкрити міст залишилася без відповіді.",
        "Міст Коваля залишився без ремонту.",
    ),
    "uk-ru-headline-colon": Rule(
        gettext_noop("Ukrainian, Russian: a headline with the speaker before a colon"),
        "Коваль: міст відкритий",
        "Три речі: міст, дорога, річка",
    ),
    "uk-ru-headline-dash": Rule(
        gettext_noop("Ukrainian, Russian: a headline with the speaker behind a dash"),
        "Міст закриють завтра — Коваль",
        "Міст закриють завтра — прогноз на ранок.",
    ),
    "uk-ru-dialogue": Rule(
        gettext_noop("Ukrainian, Russian: direct speech behind a dash, with who says it between dashes"),
        "— Міст відкритий, — сказав Коваль.",
        "— Міст відкритий.",
    ),
    "uk-ru-inside-quote": Rule(
        gettext_noop("Ukrainian, Russian: who says it stands within the quotation marks"),
        "«Міст відкритий, — сказав Коваль. — Дорога вільна».",
        "«Міст відкритий — дорога вільна».",
    ),
    "headline": Rule(
        gettext_noop("a headline with the speaker before a colon"),
        "Berg: bridge will open in May",
        "three things: bridge and road and river",
    ),
}
