# ruff: noqa: E501 - patterns read better unbroken
"""What sort of statement it is in Ukrainian and Russian: kind, stance, negation, hedging and reported doubt."""

from __future__ import annotations

import re

from claims.suggest.cyrillic.lexicon import EXPERTS, VERBS
from claims.suggest.cyrillic.morphology import Word, word_of
from claims.suggest.kinds import STANCE_OF_VERB, Sort
from claims.suggest.speech_acts import act_of
from lib.any_case import AnyCase

_WORDS = re.compile(r"[\w'’ʼ-]+")
_PREDICTIONS = frozenset({"expect", "predict", "fear", "warn"})
_OPINIONS = frozenset(
    {"call", "accuse", "criticize", "condemn", "praise", "boast", "complain", "doubt", "hope", "suspect", "hint"}
)
_HOLDS = frozenset({"believe", "think", "speculate"})
_MAY_THREATEN = frozenset({"warn", "say", "declare", "stress", "add", "reply", "note", "promise", "assure", "write"})
_WANTS = frozenset({"want"})

_THREAT = AnyCase(
    r"\b(?:санкці|санкци|наслідк|последстви|дзеркальн|зеркальн|жорстк\w+ відпов|жестк\w+ ответ|жёстк\w+ ответ|пошкоду|пожалее|пожалею|заплатить|заплатят"
    r"|знищ|уничтож|накаже|накажем|покара|расцен\w+ как|розцін\w+ як|удари(?:мо|м|ть)|вдаримо|відпові(?:мо|сть|дуть)|ответ(?:им|ит|ят)|відплат|возмезд|відповідь|ответ\b|законн\w+ ціл|законн\w+ цел|сторон\w+ конфлікту|сторон\w+ конфликта)"
    r"|\b(?:не залиш\w+|не остан\w+) без (?:відповід|ответ)",
)
_CONDITION = re.compile(r"\b(?:якщо|если|у разі|в случае|інакше|иначе)\b", re.IGNORECASE)
_RESERVED = re.compile(
    r"\b(?:якщо|если|за умови|при условии|але|но|однак|однако|проте|нюанс\w*|застережен\w+|оговорк\w+|лише за|только при|лише після|только после|тільки)\b",
    re.IGNORECASE,
)
_REFUSES = AnyCase(
    r"\b(?:неприйнятн|неприпустим|неприемлем|недопустим)\w*|\bне (?:може бути|может быть) (?:й |и )?(?:мови|речи)|\b(?:не|ніколи не|никогда не) (?:\w+ )?(?:визна(?:є|ю|в)|призна(?:ё|е|ю)"
    r"|погодж?(?:у|ит|ят|им)|соглас(?:и|н|ен)|прийма|прийме|прийму|прим(?:ет|ут|ем)|принима|поступ|уступ|відда|віддас|отда|підпи|подпи|допуст|готов)\w*"
    r"|\bне (?:може|можуть|можемо|может|можем|могут|буд\w+) (?:\w+ )?(?:прийняти|принять|погодит|согласит|визна|призна|підтрим|поддерж|пого)\w*"
    r"|\b(?:відкида|відхиля|отверга|отклоня)\w+|\bне (?:піде|підуть|підемо|пойдёт|пойдет|пойдут|пойдём|пойдем) на\b|\b(?:категорично|категорически) проти?в?\b|\bвиступа\w+ проти?в?\b",
)
_READY = AnyCase(
    r"\b(?:готов(?:ий|а|і|е|ы|о|ая|ые)?|згод(?:ен|на|ні)|соглас(?:ен|на|ны)|підтриму(?:є|ю)\w*|поддержива(?:е|ю)\w+|погоджу(?:є|ю)\w+|соглаша(?:е|ю)\w+|прийма(?:є|ю)\w*|принима(?:е|ю)\w+)\b",
)
_READY_PAST = re.compile(
    r"\b(?:підтрима[влн]\w*|поддержа[лн]\w*|погоди[вл]\w*|согласи[л]\w*|прийня[вл]\w*|приня[л]\w*)\b", re.IGNORECASE
)
_OURS = re.compile(r"(?:^|[^\w])(?:ми|мы|я|наш\w*|нам|нас)\b", re.IGNORECASE)
_DEMANDS = re.compile(
    r"\b(?:повин(?:ен|на|ні|но)|должен|должн[аоы]|мус(?:ить|ять|имо)|необхідн\w+|необходим\w*|вимага(?:є|ю)\w*|требу(?:е|ю)\w+|наполяга(?:є|ю)\w*|настаива(?:е|ю)\w+|умовою|условием|домага(?:є|ю)\w+ся|добива(?:е|ю)тся|добиваемся)\b"
    r"|\b(?:має|мають|маємо|слід|следует|потрібно|треба|нужно|надо) (?:\w+ )?\w+(?:ти|тися|ть|ться|йти)\b|\b(?:нам|україні|украине|росії|россии) (?:\w+ )?(?:потріб|нуж)\w+|(?-i:\b[А-ЯІЇЄҐ]\w+[іуюе]) (?:не )?(?:потріб|нуж)\w+|\b(?:лише|тільки|лишь|только) (?:після|после|за умови|при условии|якщо|если)\b|\bпора \w+(?:ти|ть)\b",
    re.IGNORECASE,
)
_PROPOSES = re.compile(r"\b(?:пропону(?:є|ю)|предлага(?:е|ю))\w*", re.IGNORECASE)
_MAY = re.compile(r"\b(?:може|можуть|может|могут|здатн\w+|способн\w+)\b(?! не )", re.IGNORECASE)
_UNLIKELY = re.compile(r"\b(?:малоймовірн|маловероятн|неминуч|неизбежн)\w*", re.IGNORECASE)
_JUDGES = AnyCase(
    r"\b(?:маніпуляц|манипуляц|цинічн|циничн|абсурд|помилк|ошибк|ганьб|позор|злочин|преступн|безглузд|бессмысл|марн\w+|вдал|удачн|чудов|прекрасн|хорош|гарн|поган|плох|найкращ|лучш|найгірш|худш"
    r"|важлив|важн|обнадійлив|обнадежив|обнадёжив|продуктивн|конструктивн|перепочин|передышк|затягуван|затягиван|прикрит|фарс|шоу|нечесн|справедлив|шкідлив|вредн|небезпечн|опасн|корисн|полезн"
    r"|немало|замало|забагато|слишком|надто|цінує|ценим|вдячн|благодарн|на жаль|к сожалению|сподіва|наде(?:ем|юс|ет)|здається|кажется|фактично|фактически|дорого|дешев|імітаці|имитац|марив|істори\w+ шанс|лише пауз|лишь пауз|гр[аоуи]ть? (?:на|в)|блеф|залежить від|зависит от|провокац|наївн|наивн|бутафор|безглузд|незаконн|несправедлив|принизлив|унизительн)\w*",
)
_COMPARES = re.compile(
    r"\b(?:більш|менш|более|менее) (?!ніж|чем|как|як)\w+|\w{3,}(?:іший|іша|іше|іші|ее), (?:ніж|чем)\b|\b(?:надто|слишком|занадто) \w+",
    re.IGNORECASE,
)
_NEGATION = AnyCase(r"(?<!без )\b(?:не|ні|ни|нет|немає|нема|жоден|жодн\w+|никак\w*|ніяк\w*|ніколи|никогда)\b")
_HEDGE = AnyCase(
    r"\b(?:можливо|ймовірно|імовірно|мабуть|напевно|либонь|схоже|вочевидь|очевидно|вероятно|возможно|наверное|видимо|по-видимому|похоже|може|можуть|может|могут|міг би|мог бы|могла бы|могла б|могли бы|могли б)\b",
)
_DOUBT = AnyCase(
    r"\b(?:нібито|ніби то|буцімто|буцім|якобы|будто бы|мовляв|дескать|так зван\w+|так называем\w+|непідтверджен\w+|неподтвержд[её]нн\w+|бездоказов\w+|голослівн\w+|голословн\w+)\b"
    r"|\b(?:без|не нав\w+|не надав\w*|не прив\w+|не предостав\w+|не представ\w+) (?:\w+ )?(?:доказ|підтверджен|доказательств|подтвержден)\w*|\bдока(?:зів|зательств)\b[^.!?]{0,40}\bне (?:нав|нада|прив|предостав|представ)",
)
_QUIET = frozenset("побачити подивитися побачимо подивимося подивимось побачиться увидеть посмотреть".split())  # noqa: SIM905
_FUTURE_ENDINGS = ("ть", "ться", "тся", "де", "не", "ме", "є", "ться", "ет",
    "ёт", "ит", "ут", "ют", "ят", "ат", "мо", "ем", "им", "ём", "ду")  # fmt: skip


def sort_statement(
    *, verb: str, cue: str, content: str, issue: str | None, shape: str, source: str, language: str
) -> Sort:
    """Kind, stance, negation and hedging of one attributed statement."""
    negated = bool(_NEGATION.search(cue))
    statement = _Statement(
        verb=verb, content=content, issue=issue, shape=shape, source=source, language=language, negated=negated
    )
    kind, stance = statement.kind_and_stance()
    return Sort(
        kind=kind,
        issue=issue,
        stance=stance,
        negated=negated or bool(_NEGATION.search(content)),
        hedged=bool(_HEDGE.search(content)),
        act=act_of(verb=verb, content=content, kind=kind, stance=stance, unsaid=False),
    )


def is_doubted(words: str) -> bool:
    """Whether the article keeps its distance in these words."""
    return _DOUBT.search(words) is not None


class _Statement:
    """One statement while its kind is looked for."""

    def __init__(
        self, *, verb: str, content: str, issue: str | None, shape: str, source: str, language: str, negated: bool
    ) -> None:
        self.verb, self.content, self.issue, self.shape = verb, content, issue, shape
        self.source, self.language, self.negated = source, language, negated

    def kind_and_stance(self) -> tuple[str, str | None]:
        """By the verb where it decides, else by the words."""
        if self.negated and self.verb not in STANCE_OF_VERB and self.verb != "rule out":
            return "fact", None  # "did not say whether": that nothing was said is the fact
        if self.verb == "threaten" or self._threatens():
            return "threat", None
        by_verb = self._by_verb()
        return by_verb if by_verb is not None else self._by_words()

    def _threatens(self) -> bool:
        if self.verb not in _MAY_THREATEN or not _THREAT.search(self.content) or self._by_expert():
            return False
        return self.verb == "warn" or bool(_CONDITION.search(self.content) and self._future())

    def _by_verb(self) -> tuple[str, str | None] | None:
        verb = self.verb
        if verb == "promise" or (verb == "assure" and self._future()):
            return "commitment", None
        if verb == "agree on" and self.shape == "infinitive":
            return "commitment", None
        if verb == "refuse":
            return ("fact", None) if self._refuses_to_speak() else ("position", "rejects")
        if verb == "rule out":
            return ("prediction", None) if self.negated else ("position", "rejects")
        if verb in _PREDICTIONS:
            return "prediction", None
        if verb in _OPINIONS:
            return "opinion", None
        if verb in _HOLDS:
            guess = self._future() or (verb == "speculate" and _MAY.search(self.content))
            return ("prediction", None) if guess else ("opinion", None)
        return self._position()

    def _position(self) -> tuple[str, str | None] | None:
        stance = {"put forward": "proposes", "insist on": "demands"}.get(self.verb) or STANCE_OF_VERB.get(self.verb)
        if stance is None or (self.verb in _WANTS and not self.issue):
            return None
        if self.verb in ("propose", "recommend") and self.shape in ("that", "clause", "quote") and not self.issue:
            return None
        if self.negated:
            return "position", {"accepts": "rejects"}.get(stance)
        if stance == "accepts" and _RESERVED.search(self.content):
            stance = "accepts_with_conditions"
        return "position", stance

    def _by_words(self) -> tuple[str, str | None]:  # noqa: PLR0911 - the first sort of words decides
        content = self.content
        if _REFUSES.search(content):
            return "position", "rejects"
        if self._pledges():
            return "commitment", None
        expert = self._by_expert()
        if _UNLIKELY.search(content):
            return "prediction", None
        if _MAY.search(content) and not expert and not _JUDGES.search(content):
            return "prediction", None
        if not expert:
            ready = _READY.search(content) or (_OURS.search(content) and _READY_PAST.search(content))
            if ready and not content[: ready.start()].rstrip().endswith(" не"):
                return "position", "accepts_with_conditions" if _RESERVED.search(content) else "accepts"
            if _DEMANDS.search(content):
                return "position", "demands"
            if _PROPOSES.search(content):
                return "position", "proposes"
        if self._future():
            return "prediction", None
        if _JUDGES.search(content) or _COMPARES.search(content) or expert or self._without_verb():
            return "opinion", None
        return "fact", None

    def _words(self) -> list[str]:
        return _WORDS.findall(self.content.lower().replace("’", "'").replace("ʼ", "'"))

    def _read(self, word: str) -> Word:
        return word_of(word, self.language)

    def _future(self) -> bool:
        for word in self._words():
            if len(word) > 3 and word.endswith(_FUTURE_ENDINGS):
                verbs = self._read(word).verbs
                if (
                    verbs
                    and all(verb.tense == "futr" for verb in verbs if verb.form == "finite")
                    and any(verb.form == "finite" and verb.person == "3per" for verb in verbs)
                ):
                    return True
        return False

    def _pledges(self) -> bool:
        """As in "we will …": a verb in the first person of the future."""
        words = self._words()
        for before, word in zip(["", *words], words, strict=False):
            if before == "не" or (word in ("буду", "будемо", "будем") and "не" in words):
                continue
            if word.endswith(("мо", "мось", "мося", "ем", "им", "ём", "емся", "имся", "у", "ю")) and len(word) > 3:
                read = self._read(word)
                if read.noun or read.adjective:
                    continue
                if any(
                    verb.person == "1per" and verb.tense == "futr" and verb.lemma not in _QUIET for verb in read.verbs
                ):
                    return True
        return False

    def _by_expert(self) -> bool:
        return any(
            not EXPERTS.isdisjoint(self._read(word).lemmas)
            for word in _WORDS.findall(self.source.lower())[:6]
            if word[:4] in _EXPERT_STEMS
        )

    def _refuses_to_speak(self) -> bool:
        for word in self._words()[:5]:
            read = self._read(word)
            if read.infinitive:
                return any(verb.lemma in VERBS or verb.lemma in _TELLING for verb in read.verbs)
        return False

    def _without_verb(self) -> bool:
        """A quotation that only says what something is: "this is a cheap concession"."""
        if self.shape != "quote":
            return False
        words = self._words()
        return len(words) > 2 and not any(self._read(word).finite for word in words)


_EXPERT_STEMS = frozenset(lemma[:4] for lemma in EXPERTS)
_TELLING = frozenset("розкривати розкрити раскрывать раскрыть оцінювати оценивать обговорювати обсуждать".split())  # noqa: SIM905
