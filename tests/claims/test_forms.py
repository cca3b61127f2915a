"""What editors fill in, as browsers send it, gives back what the actions take."""

import pytest
from django.core.exceptions import ValidationError

from actors.models import ActorName, PlaceName
from claims import actions
from claims.actions import ClaimContent
from claims.form_fields import ActorField
from claims.forms import ApprovalForm, ClaimForm, DateForm, LinkForm, PassageForm, RelationForm, StepForm
from claims.models import Claim
from lib.form_errors import add_errors
from tests import factories

pytestmark = pytest.mark.django_db


def as_sent(form):
    """What a browser sends of a form that nobody touched: shown values, and line breaks as CR LF."""
    parts = [form, *form.people.forms, form.people.management_form]
    values = {bound.html_name: getattr(bound.value(), "pk", bound.value()) for part in parts for bound in part}
    return {name: str(value).replace("\n", "\r\n") for name, value in values.items() if value is not None}


def sent(content, **changed):
    values = as_sent(ClaimForm(conflict=factories.conflict(), content=content)) | changed
    return ClaimForm(values, conflict=factories.conflict(), content=content)


def whole_content(**more):
    state, nato = factories.actor("russia", "Russia", kind="state"), factories.actor("nato", "NATO", kind="alliance")
    return factories.claim_content(
        **{
            "text": "Ushakov rejects it.\nTwice.",
            "quote": "«Передишка»\n\nі не більше 🇺🇦",
            "quote_language": "uk",
            "translation": "A breather\nand no more",
            "kind": "position",
            "directness": "verbatim",
            "issue": factories.issue(),
            "stance": "rejects",
            "conditions": "if at all",
            "happened_edtf": "2025-03~",
            "place": factories.place(),
            "attributions": [(state, "spokesperson_for"), (nato, "subject"), (nato, "addressee")],
        }
        | more
    )


def test_a_form_that_nobody_touched_gives_back_what_it_was_filled_with():
    content = whole_content()
    form = sent(content)
    assert form.is_valid(), (form.errors, form.people.errors)
    assert form.content() == content


def test_saving_a_claims_form_untouched_changes_nothing(editor, editor2):
    """Line breaks that a browser has made its own would else re-open an approved claim and spoil its quote."""
    claim = factories.draft_claim(by=editor)
    actions.edit_claim(claim=claim, content=whole_content(), version=1, by=editor)
    actions.submit(claim=claim, by=editor)
    claim = factories.approve(claim)
    form = sent(ClaimContent.of(claim))
    assert form.is_valid()
    actions.edit_claim(claim=claim, content=form.content(), version=claim.version, by=editor2)
    claim.refresh_from_db()
    assert (claim.stage, claim.edited_by) == ("approved", editor)


def test_line_breaks_are_those_of_the_captures():
    form = sent(whole_content(), quote="“One.\r\n\r\nTwo.”", text="A\r\nB")
    assert form.is_valid()
    assert (form.content().quote, form.content().text) == ("“One.\n\nTwo.”", "A\nB")
    step = StepForm({"reasons": "One.\r\nTwo."})
    assert step.is_valid()
    assert step.cleaned_data["reasons"] == "One.\nTwo."


def test_somebody_who_is_listed_twice_is_named_once():
    content = whole_content()
    form = sent(content, **{"people-3-actor": "NATO", "people-3-role": "subject", "people-4-actor": "  "})
    assert form.is_valid()
    assert form.content() == content


def test_a_row_without_a_role_is_a_subject():
    values = as_sent(ClaimForm(conflict=factories.conflict(), content=factories.claim_content()))
    factories.actor("nato", "NATO", kind="alliance")
    form = ClaimForm(values | {"people-0-actor": "nato", "people-0-role": ""}, conflict=factories.conflict())
    assert form.is_valid()
    assert form.content().attributions[-1] == (factories.actor("nato"), "subject")


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("text", "  ", "required"),
        ("text", "x" * 2001, "at most 2000"),
        ("kind", "rumour", "not one of the available"),
        ("directness", "", "required"),
        ("speaker", "Nobody", "No actor is called Nobody yet"),
        ("speaker", "Koval", "More than one actor is called Koval"),
        ("place", "Nowhere", "No place is called Nowhere"),
        ("said_edtf", "last Thursday", "depends on the day it is read"),
        ("happened_edtf", "2025-02-30", "February 2025 has no day 30."),
        ("issue", "0", "not one of the available"),
        ("text", "a\0b", "Null characters"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field(field, value, message):
    for slug in ("anna-koval", "ivan-koval"):
        ActorName.objects.create(actor=factories.actor(slug), text="Koval", kind="short")
    form = sent(whole_content(), **{field: value})
    assert not form.is_valid()
    assert message in form.errors[field][0]


def test_an_unknown_name_in_a_row_makes_the_whole_form_invalid():
    form = sent(whole_content(), **{"people-1-actor": "Nobody"})
    assert not form.is_valid()
    assert "No actor is called Nobody yet" in form.people.errors[1]["actor"][0]


def test_an_issue_of_another_conflict_is_not_offered():
    foreign = factories.issue("water", "Water", of=factories.conflict("other", "Other"))
    form = sent(whole_content(), issue=str(foreign.pk))
    assert not form.is_valid()
    assert foreign not in form.fields["issue"].queryset


@pytest.mark.parametrize("name", ["YURI  ushakov", "Ушаков", "Ushakov", "Uschakow"])
def test_an_actor_is_found_by_every_name_of_its_own(name):
    ushakov = factories.actor("ushakov", "Yuri Ushakov")
    for text, kind in (("Ушаков", "full"), ("Ushakov", "short"), ("Uschakow", "transliteration")):
        ActorName.objects.create(actor=ushakov, text=text, kind=kind)
    form = sent(factories.claim_content(speaker=None), speaker=name)
    assert form.is_valid(), form.errors
    assert form.content().attributions == ((ushakov, "speaker"),)


def test_a_demonym_is_nobodys_own_name():
    ActorName.objects.create(actor=factories.actor("russia"), text="Russian", kind="demonym")
    assert "speaker" in sent(factories.claim_content(), speaker="Russian").errors


def test_a_place_is_found_by_any_of_its_names():
    PlaceName.objects.create(place=factories.place(), text="Москва")
    form = sent(factories.claim_content(), place=" москва ")
    assert form.is_valid()
    assert form.content().place == factories.place()


# ---- passages


def passage(text, **values):
    return PassageForm({"capture": 1} | values, snapshot=factories.article(text))


def found(form):
    assert form.is_valid(), form.errors
    return form.first, form.after, form.exact


@pytest.mark.parametrize(
    ("text", "start", "words", "expected"),
    [
        ("🇺🇦 Так, “ні”.", 3, "Так", (3, 6, "Так")),
        ("A  breather .", 1, "  breather ", (3, 11, "breather")),
        ("One.\n\nTwo.", 0, "One.\n\nTwo.", (0, 10, "One.\n\nTwo.")),
    ],
)
def test_a_passage_by_position_is_the_captures_own_characters(text, start, words, expected):
    assert found(passage(text, start=start, end=start + len(words), words=words)) == expected


def test_a_browsers_own_line_breaks_are_the_same_words():
    form = passage("One.\n\n\n  Two.", start=0, end=13, words="One.\r\nTwo.")
    assert found(form) == (0, 13, "One.\n\n\n  Two.")


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("He said so. He left.", "He left.", (12, 20, "He left.")),
        ("He said “it’s no use”.", '"it\'s no use"', (8, 21, "“it’s no use”")),
        ("A long\n pause (so) [to] say", "long pause (so) [to]", (2, 23, "long\n pause (so) [to]")),
        ("The Ceasefire", "the ceasefire", (0, 13, "The Ceasefire")),
        ("so SO so", "SO", (3, 5, "SO")),
    ],
)
def test_a_passage_is_found_by_its_words_alone(text, words, expected):
    assert found(passage(text, words=words)) == expected


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"start": 0, "end": 3, "words": "Two"}, "not what was selected"),
        ({"start": 2, "end": 1, "words": "One"}, "not what was selected"),
        ({"start": 90, "end": 95, "words": "One"}, "not what was selected"),
        ({"words": "Three"}, "not in the text"),
        ({"start": 3, "end": 4, "words": " "}, "Select some words"),
        ({"start": 0, "end": 3}, "required"),
    ],
)
def test_what_is_not_in_the_capture_is_not_a_passage(values, message):
    form = passage("One Two", **values)
    assert not form.is_valid()
    assert message in form.errors["words"][0]


# ---- the small ones


def test_small_forms_take_only_what_is_on_their_lists():
    assert RelationForm({"relation": "disputes"}).is_valid()
    assert not RelationForm({"relation": "proves"}).is_valid()
    assert LinkForm({"kind": "denies", "other": "7"}).is_valid()
    assert LinkForm({"kind": "denies"}).errors["other"] == ["Choose the other claim."]
    assert not DateForm({"published": ""}).is_valid()
    assert not DateForm({"published": "yesterday"}).is_valid()
    assert DateForm({"published": "2025-03~"}).is_valid()
    assert ApprovalForm({"rationale": "Read.", "version": "3"}).errors["verdict"] == ["Choose a verdict."]
    assert not ApprovalForm({"verdict": "true", "version": "3"}).is_valid()
    assert not ApprovalForm({"verdict": "false", "rationale": "x"}).is_valid()


def test_what_an_action_refused_stands_beside_its_field_or_on_top():
    form = StepForm({"reasons": "x"})
    assert form.is_valid()
    add_errors(form, ValidationError({"reasons": "Say why.", "elsewhere": "No such field."}))
    add_errors(form, ValidationError("Not now."))
    assert form.errors == {"reasons": ["Say why."], "__all__": ["No such field.", "Not now."]}
    assert not Claim.objects.exists()


def dated(typed, **context):
    """A form in which this was typed for the date of speech."""
    values = as_sent(ClaimForm(conflict=factories.conflict(), content=factories.claim_content()))
    return ClaimForm(values | {"said_edtf": typed}, conflict=factories.conflict(), **context)


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [("mid-March 2025", "2025-03-11~/2025-03-20~"), ("13 березня 2025", "2025-03-13"), ("2025-03~", "2025-03~")],
)
def test_a_date_is_typed_in_words_and_kept_as_edtf(typed, edtf):
    form = dated(typed)
    assert form.is_valid()
    assert form.content().said_edtf == edtf


def test_a_year_that_is_not_typed_is_the_articles_or_asked_for():
    form = dated("13 March", near="2024-03-20")
    assert form.is_valid()
    assert form.content().said_edtf == "2024-03-13"
    assert "near=2024-03-20" in form.fields["said_edtf"].widget.attrs["hx-get"]
    assert "of which year?" in dated("13 March").errors["said_edtf"][0]


def test_a_year_that_is_not_typed_is_the_conflicts_where_that_lies_within_one():
    conflict = factories.conflict()
    conflict.start_edtf, conflict.end_edtf = "2025-02", "2025-11"
    values = as_sent(ClaimForm(conflict=conflict, content=factories.claim_content()))
    form = ClaimForm(values | {"said_edtf": "spring"}, conflict=conflict)
    assert form.is_valid()
    assert form.content().said_edtf == "2025-21"


def _error(name):
    with pytest.raises(ValidationError) as caught:
        ActorField().clean(name)
    return caught.value.messages[0]


def test_an_actor_is_filled_in_in_any_script_and_by_a_metonym():
    kremlin = factories.actor("kremlin", "Kremlin", kind="government")
    ActorName.objects.create(actor=kremlin, text="Moscow", kind="metonym")
    people = [factories.actor(f"koval-{one}", f"{one} Koval") for one in ("Anna", "Ivan")]
    assert ActorField().clean(" Moscow’s ") == ActorField().clean("Moscow") == kremlin
    assert ActorField().clean("Анна Коваль") == people[0]
    assert "More than one actor is called Koval: Anna Koval, Ivan Koval" in _error("Koval")
    assert "Do you mean Kremlin?" in _error("Kremlim")
    assert _error("Nobody").startswith("No actor is called Nobody yet")
