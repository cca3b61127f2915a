"""What colleagues say to each other about a claim."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import notify
from accounts.enums import NotificationKind
from accounts.models import User
from claims.actions.writing import hold_unmerged
from claims.comment_text import mentioned_names
from claims.models import Claim, Comment
from lib.attributed import attributed, require

_LONGEST = 4000


def comment(*, claim: Claim, text: str, by: User, reply_to: Comment | None = None) -> Comment:
    """Say something about a claim, or answer in a thread; who is mentioned (@name) is told.

    Raises ValidationError without a text, and for an answer to another claim's comment or in a resolved thread.
    """
    require(by, "claims.use_desk")
    text = text.replace("\0", "").strip()
    if not text:
        raise ValidationError({"text": _("Write something.")})
    if len(text) > _LONGEST:
        raise ValidationError({"text": _("At most %(number)s characters.") % {"number": _LONGEST}})
    with attributed(by, "commented"):
        hold_unmerged(claim)
        made = Comment.objects.create(claim=claim, text=text, by=by, reply_to=_thread(reply_to, claim))
        people = list(User.objects.with_perm("claims.use_desk").filter(username__in=mentioned_names(text)))
        made.mentions.set(people)
        notify(
            people=people,
            kind=NotificationKind.MENTIONED,
            text=lambda: _("%(name)s mentioned you in the discussion of “%(claim)s”") % {"name": by, "claim": claim},
            path=f"{claim.get_absolute_url()}#comment-{made.pk}",
            key=f"mentioned:{made.pk}",
            by=by,
        )
    return made


def resolve_thread(*, comment: Comment, by: User) -> Comment:
    """Say that what a thread is about is settled; resolving it twice changes nothing."""
    return _set(comment, by, resolved=True)


def reopen_thread(*, comment: Comment, by: User) -> Comment:
    """Take a resolved thread up again."""
    return _set(comment, by, resolved=False)


def _thread(reply_to: Comment | None, claim: Claim) -> Comment | None:
    """The comment that begins the thread, held until the answer is written."""
    if reply_to is None:
        return None
    first = Comment.objects.select_for_update().get(pk=reply_to.reply_to_id or reply_to.pk)
    if first.claim_id != claim.pk:
        raise ValidationError(_("That comment is about another claim."))
    if first.resolved_at is not None:
        raise ValidationError(_("This thread is resolved; re-open it to go on."))
    return first


def _set(comment: Comment, by: User, *, resolved: bool) -> Comment:
    require(by, "claims.use_desk")
    with attributed(by, "resolved a thread" if resolved else "re-opened a thread"):
        first = Comment.objects.select_for_update().get(pk=comment.reply_to_id or comment.pk)
        if (first.resolved_at is not None) != resolved:
            first.resolved_at = timezone.now() if resolved else None
            first.resolved_by = by if resolved else None
            first.save()
    return first
