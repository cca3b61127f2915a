"""A revision in the vocabulary of schema.org: a NewsArticle about an Event, and a ClaimReview for each statement."""

import re
from collections.abc import Iterable
from typing import Any

from django.utils import translation

from claims.enums import Verdict
from timeline.models import Citation, Entry, Statement

Node = dict[str, Any]
_NEWSROOM: Node = {"@type": "NewsMediaOrganization", "name": "Attested"}
# From 1, false, to 5, true. What nobody could check is not half true: it has a word and no number.
_RATINGS = {
    Verdict.FALSE: 1,
    Verdict.MISLEADING: 2,
    Verdict.DISPUTED: 3,
    Verdict.CORROBORATED: 4,
    Verdict.VERIFIED: 5,
}
_ISO_DATE = re.compile(r"\d{4}(-(0\d|1[0-2])(-\d\d)?)?(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?", re.ASCII)
Told = Iterable[tuple[Statement, Iterable[Citation]]]


def linked_data(entry: Entry, first: Entry, statements: Told, url: str) -> Node:
    """The whole graph of a revision whose own address is `url`; `first` is the first revision that was published."""
    reviews = [_review(statement, citations, url) for statement, citations in statements]
    event = f"{url}#event"
    article: Node = {
        "@type": "NewsArticle",
        "@id": url,
        "url": url,
        "headline": entry.title,
        "description": entry.summary,
        "inLanguage": "en",
        "datePublished": first.known_at.isoformat(),
        "dateModified": entry.known_at.isoformat(),
        "version": entry.revision,
        "author": _NEWSROOM,
        "publisher": _NEWSROOM,
        "about": {"@id": event},
        "hasPart": [{"@id": review["@id"]} for review in reviews],
    }
    if entry.correction_note:
        article["correction"] = {
            "@type": "CorrectionComment",
            "text": entry.correction_note,
            "datePublished": entry.known_at.isoformat(),
        }
    if entry.withdrawn:
        article["creativeWorkStatus"] = "Withdrawn"
        article["correction"] = {
            "@type": "CorrectionComment",
            "text": entry.withdrawn.reason,
            "datePublished": entry.withdrawn.at.isoformat(),
        }
    return {"@context": "https://schema.org", "@graph": [_filled(article), _event(entry, event), *reviews]}


def _filled(node: Node) -> Node:
    """Without what says nothing."""
    return {name: value for name, value in node.items() if value not in ("", None, [], {})}


def _date(edtf: str) -> str:
    """A date that schema.org knows too; "" for one that is less exact than its calendar."""
    return edtf if _ISO_DATE.fullmatch(edtf) else ""


def _event(entry: Entry, name: str) -> Node:
    place: Node = {}
    if entry.place_name:
        place = {"@type": "Place", "name": entry.place_name}
        if entry.place_country:
            place["address"] = {"@type": "PostalAddress", "addressCountry": entry.place_country}
        if entry.latitude is not None and entry.longitude is not None:
            place["geo"] = {"@type": "GeoCoordinates", "latitude": entry.latitude, "longitude": entry.longitude}
    return _filled(
        {
            "@type": "Event",
            "@id": name,
            "name": entry.title,
            "description": entry.summary,
            "startDate": _date(entry.occurred_edtf),
            "location": place,
        }
    )


def _review(statement: Statement, citations: Iterable[Citation], url: str) -> Node:
    verdict = Verdict(statement.verdict)
    rating: Node = {
        "@type": "Rating",
        "alternateName": _in_english(verdict),
        "ratingExplanation": statement.rationale,
    }
    if verdict in _RATINGS:
        rating |= {"ratingValue": _RATINGS[verdict], "bestRating": 5, "worstRating": 1}
    speaker = statement.speakers[0] if statement.speakers else None
    claim = _filled(
        {
            "@type": "Claim",
            "text": statement.text,
            "author": {"@type": "Thing", "name": speaker["name"]} if speaker else {},
            "datePublished": _date(statement.said_edtf),
            "appearance": [_appearance(citation) for citation in citations if citation.relation == "supports"],
        }
    )
    return {
        "@type": "ClaimReview",
        "@id": f"{url}#statement-{statement.position}",
        "url": f"{url}#statement-{statement.position}",
        "datePublished": statement.approved_at.isoformat(),
        "author": _NEWSROOM,
        "claimReviewed": statement.text,
        "itemReviewed": claim,
        "reviewRating": rating,
    }


def _in_english(verdict: Verdict) -> str:
    """Linked data says the same whatever the language of the page that it stands on."""
    with translation.override("en"):
        return str(verdict.label)


def _appearance(citation: Citation) -> Node:
    # Feeds are not trusted to give web addresses only.
    web = citation.article_url if citation.article_url.startswith(("https://", "http://")) else ""
    return _filled(
        {
            "@type": "NewsArticle",
            "headline": citation.article_title,
            "url": web,
            "datePublished": _date(citation.published_edtf),
            "publisher": {"@type": "Organization", "name": citation.source_name},
        }
    )
