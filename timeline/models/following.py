"""Saved searches, what was published that they ask for, and the webhooks that are told of it.

Nothing here holds unpublished words: a row of news names an entry, which readers see.
"""

import secrets
from base64 import b64encode
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext

from lib.outbox import Job
from timeline.enums import MailRhythm, NewsKind
from timeline.models.entry import Entry

SHOWN_DELIVERIES = 20
LONGEST_NAME, LONGEST_QUERY, LONGEST_URL = 80, 2000, 1000


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def of(self, user_id: int) -> Self:
        """One person's, by name."""
        return self.filter(user=user_id).order_by("name")

    def listening(self) -> Self:
        """Those of which somebody who may still log in wants to hear, by mail or by a webhook."""
        hooks = Webhook.objects.working().filter(search=models.OuterRef("pk"))
        wanted = ~Q(mail=MailRhythm.NEVER) | models.Exists(hooks)
        return self.filter(wanted, user__is_active=True).order_by("pk")


class SavedSearch(models.Model):
    """A state of the timeline that somebody comes back to, or wants to hear of."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches")
    name = models.CharField(max_length=LONGEST_NAME)
    query = models.CharField(max_length=LONGEST_QUERY, blank=True, default="", help_text="The timeline's parameters.")
    mail = models.CharField("e-mail", max_length=6, choices=MailRhythm.choices, default=MailRhythm.NEVER)
    made_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[SavedSearchQuerySet] = SavedSearchQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "saved searches"
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="timeline_savedsearch_name_is_used_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its own page, which is its person's alone."""
        return reverse("timeline:search", args=[self.pk])

    @property
    def timeline_url(self) -> str:
        """The timeline in this state."""
        return f"{reverse('timeline:index')}?{self.query}".removesuffix("?")

    @property
    def parameters(self) -> QueryDict:
        """The timeline's parameters."""
        return QueryDict(self.query)

    @property
    def in_words(self) -> str:
        """What it asks for: "actor russia, verdict false"."""
        asked = [f"{name} {value}" for name, values in self.parameters.lists() for value in values]
        return ", ".join(asked) or gettext("everything")


class News(Job):
    """Something happened to an entry in public; to be matched with saved searches, in batches."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="news", db_index=False)
    kind = models.CharField(max_length=9, choices=NewsKind.choices)
    reached = models.PositiveBigIntegerField(default=0, help_text="Searches up to this number have been looked at.")

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "news"
        constraints = [models.UniqueConstraint(fields=["entry", "kind"], name="timeline_news_is_told_once")]
        indexes = [
            models.Index(fields=["id"], condition=Q(state__in=["waiting", "running"]), name="timeline_news_to_match"),
            models.Index(fields=["finished_at"], name="timeline_news_finished"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.entry_id}"


class SearchHitQuerySet(models.QuerySet["SearchHit"]):
    def to_mail(self) -> Self:
        """What its person wants by mail and has not been mailed."""
        return self.filter(wants_mail=True, mailed_at__isnull=True)


class SearchHit(models.Model):
    """That a piece of news is what a saved search asks for."""

    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="hits")
    news = models.ForeignKey(News, on_delete=models.CASCADE, related_name="hits")
    wants_mail = models.BooleanField(default=False)
    mailed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[SearchHitQuerySet] = SearchHitQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["search", "news"], name="timeline_searchhit_is_found_once")]
        indexes = [
            models.Index(
                fields=["search", "-news"],
                condition=Q(wants_mail=True, mailed_at__isnull=True),
                name="timeline_searchhit_to_mail",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.search_id}: {self.news_id}"


class WebhookQuerySet(models.QuerySet["Webhook"]):
    def with_log(self) -> Self:
        """Each with what it was sent last, the newest first, as `log`."""
        last = Delivery.objects.select_related("news__entry").order_by("-pk")[:SHOWN_DELIVERIES]
        return self.prefetch_related(models.Prefetch("deliveries", last, to_attr="log"))

    def working(self) -> Self:
        """Those that were not switched off."""
        return self.filter(disabled_at__isnull=True)


def new_secret() -> str:
    """A key for HMAC-SHA256 as Standard Webhooks writes it: `whsec_` and 32 bytes in base64."""
    return "whsec_" + b64encode(secrets.token_bytes(32)).decode()


class Webhook(models.Model):
    """An address that is told what a saved search finds."""

    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="webhooks")
    url = models.CharField(max_length=LONGEST_URL)
    secret = models.CharField(max_length=60, default=new_secret, editable=False, help_text="Signs; shown once.")
    made_at = models.DateTimeField(auto_now_add=True)
    failures = models.PositiveSmallIntegerField(default=0, help_text="Tries that failed one after another.")
    disabled_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True, help_text="When its person was told that it is off.")

    objects: ClassVar[WebhookQuerySet] = WebhookQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["search", "url"], name="timeline_webhook_stands_once")]

    def __str__(self) -> str:
        return self.url


class Delivery(Job):
    """One message to one webhook; without news it is a test."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    news = models.ForeignKey(News, on_delete=models.CASCADE, null=True, blank=True, related_name="deliveries")
    status = models.PositiveSmallIntegerField(null=True, blank=True, help_text="What the server answered last.")

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(fields=["webhook", "news"], name="timeline_delivery_is_sent_once"),
        ]
        indexes = [
            models.Index(
                fields=["id"], condition=Q(state__in=["waiting", "running"]), name="timeline_delivery_to_send"
            ),
            models.Index(fields=["webhook", "-id"], name="timeline_delivery_log"),
        ]

    def __str__(self) -> str:
        return f"{self.name} to {self.webhook}"

    @property
    def name(self) -> str:
        """The message's name, the same in each try: `webhook-id`."""
        return f"msg_{self.pk}"
