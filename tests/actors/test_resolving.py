"""Whom a name means, in any script, case and spelling, on its day and in its context."""

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actors.models import Actor, ActorName, Office
from actors.resolving import LEAST, SURE, ask, meant, resolve, resolve_all
from lib.naming.ranking import Known, ranked
from tests import factories

pytestmark = pytest.mark.django_db


def named(actor, *names):
    """The actor with more names, each (text, language, kind) with more fields."""
    for text, language, kind, *more in names:
        ActorName.objects.create(actor=actor, text=text, language=language, kind=kind, **(more[0] if more else {}))
    return actor


def held(actor, title, organisation, start="", end=""):
    return Office.objects.create(actor=actor, title=title, organisation=organisation, start_edtf=start, end_edtf=end)


@pytest.fixture
def who():
    """States, their bodies and their people, as a newsroom keeps them; by slug."""
    state = {}
    for slug, name, code, names in [
        (
            "russia",
            "Russia",
            "RUS",
            [("Russian", "en", "demonym"), ("Россия", "ru", "full"), ("Росія", "uk", "full")],
        ),
        ("ukraine", "Ukraine", "UKR", [("Ukrainian", "en", "demonym"), ("Україна", "uk", "full")]),
        ("united-states", "United States", "USA", [("US", "en", "short"), ("U.S.", "en", "short")]),
    ]:
        state[slug] = named(factories.actor(slug, name, kind="state", country=code), *names)
    kremlin = named(
        factories.actor("kremlin", "Kremlin", kind="government", country="RUS", acts_for=state["russia"]),
        ("Moscow", "en", "metonym"),
        ("Москва", "", "metonym"),
        ("the Kremlin", "en", "alias"),
        ("Кремль", "", "full"),
    )
    ministry = factories.actor("rus-mod", "Russian Defence Ministry", kind="government", country="RUS")
    people = [
        ("yuri-ushakov", "Yuri Ushakov", [("Юрий Ушаков", "ru", "full"), ("Юрій Ушаков", "uk", "full")]),
        ("volodymyr-zelenskyy", "Volodymyr Zelenskyy", [("Володимир Зеленський", "uk", "full")]),
        ("vladimir-putin", "Vladimir Putin", [("Putin", "en", "short"), ("Путин", "ru", "short")]),
        ("andrii-sybiha", "Andrii Sybiha", []),
        ("sergei-shoigu", "Sergei Shoigu", []),
        ("andrei-belousov", "Andrei Belousov", [("Russian defence minister", "en", "title")]),
        ("denys-shmyhal", "Denys Shmyhal", []),
        ("marco-rubio", "Marco Rubio", []),
    ]
    for slug, name, names in people:
        state[slug] = named(factories.actor(slug, name), *names)
    held(state["sergei-shoigu"], "Minister of Defence", ministry, "2012-11-06", "2024-05-12")
    held(state["andrei-belousov"], "Minister of Defence", ministry, "2024-05-14")
    held(state["volodymyr-zelenskyy"], "President of Ukraine", state["ukraine"], "2019-05-20")
    held(state["vladimir-putin"], "President of Russia", state["russia"], "2012-05-07")
    return state | {"kremlin": kremlin, "rus-mod": ministry}


def slugs(name, **asked):
    return [match.actor.slug for match in meant(resolve(name, **asked))]


SPELLINGS = {
    "yuri-ushakov": "Ushakov Ouchakov Uschakow Ушаков Ушакова Ушакову Ушаковым Ушаковим Ушакові",
    "volodymyr-zelenskyy": "Zelenskyy Zelensky Zelenskiy Zelenski Selenskyj Зеленський Зеленського Зеленський’s "
    "Зеленский Зеленского Зеленскому Зеленським",
    "vladimir-putin": "Putin Putin’s Poutine Путин Путина Путіна Путіну ПУТИН",
    "andrii-sybiha": "Sybiha Sibiga Сибіга Сибіги Сибігою Сибига",
    "denys-shmyhal": "Shmyhal Chmyhal Schmyhal Шмигаль Шмигаля Шмыгаль",
    "sergei-shoigu": "Shoigu Schoigu Choïgou Шойгу",
    "marco-rubio": "Rubio Рубио Рубіо",
}
WHOLE = [
    ("Yury Ushakov", "yuri-ushakov"),
    ("Iouri Ouchakov", "yuri-ushakov"),
    ("Ушакова Юрия", "yuri-ushakov"),
    ("Y. Ushakov", "yuri-ushakov"),
    ("Vladimir Vladimirovich Putin", "vladimir-putin"),
    ("President Zelenskyy", "volodymyr-zelenskyy"),
    ("президента Зеленського", "volodymyr-zelenskyy"),
    ("US Secretary of State Marco Rubio", "marco-rubio"),
    ("the U.S.", "united-states"),
    ("России", "russia"),
    ("України", "ukraine"),
]


@pytest.mark.parametrize(
    ("written", "slug"), [(word, slug) for slug, words in SPELLINGS.items() for word in words.split()] + WHOLE
)
def test_a_name_in_any_script_spelling_and_case(who, written, slug):
    assert slugs(written) == [slug]


TRAPS = [
    "Natalia Putin",  # a namesake
    "Putin Street Committee",
    "Yuri",  # a given name alone
    "Russian",  # everybody's there
    "Ushanka",
    "Nobody",
    "",
    "  ",
    "\0",
    "V.",
    "the",
]


@pytest.mark.parametrize("written", TRAPS)
def test_what_only_looks_like_a_name_surely_means_nobody(who, written):
    assert slugs(written) == []


def test_a_slip_of_the_pen_is_found_and_not_sure(who):
    (match,) = resolve("Ushokov")
    assert (match.actor, match.why) == (who["yuri-ushakov"], "near")
    assert LEAST < match.score < SURE


def test_in_latin_letters_a_woman_s_surname_is_another_s(who):
    (match,) = resolve("Ushakova")
    assert match.score < SURE


def test_scores_order_from_the_name_itself_down(who):
    asked = ["Юрий Ушаков", "Юрия Ушакова", "Ushakov", "Ushokov"]
    scores = [resolve(name)[0].score for name in asked]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert resolve("Yuri Ushakov")[0].score == 1


def test_a_main_name_goes_before_other_people_s_aliases():
    main = factories.actor("moscow-group", "Moscow Group", kind="organisation")
    other = named(factories.actor("other-group", "Other Group", kind="organisation"), ("Moscow Group", "", "alias"))
    assert slugs("moscow group") == ["moscow-group"]
    assert [match.actor for match in resolve("moscow group")] == [main, other]


def test_a_name_that_two_share_means_both():
    for slug in ("anna-koval", "ivan-koval"):
        named(factories.actor(slug), ("Koval", "", "short"))
    assert slugs("Koval") == ["anna-koval", "ivan-koval"]
    assert slugs("Anna Koval") == ["anna-koval"]


def test_the_name_in_the_text_s_language_goes_first():
    for slug, language in [("one", "uk"), ("two", "ru"), ("three", "")]:
        named(factories.actor(slug, f"The {slug}", kind="organisation"), ("Совет", language, "alias"))
    order = [match.actor.slug for match in resolve("Совет", language="ru-RU")]
    assert order == ["two", "three", "one"]


# ---- in time


@pytest.mark.parametrize(
    ("on", "slug"),
    [
        ("2023-06-01", "sergei-shoigu"),
        ("2025-03-13", "andrei-belousov"),
        ("2023", "sergei-shoigu"),
        ("", "andrei-belousov"),
    ],
)
@pytest.mark.parametrize(
    "title", ["the Russian defence minister", "Russia’s defense minister", "министр обороны России"]
)
def test_a_title_means_who_held_the_office_then(who, title, on, slug):
    assert slugs(title, on=on) == [slug]


def test_who_does_not_hold_it_is_named_last(who):
    found = resolve("the Russian defence minister", on="2023-06-01")
    assert [match.actor.slug for match in found] == ["sergei-shoigu", "andrei-belousov"]
    assert found[1].score < 0.5
    assert slugs("the former Russian defence minister", on="2025-03-13") == ["sergei-shoigu"]


def test_a_title_of_no_country_is_not_sure(who):
    found = resolve("the defence minister", on="2023-06-01")
    assert found[0].actor == who["sergei-shoigu"]
    assert meant(found) == []
    assert resolve("the Ukrainian defence minister", on="2023-06-01") == []


def test_a_name_counts_while_it_is_used():
    board = named(
        factories.actor("board", "Peace Board", kind="organisation"),
        ("Truce Council", "en", "former", {"start_edtf": "2014", "end_edtf": "2019-06"}),
    )
    then, later = resolve("Truce Council", on="2016"), resolve("Truce Council", on="2025-03-13")
    assert [match.actor for match in (*then, *later)] == [board, board]
    assert then[0].score > SURE > later[0].score == resolve("Truce Council")[0].score
    assert then[0].why == "former"


# ---- metonyms


@pytest.mark.parametrize(
    ("name", "context", "rulers"),
    [
        ("Moscow", "Moscow rejected the plan.", True),
        ("Moscow", "Pressure on Moscow grows.", True),
        ("Москва", "Москва заявила, что готова.", True),
        ("Москва", "Тиск на Москву: Москва відкинула план.", None),
        ("Moscow", "They met in Moscow on Thursday.", False),
        ("Moscow", "The delegation flew to Moscow, Tula and Kaluga.", False),
        ("Moscow", "Moscow.", None),
        ("Moscow", "", None),
        ("Moscow", "Nothing of the kind.", None),
    ],
)
def test_a_capital_is_its_rulers_or_a_city_by_the_words_around(who, name, context, rulers):
    (match,) = resolve(name, context=context)
    assert (match.actor, match.kind, match.is_metonym) == (who["kremlin"], "metonym", True)
    if rulers is None:
        assert match.score >= match.as_place or match.score > SURE
    else:
        assert (match.score > SURE > match.as_place) == rulers
        assert (match.score < match.as_place) == (not rulers)


def test_a_name_of_its_own_is_no_metonym(who):
    (match,) = resolve("the Kremlin")
    assert (match.is_metonym, match.as_place) == (False, 0)


def test_kinds_narrow(who):
    assert resolve("Moscow", kinds=["person"]) == []
    assert slugs("Putin", kinds=["person"]) == ["vladimir-putin"]


# ---- merged, in words, in how many queries


def test_names_of_a_merged_actor_lead_to_the_one_that_goes_on(who):
    first, second = factories.actor("y-ushakov", "Jurij Uschakow"), factories.actor("adviser", "Kremlin Adviser")
    Actor.objects.filter(pk=first.pk).update(merged_into=second)
    assert slugs("Jurij Uschakow")[:1] == ["adviser"]
    Actor.objects.filter(pk=second.pk).update(merged_into=who["yuri-ushakov"])
    assert slugs("Kremlin Adviser") == ["yuri-ushakov"]
    assert "adviser" not in [match.actor.slug for name in ("Uschakow", "Ushakov") for match in resolve(name)]


def test_why_is_told_in_words(who):
    why = {name: resolve(name, on="2023-06-01")[0].in_words for name in ("Yuri Ushakov", "Ушакову", "Moscow")}
    assert why["Yuri Ushakov"] == "its own name"
    assert why["Ушакову"] == "a part of “Юрий Ушаков”"
    assert why["Moscow"] == "metonym “Moscow”"
    assert "Minister of Defence" in resolve("the Russian defence minister", on="2023")[0].in_words
    with translation.override("uk"):
        assert resolve("Yuri Ushakov")[0].in_words != "its own name"


@pytest.mark.parametrize("number", [1, 5])
def test_queries_do_not_grow(who, number, django_assert_num_queries):
    asked = [ask(f"Ushakov {one}") for one in range(number)] + [ask("the Russian defence minister")]
    with django_assert_num_queries(1 + 1 + 1):  # names of two kinds, offices, actors
        assert meant(resolve_all(asked)[-1])


def test_many_at_once_find_what_each_finds_alone(who):
    names = [word for words in SPELLINGS.values() for word in words.split()] + [name for name, _ in WHOLE] + TRAPS
    together = resolve_all([ask(name) for name in names])
    assert together == [resolve(name) for name in names]


@pytest.mark.parametrize(
    ("changed", "found"), [({"name": "Anton Vaino"}, ["Anton Vaino"]), ({"description": "Aide"}, ["Yuri Ushakov"])]
)
def test_keys_follow_whichever_way_a_row_is_written(who, changed, found):
    actor = who["yuri-ushakov"]
    ActorName.objects.filter(actor=actor).delete()
    for field, value in changed.items():
        setattr(actor, field, value)
    actor.save(update_fields=list(changed))
    versions = actor.versions.count()
    assert [match.name for name in ("Vaino", "Ushakov") for match in resolve(name)] == found
    actor.save()
    assert actor.versions.count() == versions  # keys are no history
    ActorName.objects.bulk_create([ActorName(actor=actor, text="Graukopf", kind="alias")])
    assert slugs("Graukopf") == ["yuri-ushakov"]


def test_rows_of_before_are_read_again(who, capsys):
    Actor.objects.update(keys=[])
    ActorName.objects.update(keys=["v0"])
    assert resolve("Ushakov") == []
    call_command("index_names")
    assert slugs("Ushakov") == ["yuri-ushakov"]
    call_command("index_names")
    assert capsys.readouterr().out.splitlines()[-1] == "0 names read."


def exhaustive(asked):
    """What comparing every name finds, without keys."""
    names = [Known(a.pk, a.name, "main", person=a.kind == "person") for a in Actor.objects.all()]
    names += [
        Known(n.actor_id, n.text, n.kind, n.language, person=n.actor.kind == "person")
        for n in ActorName.objects.select_related("actor").order_by("pk")
    ]
    return {(found.known.owner, found.score) for found in ranked(asked, names, least=LEAST)}


PARTS = [
    "Yuri",
    "Юрій",
    "Ouchakov",
    "Ushakov",
    "Ушаков",
    "Ушакова",
    "Ushakova",
    "Petro",
    "Petrov",
    "Petrova",
    "Петрова",
    "Петренко",
    "Petrenko",
    "Olena",
    "Олена",
    "Zelenska",
    "Зеленська",
    "Zelensky",
    "Зеленського",
    "President",
    "defence",
    "minister",
    "Russian",
    "of",
    "the",
    "V.",
    "J",
    "K.",
    "Kuleba",
    "Кулебою",
    "Кулеби",
    "Al",
    "Ali",
    "Alia",
    "O'Brien",
    "Obrien",
    "О’Браєн",
    "Щ",
    "ь",
    "Ъ",
    "x",
    "Ministry",
    "Ministries",
    "Justice",
]
NAMES = st.lists(st.sampled_from(PARTS), min_size=1, max_size=4).map(" ".join)


@pytest.mark.parametrize("beginning", [False, True])
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    names=st.lists(
        st.tuples(NAMES, st.sampled_from(["full", "alias", "demonym"]), st.sampled_from(["", "uk", "en"])),
        min_size=1,
        max_size=12,
    ),
    wanted=st.lists(NAMES | st.text("аоуіяАйьъ'’aeiouyskhUŠč. ", max_size=9), min_size=1, max_size=4),
)
def test_keys_find_whatever_comparing_every_name_finds(beginning, names, wanted):
    with transaction.atomic():
        for number, (text, kind, language) in enumerate(names):
            actor_kind = "person" if number % 2 else "organisation"
            actor = Actor.objects.create(slug=f"a{number}", name=text, kind=actor_kind)
            ActorName.objects.create(actor=actor, text=names[number - 1][0], kind=kind, language=language)
        for name in wanted:
            asked = ask(name, beginning=beginning)
            found = {(match.actor.pk, match.score) for match in resolve(name, beginning=beginning, most=100)}
            assert found == exhaustive(asked)
        transaction.set_rollback(True)
