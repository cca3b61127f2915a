"""A passage is found at the same characters or at the same ones elsewhere, or it is orphaned; never silently elsewhere."""

import re
import unicodedata

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from claims.anchoring import Anchor, Passage, anchor, anchor_all

KEPT = 40  # characters that an edit leaves alone on either side of a passage whose way is followed
WORDS = [
    "Kyiv",
    "the",
    "delegation",
    "не",
    "перемир’я",
    "30",
    "days",
    "said",
    "rejects",
    "“yes”",
    "е\u0301",
    "й",
    "मध्य",
]
ODD = [
    "👩‍👩‍👧",
    "🇺🇦",
    "שלום",
    "\u200f",
    "ü",
    "u\u0308",
    "\u00ad",
    "\u00a0",
    "\ud7ff",
    "\ue000",
    "\U0010ffff",
    "한",
    "\u1112\u1161\u11ab",
]
MARKS = [" ", " ", " ", ", ", ". ", ".\n\n", " – ", "\t", "\u2028"]

shares = st.integers(0, 999).map(lambda thousandths: thousandths / 1000)
characters = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)


def written(parts, most=40):
    return st.lists(parts, min_size=1, max_size=most).map("".join)


words = st.builds(str.__add__, st.sampled_from(WORDS), st.sampled_from(MARKS))
refrains = st.sampled_from(["He said no. ", "Nobody asked. ", "It was 30 days. ", "He said nothing. ", "Why? "])
odd = st.one_of(st.sampled_from(WORDS + ODD + MARKS), characters)
long_texts = st.one_of(
    st.lists(words, min_size=30, max_size=60).map("".join),
    st.lists(st.one_of(refrains, words), min_size=20, max_size=40).map("".join),
    st.lists(odd, min_size=30, max_size=60).map("".join),
    st.integers(60, 300).flatmap(lambda size: st.text("ab ", min_size=size, max_size=size)),
    st.integers(2, 30).flatmap(lambda times: st.text("ab ", min_size=3, max_size=9).map(lambda part: part * times)),
)
texts = st.one_of(long_texts, written(odd, 8))
edits = st.lists(
    st.tuples(
        st.sampled_from(["insert", "delete", "replace", "move", "duplicate"]),
        st.booleans(),
        shares,
        shares,
        st.one_of(written(words, 6), written(refrains, 3), written(odd, 6), st.text("ab ", max_size=20)),
    ),
    min_size=1,
    max_size=5,
)


def passage_of(text, start, end):
    return Passage(start, end, text[start:end], text[max(0, start - 32) : start], text[end : end + 32])


def quote(text, words, nth=0):
    places = [found.start() for found in re.finditer(re.escape(words), text)]
    return passage_of(text, places[nth], places[nth] + len(words))


def edited(text, script, kept=None):
    """The text after the edits, as its characters and the place in `text` that each one came from."""
    now = [(character, place) for place, character in enumerate(text)]
    for what, side, first, second, words in script:
        low, high = 0, len(now)
        if kept is not None:
            # Not where the passage begins or ends the text: that it does so is all that stands around it there.
            origins = [place for _, place in now]
            sides = [(0, origins.index(kept[0]))] if kept[0] > 0 else []
            sides += [(origins.index(kept[1] - 1) + 1, len(now))] if kept[1] < len(text) else []
            if not sides:
                break
            low, high = sides[side % len(sides)]
        begin, end = sorted((low + round(first * (high - low)), low + round(second * (high - low))))
        new = [(character, None) for character in words]
        cut = now[begin:end]
        if what == "duplicate":
            new = [(character, None) for character, _ in cut]
        elif what != "insert":
            del now[begin:end]
        if what == "move":
            # Past what is kept, where that does not begin or end the text.
            target = 0
            if kept is None or kept[0] == 0 or (low == 0 and kept[1] < len(text)):
                target = len(now)
            now[target:target] = cut
        elif what != "delete":
            now[begin:begin] = new
    return "".join(character for character, _ in now), [place for _, place in now]


def without_harmless_differences(text):
    text = unicodedata.normalize(
        "NFC", re.sub("[\u00ad\u200b\u2060\ufeff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text)
    )
    for marks, mark in (("“”„‟«»＂", '"'), ("‘’‚‛ʼʹ`´′‹›＇", "'"), ("‐‑‒–—―−－", "-")):
        text = re.sub(f"[{marks}]", mark, text)
    return unicodedata.normalize("NFC", "".join(text.replace("…", "...").split()))


def check(passage, found, new):
    """What holds for every passage and every text."""
    if found.state == "orphaned":
        assert (found.start, found.end, found.how) == (0, 0, "")
        assert found.nearest is None or 0 <= found.nearest[0] < found.nearest[1] <= len(new)
        return
    assert (found.state == "anchored") == (found.start == passage.start)
    there = new[found.start : found.end]
    assert (there == passage.exact) == (found.how in {"exact", "context"})
    assert without_harmless_differences(there) == without_harmless_differences(passage.exact)
    assert found.nearest is None


@given(texts, edits, shares, shares)
@settings(deadline=None, max_examples=300)
def test_whatever_was_edited_the_characters_are_the_same_or_it_is_orphaned(text, script, first, second):
    assume(text)
    start, end = sorted((int(first * len(text)), int(second * len(text))))
    assume(start < end)
    passage = passage_of(text, start, end)
    new, _ = edited(text, script)
    check(passage, anchor(passage, text, new), new)


@given(texts, texts)
@settings(deadline=None, max_examples=100)
def test_any_two_texts(old, new):
    passages = [passage_of(old, start, end) for start in range(0, len(old), 7) for end in (start + 1, len(old))]
    for passage, found in zip(passages, anchor_all(passages, old, new), strict=True):
        check(passage, found, new)


def may_be_confused(passage, old, new):
    """Whether either text has the words once more with the same characters, 24 of them, on a side."""
    start, end = passage.start, passage.end
    sides = (old[max(0, start - 24) : end], old[start : end + 24])
    flat = without_harmless_differences
    return any(
        len(re.findall(f"(?={re.escape(flat(side))})", flat(text))) > 1 for text in (old, new) for side in sides
    )


@given(long_texts, edits, shares, st.integers(1, 60))
@settings(deadline=None, max_examples=500)
@example("Yes. ", [("insert", True, 0.0, 0.9, "Yes. ")], 0.0, 4)
@example("aa aa " * 21, [("insert", False, 0.0, 0.0, "Kyiv "), ("move", True, 0.0, 0.06, "")], 0.326, 3)
@example("ab" * 100, [("insert", False, 0.0, 0.1, "ab")], 0.5, 10)
def test_a_passage_whose_surroundings_stay_is_found_where_it_went(text, script, first, size):
    start = int(first * len(text))
    end = min(len(text), start + size)
    passage = passage_of(text, start, end)
    assume(without_harmless_differences(passage.exact))
    new, origins = edited(text, script, (max(0, start - KEPT), min(len(text), end + KEPT)))
    assume(new != text)  # or else nothing was edited, whatever the script says
    found = anchor(passage, text, new)
    check(passage, found, new)
    went = origins.index(start)
    assert origins[went : went + len(passage.exact)] == list(range(start, end))
    if found.state == "orphaned":
        assert may_be_confused(passage, text, new)
    else:
        assert (found.start, found.end) == (went, went + len(passage.exact))


@given(written(words), st.sampled_from(["He denied it.", "30 days", "“yes”"]), edits, st.booleans())
@settings(deadline=None, max_examples=150)
def test_a_passage_that_was_deleted_does_not_become_its_copy(middle, words, script, is_first):
    """The copy was there before, at its own place, and what stands around it says so."""
    one = f"The minister was asked in Geneva about the grain ships. {words} Reporters left the hall at noon."
    other = f"A spokeswoman in Ankara was shown the same letter. {words} Nobody there would add a word to this."
    text = f"{one}\n\n{middle}\n\n{other}"
    gone, copy = quote(text, words), passage_of(text, text.rindex(words), text.rindex(words) + len(words))
    if not is_first:
        gone, copy = copy, gone
    left = text[: gone.start] + text[gone.end :]
    at = copy.start if copy.start < gone.start else copy.start - len(words)
    new, origins = edited(left, script, (at - KEPT, at + len(words) + KEPT))
    assume(words not in " ".join(part for *_, part in script))
    went = origins.index(at)
    found = dict(zip(("gone", "copy"), anchor_all([gone, copy], text, new), strict=True))
    assert (found["copy"].start, found["copy"].end) == (went, went + len(words))
    assert found["gone"].state == "orphaned"


BEFORE = "The envoy spoke first. “We accept 30 days, not more,” he said. The hall was quiet."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("“We accept", '"We accept'),
        ("“We accept 30 days, not more,”", "« We accept 30 days, not more, »"),
        ("30 days", "30\u00a0days"),
        ("30 days", "30\n\ndays"),
        ("accept", "ac\u00adcept"),
        ("accept", "\u200eaccept"),
        ("not more", "not  more"),
    ],
)
def test_other_marks_and_spaces_are_the_same_words(old, new):
    words = "“We accept 30 days, not more,”"
    after = BEFORE.replace(old, new)
    found = anchor(quote(BEFORE, words), BEFORE, after)
    assert (found.state, found.how, found.start) == ("anchored", "fuzzy", BEFORE.index(words))
    assert after[found.start : found.end] == words.replace(old, new)
    assert 0.7 < found.score < 1


@pytest.mark.parametrize(
    ("words", "set_differently"),
    [
        ("перемир’я на 30 днів", "перемир'я на 30 днів"),
        ("Zelenskyy's café", "Zelenskyy’s cafe\u0301"),
        ("a cease-fire", "a cease\u2011fire"),
        ("talks—again—failed", "talks – again – failed"),
        ("he waited…", "he waited..."),
        ("\ud55c\uad6d", unicodedata.normalize("NFD", "\ud55c\uad6d")),
        ("a\u0323\u0307 b", "a\u0307\u0323 b"),
    ],
)
def test_either_way_of_setting_the_words_finds_the_other(words, set_differently):
    for one, other in ((words, set_differently), (set_differently, words)):
        old, new = f"It was told in the hall: {one} (sic).", f"Corrected. It was told in the hall: {other} (sic)."
        found = anchor(quote(old, one), old, new)
        assert (found.state, found.how, new[found.start : found.end]) == ("moved", "fuzzy", other)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("30", "60"),
        ("30", "300"),
        ("30", "3.0"),
        ("30 days", "30-day"),
        ("not more", "more"),
        ("We accept", "We do not accept"),
        ("accept", "Accept"),
        ("accept", "except"),
        ("“We", "We"),
        ("days, not", "days. Not"),
        ("We", "Wé"),
    ],
)
def test_a_changed_word_number_or_negation_orphans_the_passage_and_shows_what_it_became(old, new):
    words = "“We accept 30 days, not more,”"
    after = BEFORE.replace(old, new, 1)
    found = anchor(quote(BEFORE, words), BEFORE, after)
    assert (found.state, found.start, found.end, found.how) == ("orphaned", 0, 0, "")
    assert 0.8 < found.score < 1
    became = after[slice(*found.nearest)]
    assert became.strip("“”") == words.replace(old, new, 1).strip("“”")


@pytest.mark.parametrize(
    ("words", "old", "new"),
    [
        ("lost 5", "They lost 5 tanks, it was said in Kyiv.", "They lost 5,000 tanks, it was said in Kyiv."),
        ("able to leave", "They were able to leave the city.", "They were unable to leave the city."),
        ("men were taken", "Some men were taken to Donetsk.", "Some women were taken to Donetsk."),
        ("at 10", "The talks began at 10 in the hall.", "The talks began at 10:30 in the hall."),
        ("the cafe", "They met at the cafe by the river.", "They met at the cafe\u0301 by the river."),
        ("the cafe", "They met at the cafe by the river.", "They met at the café by the river."),
    ],
)
def test_half_of_another_word_or_number_is_not_the_passage(words, old, new):
    assert anchor(quote(old, words), old, new).state == "orphaned"


def test_a_letter_without_its_accent_is_not_the_letter_with_it():
    old, new = "They met at the cafe\u0301 by the river.", "They met at the café by the river."
    assert anchor(quote(old, "at the cafe"), old, new).state == "orphaned"


@pytest.mark.parametrize("added", [("not ", ""), ("", " not"), ("— ", " —"), ("(", ")")])
def test_what_stands_right_beside_a_passage_may_change(added):
    words = "accept 30 days, not more"
    after = BEFORE.replace(words, added[0] + words + added[1])
    found = anchor(quote(BEFORE, words), BEFORE, after)
    start = BEFORE.index(words) + len(added[0])
    assert found == Anchor("moved" if added[0] else "anchored", start, start + len(words), "exact", 1.0)


LINES = [f"Speaker {number} of the {place} group rose. He said no. " for number, place in enumerate("abcdefgh")]


@pytest.mark.parametrize("nth", [0, 1, 3, 5, 6])
def test_a_passage_that_stands_there_many_times_is_told_apart_by_what_is_around_it(nth):
    old = "".join(LINES)
    new = "Updated. " + "".join(LINES[:3] + LINES[5:] + LINES[3:5])
    found = anchor(quote(old, "He said no.", nth), old, new)
    start = new.index(LINES[nth]) + LINES[nth].index("He said")
    assert found == Anchor("moved", start, start + 11, "context", 1.0)


@pytest.mark.parametrize("nth", [2, 4, 7])
def test_one_of_many_whose_two_sides_point_to_different_places_is_not_guessed(nth):
    old, new = "".join(LINES), "".join(LINES[:3] + LINES[5:] + LINES[3:5])
    assert anchor(quote(old, "He said no.", nth), old, new).state == "orphaned"


@pytest.mark.parametrize("nth", range(5))
def test_one_of_many_in_a_row_is_not_guessed(nth):
    old, new = "Opening. " + "He said no. " * 5 + "Closing.", "Opening. " + "He said no. " * 4 + "Closing."
    found = anchor(quote(old, "He said no.", nth), old, new)
    assert found.state == "orphaned"
    assert new[slice(*found.nearest)] == "He said no."


def test_where_what_is_around_two_copies_is_equal_their_order_tells():
    box = "Read also: our live page has all that is known. " * 5
    old = f"{box}The first report came in at dawn.\n{box}The second one came in at noon.\n{box}"
    new = f"{box}The first report came in late at dawn.\n{box}The second one came in at noon.\n{box}"
    words = "The second one came in at noon."
    start = new.index(words)
    assert anchor(quote(old, words), old, new) == Anchor("moved", start, start + len(words), "exact", 1.0)


def test_of_two_copies_run_together_neither_is_guessed():
    old = "The envoy of Norway spoke. He said no. Then Oslo called. The envoy of Sweden spoke. He said no. All rose."
    new = "The envoy of Norway spoke. He said no. All rose."
    assert [anchor(quote(old, "He said no.", nth), old, new).state for nth in (0, 1)] == ["orphaned", "orphaned"]


def test_of_two_copies_in_a_rewritten_text_neither_is_guessed():
    words = "The bridge is closed to traffic"
    old, new = f"Monday. {words}. Rain. {words}. Fog.", f"Snow! {words}; wind."
    assert [anchor(quote(old, words, nth), old, new).state for nth in (0, 1)] == ["orphaned", "orphaned"]


def test_words_that_now_follow_as_they_did_elsewhere_are_no_sign_of_that_other_copy():
    old = "The envoy of Norway spoke. He said no. Then rain fell. The envoy of Sweden rose. He said no. Nobody asked."
    new = old.replace("Then rain fell", "Nobody knew why")
    start = old.index("He said no.")
    assert anchor(quote(old, "He said no."), old, new) == Anchor("anchored", start, start + 11, "context", 1.0)


def test_a_few_characters_around_a_copy_do_not_outweigh_the_order_of_the_text():
    words = "The bridge is closed"
    old = f"It rained in Oslo. {words}. Nobody knew why. Ships waited outside the port all night."
    new = f"It rained in Oslo – “{words}”, some say! Ships waited outside the port all night. Again. {words}. Nobody."
    assert anchor(quote(old, words), old, new).state == "orphaned"


def test_a_pull_quote_does_not_draw_the_passage_away():
    words = "“There will be no talks before the guns are silent”"
    old = f"The minister spoke for an hour. {words}, he said at the end. Nobody asked anything."
    new = f"{words}\n\n{old}"
    start = len(words) + 2 + old.index(words)
    assert anchor(quote(old, words), old, new) == Anchor("moved", start, start + len(words), "context", 1.0)
    assert anchor(quote(new, words, 0), new, old).state == "orphaned"


def test_short_words_in_a_rewritten_text_are_no_evidence():
    old, new = (
        "It was a long day. Asked again, he said so. Then he left.",
        "Nobody ever asked why he said so; ships had sailed.",
    )
    assert anchor(quote(old, "he said so"), old, new).state == "orphaned"


def test_a_whole_sentence_in_a_rewritten_text_is_the_same_sentence():
    words = "The column of trucks reached the northern bridge before dawn"
    old, new = f"Kyiv woke early. {words}, it said.", f"Nobody slept: {words}; then rain fell."
    found = anchor(quote(old, words), old, new)
    assert (found.state, found.how, new[found.start : found.end]) == ("moved", "exact", words)


@pytest.mark.parametrize("text", ["", " ", "Nothing of it is left here, not one word."])
def test_a_text_that_is_gone(text):
    assert anchor(quote(BEFORE, "We accept 30 days"), BEFORE, text) == Anchor("orphaned", 0, 0, "", 0.0, None)


def test_an_unchanged_text_keeps_even_what_could_not_be_told_apart():
    text = "no no no no"
    assert [found.state for found in anchor_all([quote(text, "no", nth) for nth in range(4)], text, text)] == [
        "anchored"
    ] * 4


def test_what_stands_everywhere_is_not_looked_for():
    old = "word " * 5000
    assert anchor(quote(old, "word", 2500), old, f"new {old}").state == "orphaned"


@pytest.mark.parametrize(
    "passage",
    [
        Passage(0, 4, "Kyjv"),
        Passage(0, 5, "Kyiv"),
        Passage(1, 5, "Kyiv"),
        Passage(0, 4, "Kyiv", "x"),
        Passage(0, 4, "Kyiv", "", "?"),
    ],
)
def test_a_passage_that_the_old_text_does_not_have_is_refused(passage):
    with pytest.raises(ValueError, match="the old text does not have this passage"):
        anchor(passage, "Kyiv.", "Kyiv!")
