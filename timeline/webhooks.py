"""A message to a webhook, as the Standard Webhooks convention has it (https://www.standardwebhooks.com, 1.0.0)."""

import hashlib
import hmac
import json
from base64 import b64decode, b64encode
from datetime import datetime
from typing import Any

from django.conf import settings

from timeline.cards import event_url, revision_url
from timeline.enums import NewsKind
from timeline.models import Delivery, News


def signature(secret: str, name: str, timestamp: int, body: bytes) -> str:
    """`v1,` and the HMAC-SHA256 of name, time and body, each joined to the next by a full stop."""
    key = b64decode(secret.removeprefix("whsec_"))
    signed = b".".join([name.encode(), str(timestamp).encode(), body])
    return f"v1,{b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()}"


def headers_of(delivery: Delivery, body: bytes, now: datetime) -> dict[str, str]:
    """What is sent with a body: its name stays the same in each try, and it is signed anew."""
    timestamp = int(now.timestamp())
    return {
        "Content-Type": "application/json",
        "webhook-id": delivery.name,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(delivery.webhook.secret, delivery.name, timestamp, body),
    }


def body_of(delivery: Delivery) -> bytes:
    """The message: public words and addresses only, and the same in each try."""
    search = delivery.webhook.search
    data: dict[str, Any] = {"search": {"id": search.pk, "name": search.name, "url": _absolute(search.timeline_url)}}
    if delivery.news is not None:
        data["entry"] = entry_data(delivery.news)
    kind = f"entry.{delivery.news.kind}" if delivery.news else "test"
    at = delivery.news.created_at if delivery.news else delivery.created_at
    return json.dumps({"type": kind, "timestamp": at.isoformat(), "data": data}, ensure_ascii=False).encode()


def entry_data(news: News) -> dict[str, Any]:
    """One entry as programs are told of it."""
    entry = news.entry
    gone = entry.withdrawal if news.kind == NewsKind.WITHDRAWN else None
    return {
        "id": entry.pk,
        "event": entry.event_id,
        "revision": entry.revision,
        "kind": news.kind,
        "title": entry.title,
        "url": _absolute(event_url(entry)),
        "revision_url": _absolute(revision_url(entry)),
        "known_at": (gone.at if gone else entry.known_at).isoformat(),
        "note": gone.reason if gone else entry.correction_note,
    }


def _absolute(path: str) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{path}"
