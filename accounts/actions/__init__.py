"""Every write to what belongs to people: tokens, what they follow, and what they are told."""

from accounts.actions.following import follow, followed_of, followers_of, unfollow, who_follows
from accounts.actions.mailing import mail_digest, people_to_mail
from accounts.actions.notifying import ToTell, notify, notify_of_all, settle_notifications
from accounts.actions.reading import choose_notifications, forget_old_notifications, mark_read
from accounts.actions.tokens import PREFIX, bearer_of, make_token, revoke_token

__all__ = [
    "PREFIX",
    "ToTell",
    "bearer_of",
    "choose_notifications",
    "follow",
    "followed_of",
    "followers_of",
    "forget_old_notifications",
    "mail_digest",
    "make_token",
    "mark_read",
    "notify",
    "notify_of_all",
    "people_to_mail",
    "revoke_token",
    "settle_notifications",
    "unfollow",
    "who_follows",
]
