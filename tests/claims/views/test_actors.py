"""Actors on the desk: what is said of each, its names and offices, and where that is written."""

import pytest

from actors import actions
from actors.models import Actor, ActorMerge, NotSame
from claims.models import OfficeEvidence
from lib.history import version_number
from tests import factories
from tests.claims.views.tab import Tab
from tests.pages import read, the, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def ushakov():
    return factories.actor("ushakov", "Yuri Ushakov", office="Adviser")


def fields(actor, **more):
    said = {"name": actor.name, "kind": actor.kind, "country": "", "acts_for": "", "wikidata": "", "description": ""}
    return said | {"version": version_number(actor)} | more


def test_an_actor_is_changed_with_who_and_why_in_its_history(as_editor, editor, ushakov):
    factories.actor("kremlin", "The Kremlin", kind="government")
    answer = as_editor.post("/desk/actors/ushakov/", fields(ushakov, acts_for="The Kremlin", description="An aide."))
    assert answer.status_code == 302
    ushakov.refresh_from_db()
    assert (ushakov.acts_for.slug, ushakov.description) == ("kremlin", "An aide.")
    page = as_editor.get("/desk/actors/ushakov/").content.decode()
    assert str(editor) in page
    assert "edited the actor" in page


def test_countries_have_their_names(as_editor, ushakov):
    Actor.objects.filter(pk=ushakov.pk).update(country="RUS")
    assert "Russia" in words(the(read(as_editor, "/desk/actors/"), "rows"))
    assert "Росія" in words(the(read(as_editor, "/uk/desk/actors/"), "rows"))


def test_two_people_s_changes_are_joined(as_editor, editor, ushakov):
    opened = fields(ushakov, description="Mine.")
    content = actions.ActorContent(name="Yuri V. Ushakov", kind="person")
    actions.edit_actor(actor=ushakov, content=content, by=editor)
    answer = as_editor.post("/desk/actors/ushakov/", opened)
    assert answer.status_code == 409
    form = answer.context["form"]
    assert (form["name"].value(), form["description"].value()) == ("Yuri V. Ushakov", "Mine.")
    ushakov.refresh_from_db()
    assert ushakov.description == ""


@pytest.mark.parametrize(
    ("bad", "field"),
    [({"kind": "robot"}, "kind"), ({"country": "Russia"}, "country"), ({"acts_for": "Nobody"}, "acts_for"),
     ({"name": ""}, "name"), ({"acts_for": "Yuri Ushakov"}, "acts_for"), ({"wikidata": "x"}, None)],
)  # fmt: skip
def test_what_cannot_be_is_refused_beside_its_field(as_editor, ushakov, bad, field):
    answer = as_editor.post("/desk/actors/ushakov/", fields(ushakov) | bad)
    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert field is None or field in answer.context["form"].errors


def test_nobody_speaks_in_a_circle(as_editor, ushakov):
    factories.actor("kremlin", "The Kremlin", kind="government", acts_for=ushakov)
    assert as_editor.post("/desk/actors/ushakov/", fields(ushakov, acts_for="The Kremlin")).status_code == 422


def test_names_come_and_go(as_editor, ushakov):
    said = {"name-text": "Юрій Ушаков", "name-kind": "transliteration", "name-language": "uk"}
    assert as_editor.post("/desk/actors/ushakov/names/add/", said).status_code == 302
    name = ushakov.names.get()
    assert name.script == "Cyrl"
    assert as_editor.post("/desk/actors/ushakov/names/add/", said).status_code == 422
    address, key = f"/desk/actors/names/{name.pk}/", f"name{name.pk}"
    changed = {f"{key}-text": "Ушаков", f"{key}-kind": "short", f"{key}-end_edtf": "2024"}
    assert as_editor.post(address, changed).status_code == 302
    assert as_editor.post(address, changed | {f"{key}-start_edtf": "2025"}).status_code == 422
    assert as_editor.post(address, {"remove": "1"}).status_code == 422
    assert ushakov.names.get().text == "Ушаков"
    as_editor.post(address, {"remove": "1", "reason": "Not his."})
    assert not ushakov.names.exists()


def test_an_office_rests_on_a_passage(as_editor, ushakov):
    excerpt = factories.draft_claim(speaker=ushakov).evidence.get().excerpt
    office = ushakov.offices.get()
    page = as_editor.get("/desk/actors/ushakov/")
    assert list(page.context["passages"]) == [excerpt]
    assert as_editor.post(f"/desk/actors/offices/{office.pk}/evidence/", {"excerpt": "999999"}).status_code == 422
    for _ in range(2):
        as_editor.post(f"/desk/actors/offices/{office.pk}/evidence/", {"excerpt": excerpt.pk})
    evidence = OfficeEvidence.objects.get()
    assert (evidence.office, evidence.excerpt) == (office, excerpt)
    assert "ushakov" not in as_editor.get("/desk/actors/?show=unfounded").content.decode()
    as_editor.post(f"/desk/actors/evidence/{evidence.pk}/remove/")
    assert not OfficeEvidence.objects.exists()
    assert "/desk/actors/ushakov/" in as_editor.get("/desk/actors/?show=unfounded").content.decode()


def test_words_are_looked_for_in_its_own_passages_and_in_the_latest(as_editor, ushakov, monkeypatch):
    monkeypatch.setattr("claims.passage_choice.LATEST", 2)
    own = factories.draft_claim(speaker=ushakov).evidence.get().excerpt
    others = [factories.passage(exact=exact) for exact in ("MOSCOW", "Russia wants", "Thursday")]

    def found(words):
        return list(as_editor.get("/desk/actors/ushakov/", {"passage": words}).context["passages"])

    assert found("t") == [others[2], others[1], own]
    assert found("russia WANTS") == [others[1]]
    assert found("moscow") == []  # older than the latest two
    assert found(str(others[0].pk)) == [others[0]]
    assert found("nowhere") == []


def test_pairs_across_scripts_are_shown_until_somebody_says_no(as_editor, ushakov):
    factories.actor("usakov-2", "Юрій Ушаков")
    factories.actor("putin", "Vladimir Putin")
    pairs = as_editor.get("/desk/actors/?show=alike").context["pairs"]
    assert [{pair.one.slug, pair.other.slug} for pair in pairs] == [{"ushakov", "usakov-2"}]
    other = Actor.objects.get(slug="usakov-2")
    as_editor.post("/desk/actors/ushakov/not-same/", {"other": other.pk})
    assert NotSame.objects.get().one == ushakov
    assert as_editor.get("/desk/actors/?show=alike").context["pairs"] == []


def test_not_the_same_is_taken_back_on_either_page_with_the_reason_in_the_history(as_editor, editor, ushakov):
    other = factories.actor("usakov-2", "Юрій Ушаков")
    for page in ("/desk/actors/ushakov/", "/desk/actors/usakov-2/"):
        pair = actions.say_not_same(one=ushakov, other=other, by=editor)
        tab = Tab(as_editor, page)
        assert f"{editor} said on" in tab.says("apart")
        form = tab.form_to(f"{page}not-same/{pair.pk}/take-back/")
        tab.send(form, {"reason": " "}, status=422)
        assert NotSame.objects.exists()
        tab.send(tab.form_to(f"{page}not-same/{pair.pk}/take-back/"), {"reason": "One passport."})
        assert not NotSame.objects.exists()
        assert not tab.root.xpath("//*[@id='apart']")
        assert len(as_editor.get("/desk/actors/?show=alike").context["pairs"]) == 1
        lines = tab.root.xpath("//section[@aria-labelledby='history-title']//li[contains(., 'One passport.')]")
        assert "took back that two actors are not the same" in lines[0].text_content()
        assert "may be the same again" in lines[0].text_content()
    third = factories.actor("putin", "Vladimir Putin")
    pair = actions.say_not_same(one=ushakov, other=other, by=editor)
    assert as_editor.post(f"/desk/actors/{third.slug}/not-same/{pair.pk}/take-back/").status_code == 404


def test_a_merge_shows_what_it_would_do_and_is_taken_back(as_editor, ushakov):
    again = factories.actor("ouchakov", "Yuri Ouchakov", office="Adviser")
    claim = factories.approved_claim(speaker=again)
    found = as_editor.get("/desk/actors/ouchakov/merge/?q=Ушаков").context["found"]
    assert found == [ushakov]
    page = as_editor.get(f"/desk/actors/ouchakov/merge/?into={ushakov.pk}")
    counts = {str(one.what): (one.number, one.double) for one in page.context["preview"]}
    assert counts["claims that name it"] == (1, 0)
    assert counts["offices and memberships"] == (1, 1)
    sent = {key: page.context["form"][key].value() for key in ("into", "version", "into_version")}
    assert as_editor.post("/desk/actors/ouchakov/merge/", sent).status_code == 422
    as_editor.post("/desk/actors/ouchakov/merge/", sent | {"reason": "One man."})
    claim.refresh_from_db()
    assert claim.attributions.get().actor == ushakov
    assert claim.stage == "approved"
    merge = ActorMerge.objects.get()
    as_editor.post(f"/desk/actors/merges/{merge.pk}/undo/", {"reason": "Two men."})
    assert claim.attributions.get().actor == again


def test_a_merge_of_what_was_changed_meanwhile_is_refused(as_editor, editor, ushakov):
    again = factories.actor("ouchakov", "Yuri Ouchakov")
    page = as_editor.get(f"/desk/actors/ouchakov/merge/?into={ushakov.pk}")
    sent = {key: page.context["form"][key].value() for key in ("into", "version", "into_version")}
    content = actions.ActorContent(name="Yuri Ushakov", kind="person", description="The aide.")
    actions.edit_actor(actor=ushakov, content=content, by=editor)
    assert as_editor.post("/desk/actors/ouchakov/merge/", sent | {"reason": "One man."}).status_code == 409
    again.refresh_from_db()
    assert again.merged_into is None


def test_two_kinds_are_merged_with_a_confirmation_only(as_editor, ushakov):
    other = factories.actor("aide", "The aide", kind="organisation")
    sent = {"into": ushakov.pk, "version": version_number(other), "into_version": version_number(ushakov)}
    sent["reason"] = "One."
    assert as_editor.post("/desk/actors/aide/merge/", sent).status_code == 422
    assert as_editor.post("/desk/actors/aide/merge/", sent | {"kinds_differ": "on"}).status_code == 302


def test_a_split_moves_what_is_ticked(as_editor, ushakov):
    mine, its = (factories.draft_claim(speaker=ushakov, text=text) for text in ("Mine.", "Its."))
    row = its.attributions.get()
    sent = {"name": "Yuri Ushakov", "kind": "person", "reason": "Two men.", "version": version_number(ushakov)}
    assert as_editor.post("/desk/actors/ushakov/split/", sent).status_code == 422
    as_editor.post("/desk/actors/ushakov/split/", sent | {"claims.attribution.actor_id": row.pk})
    made = Actor.objects.get(slug="yuri-ushakov")
    assert its.attributions.get().actor == made
    assert mine.attributions.get().actor == ushakov
