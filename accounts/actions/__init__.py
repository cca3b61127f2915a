"""Every write to what belongs to people: tokens, what they follow, and what they are told."""

from accounts.actions.following import follow, followed_of, followers_of, unfollow
from accounts.actions.notifying import notify
from accounts.actions.tokens import PREFIX, bearer_of, make_token, revoke_token

__all__ = [
    "PREFIX",
    "bearer_of",
    "follow",
    "followed_of",
    "followers_of",
    "make_token",
    "notify",
    "revoke_token",
    "unfollow",
]
