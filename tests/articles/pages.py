"""Web pages in words of our own, as outlets make them: an article among menus, and a head that says what it is."""

from datetime import UTC, datetime

_TEXTS = {
    "first": "The talks ended late in the evening without a joint statement, two people in the room said.",
    "second": "Negotiators agreed to meet again next week, and neither side would say where or on which day.",
    "third": "A list of prisoners was handed over at the border, where buses had been waiting since the morning.",
    "same": "Both delegations praised the hosts and went to their hotels to write down what they had heard.",
    "front": "All the news of the day in one place, from the capital and from the provinces.",
    "again": "The ministry confirmed that the talks had ended, and that a paper had been signed by nobody.",
}


def page(title, text="first", *, canonical="", published="", language="en", length=8):
    """A page of one article of so many paragraphs; `text` names its words or gives them."""
    words = _TEXTS.get(text, text)
    published = published or datetime.now(UTC).date().isoformat()
    paragraphs = "".join(
        f"<p>{words} This is paragraph {number} of the report “{title}”, and it says about {text[:20]} what "
        f"paragraph {number - 1} left out, in {number * 7} words or so that nobody else has used.</p>"
        for number in range(1, length + 1)
    )
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>{link}'
        f'<meta property="og:title" content="{title}"><meta property="og:type" content="article">'
        f'<meta property="article:published_time" content="{published}"></head><body><nav><a href="/">Home</a>'
        f'<a href="/news">News</a></nav><main><article><h1>{title}</h1>{paragraphs}</article></main>'
        "<footer>All rights reserved.</footer></body></html>"
    )
