"""What is kept is kept in English, whoever did it; who looks at it reads it in the language of the page."""

import pytest
from django.utils.translation import override

from accounts.models import Notification
from accounts.roles import Role
from claims import actions
from claims.kept_words import told
from claims.models import InboxItem, InboxStep
from tests import factories


@pytest.mark.parametrize(
    ("kept", "uk"),
    [
        ("took 1 report", "взято 1 повідомлення"),
        ("took 5 reports", "взято 5 повідомлень"),
        ("assigned 2 reports to nobody", "2 повідомлення лишено без доручення"),
        ("assigned 22 reports to Anna Berg", "доручено 22 повідомлення: Anna Berg"),
        ("put off 1 report until 3 March 2025, 07:00 UTC", "відкладено 1 повідомлення до 3 березня 2025, 07:00 UTC"),
        ("dismissed 11 reports", "знято з розгляду 11 повідомлень"),
        ("re-opened 1 report", "знову відкрито 1 повідомлення"),
        ("other figures: 3 and 5, then none", "інші числа: 3 і 5, тоді немає"),
        ("same words, same day", "ті самі слова, той самий день"),
        ("the same words, and a denial", "ті самі слова і заперечення"),
    ],
)
def test_a_kept_sentence_is_told_in_the_language_of_the_page(kept, uk):
    assert told(kept) == kept
    with override("uk"):
        assert told(kept) == uk


def test_what_no_sentence_fits_is_told_as_it_is_kept():
    with override("uk"):
        assert told("Something else, same day") == "Something else, same day"


@pytest.mark.django_db
def test_a_step_is_kept_in_english_whoever_takes_it(as_editor, editor):
    factories.suggestion()
    actions.refresh_inbox()
    item = InboxItem.objects.get()
    as_editor.post("/uk/desk/inbox/", {"items": [item.pk], "do": "assign_me"})
    assert InboxStep.objects.get().did == "took 1 report"
    assert "Взято 1 повідомлення" in as_editor.get("/uk/desk/inbox/steps/").content.decode()
    assert "Took 1 report" in as_editor.get("/desk/inbox/steps/").content.decode()


@pytest.mark.django_db
def test_people_are_told_in_the_language_that_they_chose():
    author, reviewer = factories.user(Role.EDITOR), factories.user(Role.REVIEWER)
    author.language = "uk"
    author.save()
    claim = factories.claim_in_review(by=author)
    with override("ru"):
        actions.send_back(claim=claim, by=reviewer, reasons="Too vague.")
    assert Notification.objects.get(user=author).text == f"Повернуто: {claim}"
