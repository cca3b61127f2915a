"""Events that a text tells of."""

from claims.suggest.events import Telling, event_candidates, group

DATE = "2025-03-13"


def candidates(engine, text, **names):
    return event_candidates(engine.analyse(text, date=DATE), names)


def telling(index, text, act, **more):
    return Telling(index=index, kind="fact", act=act, text=text, cued=False, **more)


def test_an_attack_has_who_did_it_and_a_day(engine):
    (one,) = candidates(engine, "Southmarker troops struck Northland near the lake on Monday.")
    assert (one.type, one.happened) == ("assault", "2025-03-10")
    assert one.actors == (("southmark-army", "source"), ("northland", "target"))


def test_in_the_passive_the_last_named_did_it():
    (one,) = group([telling(0, "Northland was struck by Southmark.", "assault", actors=("n", "s"), happened=DATE)])
    assert dict(one.actors) == {"n": "target", "s": "source"}


def test_tellings_of_one_meeting_are_one_candidate():
    (one,) = group(
        [
            telling(0, "Berg met Dahl.", "consult", actors=("berg", "dahl"), happened=DATE),
            telling(1, "The talks of Dahl and Berg lasted.", "consult", actors=("dahl", "berg"), place="kelm"),
        ],
        {"berg": "Anna Berg", "dahl": "Olaf Dahl", "kelm": "Kelm"},
    )
    assert (one.tellings, one.title) == ((0, 1), "Anna Berg and Olaf Dahl meet in Kelm")
    assert (one.happened, one.place) == (DATE, "kelm")


def test_another_day_place_or_type_is_another_event():
    met = telling(0, "Berg met Dahl.", "consult", actors=("berg", "dahl"), happened=DATE, place="kelm")
    for other in (
        telling(1, "Berg met Dahl.", "consult", actors=("berg", "dahl"), happened="2025-03-11", place="kelm"),
        telling(1, "Berg met Dahl.", "consult", actors=("berg", "dahl"), happened=DATE, place="lora"),
        telling(1, "Berg struck Dahl.", "assault", actors=("berg", "dahl"), happened=DATE, place="kelm"),
    ):
        assert len(group([met, other])) == 2


def test_what_is_denied_doubted_or_yet_to_come_is_none():
    assert group([telling(0, "Berg met Dahl.", "consult", actors=("b", "d"), happened=DATE, open=True)]) == ()
    assert group([telling(0, "Berg will meet Dahl.", "consult", actors=("b", "d"), happened=DATE)]) == ()


def test_without_day_and_place_there_is_none():
    assert group([telling(0, "Berg met Dahl.", "consult", actors=("b", "d"))]) == ()


def test_a_saying_is_an_event_with_a_speaker_and_a_day(engine):
    (one,) = candidates(engine, "On Monday, Berg rejected the truce.")
    assert (one.type, one.happened, one.actors) == ("reject", "2025-03-10", (("anna-berg", "source"),))
    assert candidates(engine, "Berg rejected the truce.") == ()
    assert candidates(engine, "On Monday, Berg said the road was wet.") == ()
