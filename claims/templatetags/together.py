"""Working together: a key for each form, who else is here, who is editing, and what was typed and not sent."""

from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django import template
from django.template import RequestContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.models import Article
from claims import drafts, presence
from claims.models import EditLock, FormDraft

register = template.Library()

_EDITED_ON = {"claim": "claims:edit_claim", "event": "timeline:desk_event", "article": "claims:article"}


@register.simple_tag
def once() -> SafeString:
    """A key by which a form that is sent twice is carried out once; see `claims.once`."""
    return format_html('<input type="hidden" name="once" value="{}">', uuid4())


@register.inclusion_tag("claims/presence.html", takes_context=True, name="presence")
def show_presence(context: RequestContext, kind: str, pk: int, edits: str = "") -> dict[str, Any]:
    """Who else has this open. `edits` is "now" on a page for editing, "here" on one that has a form as well."""
    return presence_context(context["request"], f"{kind}:{pk}", edits) | {"csrf_token": context.get("csrf_token")}


def presence_context(request: Any, subject: str, edits: str) -> dict[str, Any]:
    """What `claims/presence.html` shows."""
    lock = EditLock.objects.select_related("by").filter(subject=subject).first() if edits else None
    if lock is not None and lock.expires_at <= timezone.now():
        lock = None
    is_mine = lock is not None and lock.by_id == request.user.pk
    others = presence.come_and_see(subject=subject, by=request.user, editing=edits == "now" or is_mine)
    return {
        "request": request,
        "perms_write": request.user.has_perm("claims.write_claim"),
        "subject": subject,
        "edits": edits,
        "others": others,
        "lock": None if is_mine else lock,
        "back": reverse(_EDITED_ON[subject.partition(":")[0]], args=[subject.partition(":")[2]]) if edits else "",
    }


@register.inclusion_tag("claims/draft_offer.html", takes_context=True)
def draft_offer(context: RequestContext, form: str) -> dict[str, Any]:
    """What this person typed into the form and did not send, to take up or to throw away. Outside of the form."""
    request = context["request"]
    offered = request.method == "GET" and not drafts.taken_up(request, form)
    draft = drafts.draft_of(request, form) if offered else None
    taking = request.GET.copy()
    taking["draft"] = "take"
    links = {"back": request.get_full_path(), "take_up": f"{request.path}?{taking.urlencode()}"}
    return {"draft": draft, "request": request, "csrf_token": context.get("csrf_token")} | links


@register.inclusion_tag("claims/draft_kept.html", takes_context=True)
def keeps_draft(context: RequestContext, form: str, version: int | str = 0) -> dict[str, Any]:
    """Keeps what is typed into the form around it; not while an earlier draft waits for a decision."""
    request = context["request"]
    waits = request.method == "GET" and not drafts.taken_up(request, form) and drafts.draft_of(request, form)
    return {"form": form, "version": version, "waits": bool(waits)}


@register.inclusion_tag("claims/drafts_here.html", takes_context=True)
def drafts_here(context: RequestContext, article: Article, begun_here: list[FormDraft]) -> dict[str, Any]:
    """New claims on this article that this person began and did not send."""
    request = context["request"]
    address = reverse("claims:new_claim", args=[article.pk])
    taking = ((draft, urlencode(drafts.passage_of(draft) | {"draft": "take"})) for draft in begun_here)
    begun = [(draft, f"{address}?{query}") for draft, query in taking]
    return {"begun": begun, "request": request, "csrf_token": context.get("csrf_token")}
