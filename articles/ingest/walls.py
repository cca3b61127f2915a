"""Pages that stand in front of an article, or in the place of one that was taken away."""

import re

from articles.ingest.errors import RemovedError, UnreadableError

# An article of fewer words than this may be the beginning that a wall leaves to see; one with more is an article,
# whatever else its page says.
_FEW_WORDS = 150
# What only says that there is nothing takes no more words than this.
_NOTICE_WORDS = 60

_NOT_FREE = re.compile(r'"isAccessibleForFree"\s*:\s*"?false', re.IGNORECASE)
_PAYWALL = re.compile(
    r"""(?:subscribe|sign\ up|register)\ (?:now\ )?to\ (?:continue|keep|read|unlock)
      | (?:this|the\ full)\ (?:article|story|content)\ is\ (?:only\ )?(?:for|available\ to)\ (?:\w+\ )?subscribers
      | to\ (?:continue|keep)\ reading,?\ (?:please\ )?(?:subscribe|log\ in|sign\ in|register)
      | already\ a\ subscriber\?
      | оформите\ подписку | только\ (?:для|по)\ подпис | чтобы\ читать\ дальше
      | оформіть\ передплату | лише\ для\ передплатників | щоб\ читати\ далі
      | nur\ für\ abonnenten | jetzt\ (?:abonnieren|weiterlesen\ mit)
      | réservé\ aux\ abonnés | abonnez-vous\ pour""",
    re.IGNORECASE | re.VERBOSE,
)
_CONSENT = re.compile(
    r"""before\ you\ continue | we\ (?:and\ our\ (?:\w+\ )?partners\ )?(?:use|value|store)\ (?:cookies|your\ privacy)
      | accept\ (?:all\ )?cookies | manage\ (?:your\ )?(?:cookie|privacy)\ (?:settings|preferences|choices)
      | прийняти\ (?:всі\ |усі\ )?(?:cookie|файли\ cookie) | принять\ (?:все\ )?(?:cookie|файлы\ cookie)
      | alle\ cookies\ akzeptieren | tout\ accepter | accepter\ (?:les|tous\ les)\ cookies""",
    re.IGNORECASE | re.VERBOSE,
)
_BOT_CHECK = re.compile(
    r"""checking\ (?:your\ browser|if\ the\ site\ connection\ is\ secure) | enable\ javascript\ and\ cookies
      | verify(?:ing)?\ (?:that\ )?you\ are\ (?:a\ )?human | complete\ the\ captcha | unusual\ traffic\ from\ your
      | are\ you\ a\ robot""",
    re.IGNORECASE | re.VERBOSE,
)
_REMOVED = re.compile(
    r"""(?:page|article|story|content)\ (?:was\ |is\ |has\ been\ |could\ )?
        (?:not\ (?:be\ )?found|removed|deleted|unpublished|taken\ down|no\ longer\ available)
      | (?:this|the)\ (?:page|article|story)\ (?:does\ not|doesn’t|doesn't)\ exist
      | no\ longer\ (?:available|exists) | (?:error\ |^)404\b
      | сторінк[уи]\ не\ знайдено | матеріал\ видалено | страница\ не\ найдена | материал\ удал[её]н
      | seite\ (?:wurde\ )?nicht\ gefunden | page\ introuvable""",
    re.IGNORECASE | re.VERBOSE,
)


def refuse_walls(*, title: str, text: str, page: str) -> None:
    """Pass where the text is an article; `page` is the whole HTML.

    Raises UnreadableError, with its cause, where a wall stands before the article, and RemovedError where the page
    only says that it was taken away.
    """
    number = len(text.split())
    if number >= _FEW_WORDS:
        return
    told = f"{title}\n{text}"
    if number <= _NOTICE_WORDS and _REMOVED.search(told):
        raise RemovedError("the page says that the article is no longer there")
    if _BOT_CHECK.search(told):
        raise UnreadableError("the server wants to be sure that a person asks", cause="bot_check")
    if _NOT_FREE.search(page) or _PAYWALL.search(told):
        words = f"the page shows only its beginning ({number} words)" if number else "the page shows nothing of it"
        raise UnreadableError(f"it is behind a paywall: {words}", cause="paywall")
    if _CONSENT.search(told):
        raise UnreadableError("the page shows only a question about cookies", cause="cookie_wall")
