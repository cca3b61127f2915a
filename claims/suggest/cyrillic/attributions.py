# ruff: noqa: E501, SIM905 - patterns and word lists read better unbroken
"""Who says what in Ukrainian and Russian: verbs of saying, "за словами", quotations with a dash."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.suggest.sentences import Item, Sentence
from claims.suggest.types import Attribution, Span

# Stems of verbs, each with the English verb whose sort of statement they make.
_VERBS = {
    "say": "сказа(?:в|ла|ли|ло|л)|каже|кажуть|говорить|говорят|говорил[аи]?|казав|казала",
    "declare": "заяви(?:в|ла|ли|ло|л)|заявля(?:є|ють|ет|ют)|проголоси(?:в|ла|ли)|провозгласил[аи]?",
    "report": "повідоми(?:в|ла|ли|ло)|повідомля(?:є|ють)|сообщил[аио]?|сообща(?:ет|ют)|доповіли|доложил[аи]?|інформу(?:є|ють)",
    "stress": "наголоси(?:в|ла|ли|ло)|підкресли(?:в|ла|ли)|подчеркнул[аи]?|наголошу(?:є|ють)|подчеркива(?:ет|ют)",
    "add": "дода(?:в|ла|ли|ло)|добавил[аи]?",
    "write": "написа(?:в|ла|ли|л)|пише|пишет|пишуть|пишут",
    "note": "зазначи(?:в|ла|ли)|відзначи(?:в|ла|ли)|отметил[аи]?|указал[аи]?|нагада(?:в|ла|ли)|напомнил[аи]?",
    "explain": "поясни(?:в|ла|ли|л|ло)|пояснил[аи]?|уточни(?:в|ла|ли|л)|объяснил[аи]?",
    "promise": "пообіця(?:в|ла|ли)|пообещал[аи]?",
    "warn": "попереди(?:в|ла|ли)|предупредил[аи]?|застеріг|застерегл[аи]",
    "threaten": "погрожу(?:є|ють|вав)|пригрози(?:в|л|ла)|угрожа(?:ет|л)",
    "believe": "вважа(?:є|ють|в)|счита(?:ет|ют|л)|переконан(?:ий|а|і)|уверен[аы]?",
    "claim": "стверджу(?:є|ють|вав)|утвержда(?:ет|ют|л)",
    "hope": "сподіва(?:ється|ються)|надеется|надеются|висловила? надію|выразил[аи]? надежду",
    "propose": "запропонува(?:в|ла|ли)|пропону(?:є|ють)|предложил[аи]?|предлага(?:ет|ют)",
    "demand": "вимага(?:є|ють|в|ла|ли)|потребовал[аи]?|требу(?:ет|ют)|закликал?[аив]?|призвал[аи]?|призыва(?:ет|ют)",
    "reject": "відкину(?:в|ла|ли)|відхили(?:в|ла|ли)|отверг(?:ла|ли|ло)?|отклонил[аи]?",
    "accept": "прийня(?:в|ла|ли|ло)|прийма(?:є|ють)|принима(?:ет|ют)|погоди(?:вся|лася|лися|лася)|принял[аи]?|согласил(?:ся|ась|ись)",
    "confirm": "підтверди(?:в|ла|ли)|подтвердил[аи]?",
    "deny": "спростува(?:в|ла|ли)|запереч(?:ив|ила|или)|опроверг(?:ла|ли)?",
    "acknowledge": "визна(?:в|ла|ли)|признал[аи]?",
}
_VERB = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _VERBS.items()), re.IGNORECASE)
_NOUN_VERBS = frozenset({"propose", "demand", "reject", "accept", "confirm", "deny"})
_ACCORDING = frozenset(
    {
        ("за", "словами"),
        ("по", "словам"),
        ("за", "даними"),
        ("по", "данным"),
        ("за", "інформацією"),
        ("по", "информации"),
    }
)
_WHOSE = frozenset({"його", "її", "їх", "їхніми", "его", "её", "ее", "их"})
_THAT = frozenset({"що", "что", "щоб", "чтобы", "нібито", "якобы"})
_DASHES = frozenset("—–-")
_SUBORDINATE = frozenset(
    "який яка яке які который которая которые якщо если коли когда де где бо тому але но проте".split()
)


def slavic_attributions(sentences: Sequence[Sentence]) -> list[Attribution]:
    """All attributions of a Ukrainian or Russian text."""
    found: list[Attribution] = []
    for sentence in sentences:
        items = sentence.items
        here: list[Attribution] = []
        for index, item in enumerate(items):
            if item.kind != "word":
                continue
            match = _VERB.fullmatch(item.lower)
            if match is not None and match.lastgroup:
                made = _of_verb(items, index, match.lastgroup)
                if made is not None and not any(_overlap(made.content, one.content) for one in here):
                    here.append(made)
            elif (
                index + 2 < len(items)
                and (item.lower, items[index + 2].lower) in _ACCORDING
                and items[index + 1].lower in _WHOSE
            ):
                made = _by_his_words(items, index)
                if made is not None:
                    here.append(made)
            elif index + 1 < len(items) and (item.lower, items[index + 1].lower) in _ACCORDING:
                made = _according(items, index)
                if made is not None:
                    here.append(made)
        found += here
    return found


def _overlap(one: Sequence[Span], other: Sequence[Span]) -> bool:
    return any(a < d and c < b for a, b in one for c, d in other)


def _of_verb(items: Sequence[Item], at: int, verb: str) -> Attribution | None:
    end = len(items)
    cue = (items[at].start, items[at].end)
    # «…», — заявив X
    before = at - 1
    if before >= 1 and items[before].text in _DASHES | {","} and _quote_end(items, before) is not None:
        source = _phrase_after(items, at + 1, end)
        quote = _quote_end(items, before)
        if source is not None and quote is not None:
            content = (
                [(items[0].start, items[quote].end)]
                if _reported(items, quote)
                else [(items[quote].start, items[quote].end)]
            )
            again = next(
                (k for k in range(source[1], end) if items[k].kind == "quote" and items[k - 1].kind == "mark"), None
            )
            if again is not None:
                content.append((items[again].start, items[again].end))
            return _made(items, content, cue, source, (verb, "uk-ru-inverted", 0.9, "quote"))
    subject = _phrase_before(items, at)
    after = at + 1
    # X заявив, що … / X заявив: «…»
    while after < end and after < at + 14:
        item = items[after]
        if item.text == "," and after + 1 < end and items[after + 1].lower in _THAT:
            return _made(
                items,
                [_to_end(items, after + 1, end)],
                cue,
                subject or _phrase_between(items, at + 1, after),
                (verb, "uk-ru-clause", 0.85, "that"),
            )
        if item.kind == "quote" and (items[after - 1].text in (":", "—") or after == at + 1):
            return _made(
                items,
                [_to_end(items, after, end)],
                cue,
                subject or _phrase_between(items, at + 1, after - 1),
                (verb, "uk-ru-quote", 0.9, "quote"),
            )
        if item.text in (",", "—", "–") and after > at + 1 and items[after].text != ":":
            break
        after += 1
    # …, сказав X.
    if before >= 0 and items[before].text in _DASHES | {","} and before > 1:
        source = _phrase_after(items, at + 1, end)
        if source is not None and (source[1] >= end - 1 or items[source[1]].text == ","):
            stop = before - 1 if items[before - 1].text != "," else before - 2
            content = [(items[0].start, items[stop].end)]
            if source[1] + 1 < end and items[source[1]].text == ",":
                content.append(_to_end(items, source[1] + 1, end))
            return _made(items, content, cue, source, (verb, "uk-ru-inverted", 0.75, "clause"))
    if verb in _NOUN_VERBS and subject is not None and at + 1 < end and items[at + 1].kind in ("word", "quote"):
        return _made(items, [_to_end(items, at + 1, end)], cue, subject, (verb, "uk-ru-object", 0.6, "noun"))
    return None


def _quote_end(items: Sequence[Item], index: int) -> int | None:
    """The quotation that ends before a dash or comma."""
    at = index
    while at >= 0 and items[at].kind == "mark":
        at -= 1
    return at if at >= 0 and items[at].kind == "quote" and index - at <= 2 else None


def _reported(items: Sequence[Item], quote: int) -> bool:
    """Words before the quotation that belong to it, without a source of their own."""
    return quote > 0 and not any(_VERB.fullmatch(item.lower) or item.text in ":—" for item in items[:quote])


def _phrase_before(items: Sequence[Item], at: int) -> tuple[int, int] | None:
    start = at
    while start > 0:
        item = items[start - 1]
        if item.kind != "word" or item.lower in _THAT | _SUBORDINATE or _VERB.fullmatch(item.lower):
            break
        start -= 1
    if start == at and at > 1 and items[at - 1].text == ",":
        # An apposition between commas: the subject stands before it.
        opening = next((k for k in range(at - 2, -1, -1) if items[k].text == ","), None)
        return _phrase_before(items, opening) if opening is not None else None
    while start < at and items[start].lower in (
        "але",
        "но",
        "проте",
        "однак",
        "однако",
        "також",
        "также",
        "і",
        "и",
        "а",
        "й",
    ):
        start += 1
    while (
        start < at - 1
        and items[start].lower in ("у", "в", "во", "на", "під", "после", "після", "раніше", "ранее")
        and not items[start + 1].capital
    ):
        start += 2
    return (start, at) if start < at else None


def _phrase_after(items: Sequence[Item], start: int, end: int) -> tuple[int, int] | None:
    index = start
    while index < end and items[index].kind == "word" and items[index].lower not in _THAT | _SUBORDINATE:
        if index > start and items[index].lower in (
            "у",
            "в",
            "во",
            "на",
            "під",
            "після",
            "после",
            "перед",
            "журналістам",
            "журналистам",
        ):
            break
        index += 1
    return (start, index) if index > start else None


def _phrase_between(items: Sequence[Item], start: int, end: int) -> tuple[int, int] | None:
    return _phrase_after(items, start, end) if end > start else None


def _to_end(items: Sequence[Item], start: int, end: int) -> Span:
    while end > start + 1 and items[end - 1].kind == "mark":
        end -= 1
    return items[start].start, items[end - 1].end


def _according(items: Sequence[Item], index: int) -> Attribution | None:
    end = len(items)
    source = _phrase_after(items, index + 2, end)
    if source is None:
        return None
    cue = (items[index].start, items[index + 1].end)
    if index <= 1:
        comma = next((k for k in range(source[1], end) if items[k].text == ","), None)
        if comma is None or comma + 1 >= end:
            return None
        content = [_to_end(items, comma + 1, end)]
    else:
        content = [_to_end(items, 0, index)]
        if source[1] + 1 < end and items[index - 1].text == "," and items[source[1]].text == ",":
            rest = source[1] + 2 if items[source[1] + 1].text in _DASHES and source[1] + 2 < end else source[1] + 1
            content.append(_to_end(items, rest, end))
    return _made(items, content, cue, source, ("according to", "uk-ru-according-to", 0.85, "clause"))


def _by_his_words(items: Sequence[Item], index: int) -> Attribution | None:
    """As in "За його словами, …" and "…, за його словами, …"."""
    end = len(items)
    cue = (items[index].start, items[index + 2].end)
    source = (index + 1, index + 2)
    rest = index + 3
    content = []
    if index > 1:
        content.append(_to_end(items, 0, index))
    if rest + 1 < end and items[rest].text == ",":
        content.append(_to_end(items, rest + 1, end))
    return (
        _made(items, content, cue, source, ("according to", "uk-ru-according-to", 0.8, "clause")) if content else None
    )


def _made(
    items: Sequence[Item],
    content: list[Span],
    cue: Span,
    source: tuple[int, int] | None,
    reading: tuple[str, str, float, str],
) -> Attribution:
    """An attribution from its parts; `reading` is verb, rule, score and shape."""
    verb, rule, score, shape = reading
    where = ((items[source[0]].start, items[source[1] - 1].end),) if source else ()
    return Attribution(tuple(content), (cue,), where, verb, rule, score - (0.0 if source else 0.2), shape=shape)
