"""Celery's way in: ids in, one call."""

from celery import shared_task

from accounts import actions


@shared_task
def mail_due_digests() -> None:
    """Have mails sent to everybody for whom there is something."""
    for user_id in actions.people_to_mail():
        mail_digest.delay(user_id)


@shared_task
def mail_digest(user_id: int) -> None:
    """Send one person's mail, if its time has come."""
    actions.mail_digest(user_id=user_id)


@shared_task
def forget_old_notifications() -> None:
    """Delete what was read long ago."""
    actions.forget_old_notifications()
