"""Web pages as news sites make them: an article of 200 to 1,200 words in 60 to 300 kB of everything else.

The same seed and number give the same page, in any process; no two numbers give the same article.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from random import Random

from bench.words import Writer, any_language

HOSTS = 40
_BEGINNING = datetime(2025, 2, 1, 6, tzinfo=UTC)
_SMALLEST, _LARGEST = 60_000, 300_000
_MENU = {
    "en": "Home|World|War|Politics|Business|Opinion|Sport|Culture|Video|Weather|About us|Subscribe",
    "uk": "Головна|Світ|Війна|Політика|Економіка|Думки|Спорт|Культура|Відео|Погода|Про нас|Підписка",
    "ru": "Главная|Мир|Война|Политика|Экономика|Мнения|Спорт|Культура|Видео|Погода|О нас|Подписка",
    "de": "Start|Welt|Krieg|Politik|Wirtschaft|Meinung|Sport|Kultur|Video|Wetter|Über uns|Abonnement",
}
_READ_ON = {"en": "Read more", "uk": "Читайте також", "ru": "Читайте также", "de": "Mehr zum Thema"}
_SHARED_AT = ("facebook", "telegram", "x", "whatsapp", "mail", "print")
_ICON = "M12 2C6.5 2 2 6.5 2 12s4.5 10 10 10 10-4.5 10-10S17.5 2 12 2zm5 11h-4v4h-2v-4H7v-2h4V7h2v4h4v2z"


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page as a server would give it."""

    url: str
    body: bytes
    charset: str
    language: str
    title: str


def host(number: int) -> str:
    """The outlet that has the page with this number; the tests' certificate knows it."""
    return f"o{number % HOSTS}.outlet.example"


def page_url(number: int, *, seed: int = 1) -> str:
    """The address of the page with this number."""
    section = ("news", "world", "war", "2025/03")[number % 4]
    return f"https://{host(number)}/{section}/report-{seed}-{number}"


def page(number: int, *, seed: int = 1) -> Page:
    """The page with this number."""
    chance = Random(f"{seed}/{number}")  # pages, and no secrets
    language = any_language(chance)
    outlet = host(number)
    url = page_url(number, seed=seed)
    made = _Maker(number, outlet, url, chance, Writer(language, chance))
    # Some old sites of Russian outlets still send the charset that they began with.
    charset = "windows-1251" if language.code == "ru" and number % 20 == 0 else "utf-8"
    html = made.html(charset)
    return Page(
        url=url,
        body=html.encode(charset, "xmlcharrefreplace"),
        charset=charset,
        language=language.code,
        title=made.title,
    )


class _Maker:
    """Puts one page together; each outlet has its own way of naming things."""

    def __init__(self, number: int, host: str, url: str, chance: Random, writer: Writer) -> None:
        self.host, self.url, self.chance, self.writer = host, url, chance, writer
        self.code = writer.language.code
        self.title = writer.title()[:180]
        self.author = writer.person()
        self.published = _BEGINNING + timedelta(minutes=7 * number)
        self.style = Random(host)

    def html(self, charset: str) -> str:
        """The whole page; what is missing to the size of a page is the state that its scripts carry with them."""
        paragraphs = self.writer.paragraphs(self.chance.randint(200, 1200))
        head, body = self._head(charset, paragraphs), self._body(paragraphs)
        wanted = self.chance.randint(_SMALLEST, _LARGEST)
        state = self._state(max(8_000, wanted - len(head.encode()) - len(body.encode())))
        return (
            f'<!DOCTYPE html>\n<html lang="{self.code}" class="no-js">\n<head>{head}</head>\n'
            f'<body class="page page--article">{body}{state}</body>\n</html>\n'
        )

    # ---- the head

    def _head(self, charset: str, paragraphs: list[str]) -> str:
        title, summary = escape(self.title), escape(paragraphs[0][:180])
        image, stamp = f"https://img.{self.host}/{self.chance.randrange(10**8)}.jpg", self.published.isoformat()
        about = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "mainEntityOfPage": {"@type": "WebPage", "@id": self.url},
            "headline": self.title,
            "description": paragraphs[0][:180],
            "datePublished": stamp,
            "dateModified": (self.published + timedelta(minutes=40)).isoformat(),
            "author": [{"@type": "Person", "name": self.author}],
            "publisher": {"@type": "Organization", "name": f"The {self.host} news", "logo": {"url": image}},
            "image": [image],
            "inLanguage": self.code,
        }
        trail = {
            "@context": "https://schema.org",
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": place, "name": name, "item": f"http://{self.host}/{place}"}
                for place, name in enumerate(_MENU[self.code].split("|")[:3], 1)
            ],
        }
        metas = {
            "og:type": "article",
            "og:title": title,
            "og:description": summary,
            "og:url": self.url,
            "og:image": image,
            "og:site_name": f"The {self.host} news",
            "og:locale": {"en": "en_GB", "uk": "uk_UA", "ru": "ru_RU", "de": "de_DE"}[self.code],
            "article:published_time": stamp,
            "article:section": _MENU[self.code].split("|")[2],
        }
        names = {
            "viewport": "width=device-width, initial-scale=1",
            "description": summary,
            "author": escape(self.author),
            "robots": "max-image-preview:large",
            "twitter:card": "summary_large_image",
            "twitter:title": title,
            "theme-color": "#223344",
        }
        return "\n".join(
            [
                f'<meta charset="{charset}">',
                f"<title>{title} | {self.host}</title>",
                f'<link rel="canonical" href="{self.url}">',
                *(f'<meta property="{name}" content="{value}">' for name, value in metas.items()),
                *(f'<meta name="{name}" content="{value}">' for name, value in names.items()),
                *(f'<link rel="preload" as="script" href="/static/{at}.{self.style.randrange(10**9):x}.js">'
                  for at in range(12)),
                f"<style>{self._css()}</style>",
                f'<script type="application/ld+json">{json.dumps(about, ensure_ascii=False)}</script>',
                f'<script type="application/ld+json">{json.dumps(trail, ensure_ascii=False)}</script>',
                "<script>window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)}</script>",
            ]
        )  # fmt: skip

    def _css(self) -> str:
        return "".join(
            f".{self._word()}-{at}{{display:flex;margin:{at % 9}px {at % 5}px;color:#{self.style.randrange(4096):03x}}}"  # noqa: E501
            for at in range(self.style.randint(60, 260))
        )

    def _word(self) -> str:
        return self.style.choice(("card", "teaser", "grid", "promo", "hero", "rail", "slot", "block"))

    # ---- the body

    def _body(self, paragraphs: list[str]) -> str:
        return "\n".join(
            [
                self._header(),
                '<div class="layout"><main id="content" role="main">',
                self._article(paragraphs),
                self._comments(),
                "</main>",
                f'<aside class="sidebar" role="complementary">{self._cards("most-read", 10, 30)}{self._ad()}</aside></div>',  # noqa: E501
                f'<section class="related-articles"><h2>{_READ_ON[self.code]}</h2>{self._cards("related", 12, 60)}</section>',  # noqa: E501
                self._footer(),
            ]
        )

    def _header(self) -> str:
        entries = []
        for name in _MENU[self.code].split("|"):
            below = "".join(
                f'<li class="nav__sub"><a href="/{self._word()}/{at}" data-track="nav"><span>{name} {at}</span></a></li>'  # noqa: E501
                for at in range(self.style.randint(2, 14))
            )
            entries.append(f'<li class="nav__item"><a href="/{len(entries)}">{name}</a><ul>{below}</ul></li>')
        return (
            f'<header class="site-header"><a class="logo" href="/">{self._icon()}{self.host}</a>'
            f'<nav class="main-nav" aria-label="Main"><ul>{"".join(entries)}</ul></nav>'
            '<form action="/search" role="search"><input name="q"><button type="submit">Search</button></form></header>'  # noqa: E501
            '<div class="cookie-banner" hidden><p>We use cookies to improve the site.</p><button>OK</button></div>'
        )

    def _article(self, paragraphs: list[str]) -> str:
        stamp = self.published.isoformat()
        shown = []
        for at, words in enumerate(paragraphs):
            shown.append(f"<p>{self._marked(escape(words, quote=False))}</p>")
            if at % 5 == 3:
                shown.append(self._ad())
            if at % 7 == 5:
                shown.append(f"<h2>{escape(self.writer.title()[:90])}</h2>")
            if at == 2:
                other = escape(self.writer.title()[:100])
                shown.append(
                    f'<div class="inline-related"><a href="/x/{at}">{_READ_ON[self.code]}: {other}</a></div>'
                )
        wrap: Callable[[str], str] = self.style.choice(_WRAPPINGS)
        return (
            f'<article class="article" itemscope><header class="article__header"><h1>{escape(self.title)}</h1>'
            f'<div class="byline"><span class="author" rel="author">{escape(self.author)}</span>'
            f'<time datetime="{stamp}">{self.published:%d.%m.%Y %H:%M}</time></div>{self._share()}</header>'
            f'<figure><img src="/i/{self.chance.randrange(10**6)}.jpg" alt=""><figcaption>'
            f"{escape(self.writer.title())}</figcaption></figure>"
            f"{wrap(''.join(shown))}{self._share()}{self._tags()}</article>"
        )

    def _marked(self, words: str) -> str:
        """A link or something bold in the middle, as editors like it."""
        parts = words.split(" ")
        if len(parts) > 12 and self.chance.random() < 0.4:
            at = self.chance.randrange(3, len(parts) - 4)
            opening, closing = self.chance.choice(
                (('<a href="/t/1">', "</a>"), ("<strong>", "</strong>"), ("<em>", "</em>"))
            )
            parts[at : at + 2] = [opening + " ".join(parts[at : at + 2]) + closing]
        return " ".join(parts)

    def _share(self) -> str:
        buttons = "".join(
            f'<li><a class="share__{name}" href="https://{name}.example/share?u={self.url}">{self._icon()}'
            f"<span>{name.capitalize()}</span></a></li>"
            for name in _SHARED_AT
        )
        return f'<ul class="share-buttons social">{buttons}</ul>'

    def _tags(self) -> str:
        tags = "".join(f'<a rel="tag" href="/tag/{at}">{self.writer.person()}</a> ' for at in range(4))
        return f'<div class="tags">{tags}</div>'

    def _cards(self, kind: str, least: int, most: int) -> str:
        cards = []
        for at in range(self.chance.randint(least, most)):
            title = escape(self.writer.title()[:110])
            cards.append(
                f'<div class="card card--{kind}"><div class="card__media"><a class="card__link" href="/{kind}/{at}"'
                f' data-pos="{at}"><picture><source srcset="/i/{at}.webp" type="image/webp"><source srcset="/i/{at}.jpg">'  # noqa: E501
                f'<img loading="lazy" src="/i/{at}.jpg" alt=""></picture></a></div><div class="card__content">'
                f'<div class="card__kicker"><a href="/s/{at}">{self._word()}</a></div>'
                f'<h3 class="card__title"><a href="/{kind}/{at}"><span>{title}</span></a></h3>'
                f'<div class="card__meta"><time>{at % 24:02}:{at * 7 % 60:02}</time>{self._icon()}</div></div></div>'
            )
        return f'<div class="cards cards--{kind}">{"".join(cards)}</div>'

    def _ad(self) -> str:
        return (
            f'<div class="ad-slot advertisement" data-size="300x250" id="ad-{self.chance.randrange(10**6)}">'
            "<span>Advertisement</span><script>googletag.cmd.push(function(){googletag.display('ad')})</script></div>"
        )

    def _comments(self) -> str:
        said = []
        for at in range(self.chance.choice((0, 0, 3, 12, 30))):
            words = escape(self.writer.sentence(said=0.0))
            said.append(
                f'<li class="comment" id="comment-{at}"><div class="comment-author">{self.writer.person()}</div>'
                f'<div class="comment-body"><p>{words}</p></div><button class="reply">Reply</button></li>'
            )
        return f'<section id="comments" class="comments-area"><ol class="comment-list">{"".join(said)}</ol></section>'

    def _footer(self) -> str:
        links = "".join(
            f'<li><a href="/f/{at}">{name}</a></li>' for at, name in enumerate(_MENU[self.code].split("|") * 3)
        )
        return f'<footer class="site-footer"><ul>{links}</ul><p>© 2025 {self.host}. All rights reserved.</p></footer>'

    def _icon(self) -> str:
        return f'<svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true"><path d="{_ICON}"/></svg>'

    def _state(self, size: int) -> str:
        """The page's data once more for its scripts, as frameworks leave it there, and the loaders of the rest."""
        entries, length = [], 0
        while length < size * 0.85:
            entry = json.dumps(
                {
                    "id": self.chance.getrandbits(64),
                    "type": self._word(),
                    "headline": self.writer.title(),
                    "url": f"/{self._word()}/{self.chance.randrange(10**7)}",
                    "image": {"w": 1200, "h": 675, "hash": f"{self.chance.getrandbits(128):032x}"},
                    "flags": [self.chance.random() < 0.5 for _ in range(6)],
                },
                ensure_ascii=False,
            )
            entries.append(entry)
            length += len(entry.encode())
        data = f'<script id="__STATE__" type="application/json">[{",".join(entries)}]</script>'
        loader = "!function(e,t){var n=e.createElement(t);n.async=1;n.src='/static/app.js';e.head.appendChild(n)}"
        count = max(1, int(size * 0.15 / 150))
        return data + "".join(
            f"<script>{loader}(document,'script')/* {at} */;</script>" for at in range(min(count, 40))
        )


_WRAPPINGS: tuple[Callable[[str], str], ...] = (
    lambda inner: f'<div class="article__body" itemprop="articleBody">{inner}</div>',
    lambda inner: f'<div class="post-content entry-content">{inner}</div>',
    lambda inner: f'<div class="story"><div class="story__text">{inner}</div></div>',
    lambda inner: f'<section class="body-copy">{inner}</section>',
)


def feed(first: int, items: int = 50, *, seed: int = 1) -> bytes:
    """An RSS feed that lists so many pages, the newest first, with the summaries and extensions of a real one."""
    listed = []
    for number in range(first, first + items):
        chance = Random(f"feed/{seed}/{number}")
        writer = Writer(any_language(chance), chance)
        published = _BEGINNING + timedelta(minutes=7 * number)
        summary = escape(f"<p><img src='/i/{number}.jpg'>{' '.join(writer.paragraphs(60))}</p>")
        url = f"https://{host(number)}/feed/{seed}-{number}"
        listed.append(
            f"<item><title>{escape(writer.title())}</title><link>{url}</link><guid isPermaLink='true'>{url}</guid>"
            f"<pubDate>{published:%a, %d %b %Y %H:%M:%S} +0000</pubDate><dc:creator>{writer.person()}</dc:creator>"
            f"<category>{writer.person()}</category><description>{summary}</description>"
            f"<media:content url='http://img.example/{number}.jpg' medium='image' width='800' height='450'/></item>"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"><channel>'
        f"<title>All reports</title><link>https://{host(0)}/</link><description>Everything.</description>"
        f"<language>en</language><ttl>30</ttl>{''.join(reversed(listed))}</channel></rss>"
    ).encode()
