"""A revision in the vocabulary of schema.org: a NewsArticle about an Event, and a ClaimReview for each statement."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils import translation

from actors.enums import ActorKind
from claims.enums import Verdict
from timeline.enums import EventLinkKind
from timeline.identifiers import identifier_of
from timeline.models import Citation, Entry, Statement

if TYPE_CHECKING:
    from timeline.actor_pages import ActorPage, PostView

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
# How its event is related to another: the kind, whether the other one says so, that one's name and its title.
Related = Iterable[tuple[EventLinkKind, bool, str, str]]
# schema.org knows wholes and parts, and no causes. CIDOC CRM (ISO 21127) has terms that claim no more than we do:
# "some bearing upon it" (P15) and "regarded as a reason for carrying out the activity" (P17).
_CRM: Node = {"crm": "http://www.cidoc-crm.org/cidoc-crm/"}
_RELATIONS = {
    (EventLinkKind.FOLLOWS, False): "crm:P15_was_influenced_by",
    (EventLinkKind.FOLLOWS, True): "crm:P15i_influenced",
    (EventLinkKind.ANSWERS, False): "crm:P17_was_motivated_by",
    (EventLinkKind.ANSWERS, True): "crm:P17i_motivated",
    (EventLinkKind.PART, False): "superEvent",
    (EventLinkKind.PART, True): "subEvent",
}


def linked_data(entry: Entry, first: Entry, statements: Told, url: str, related: Related = ()) -> Node:
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
        "identifier": _identifiers(entry),
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
    happened = _event(entry, event) | _relations(related)
    context: Any = ["https://schema.org", _CRM] if any(":" in name for name in happened) else "https://schema.org"
    return {"@context": context, "@graph": [_filled(article), happened, *reviews]}


def claim_data(statement: Statement, citations: Iterable[Citation], revision: str, url: str) -> Node:
    """The graph of one claim whose own page is `url`; its review is the one that the event's revision has."""
    review = _review(statement, citations, revision)
    page = {"@type": "WebPage", "@id": url, "url": url, "mainEntity": {"@id": review["@id"]}, "publisher": _NEWSROOM}
    return {"@context": "https://schema.org", "@graph": [page, review]}


def _identifiers(entry: Entry) -> list[Node]:
    name = identifier_of(entry)
    own = {"@type": "PropertyValue", "propertyID": name.scheme, "value": name.value, "url": name.resolver}
    digest = {"@type": "PropertyValue", "propertyID": "SHA-256", "value": entry.digest}
    return [_filled(one) for one in (own, digest) if one["value"]]


def _relations(related: Related) -> Node:
    found: Node = {}
    for kind, inward, name, title in related:
        other = {"@type": "Event", "@id": name, "name": title}
        found.setdefault(_RELATIONS[kind, inward], []).append(other)
    return found


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


# What schema.org calls each kind of actor.
_ACTOR_TYPES = {
    ActorKind.PERSON: "Person",
    ActorKind.STATE: "Country",
    ActorKind.GOVERNMENT: "GovernmentOrganization",
    ActorKind.MEDIA: "NewsMediaOrganization",
}


def linked_data_of_actor(page: "ActorPage", url: str) -> Node:
    """An actor whose own address is `url`, with what it is called, and the office that it held on the day shown."""
    row = page.row
    offices = [view for view in page.held if view.post.is_office]
    memberships = [view for view in page.held if not view.post.is_office]
    is_person = row.kind == ActorKind.PERSON
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": _ACTOR_TYPES.get(row.kind, "Organization"),
            "@id": f"{url}#actor",
            "url": url,
            "name": row.name,
            "alternateName": [name.text for names in page.names for name in names.names],
            "sameAs": [f"https://www.wikidata.org/entity/{row.wikidata}"] if row.wikidata else [],
            "jobTitle": [view.post.title for view in offices] if is_person else [],
            "memberOf": [{"@type": "Organization", "name": _organisation(view)} for view in memberships],
        }
    )


def _organisation(view: "PostView") -> str:
    return view.organisation.name if view.organisation else view.post.title
