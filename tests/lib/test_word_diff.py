"""A difference read without what was put in is the text before, and without what was taken out the text after."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.word_diff import Piece, paragraph_diff, word_diff

WORDS = st.lists(
    st.sampled_from(["the", "ceasefire", "“breather”", "30", "не", "перемир’я", " ", "\n", ",", "🇺🇦", "е\u0301"])
)
TEXTS = st.one_of(st.text(max_size=60), WORDS.map(" ".join), WORDS.map("".join))


@given(TEXTS, TEXTS)
@settings(max_examples=300, deadline=None)
def test_nothing_is_lost_between_the_pieces(before, after):
    pieces = word_diff(before, after)
    assert "".join(piece.text for piece in pieces if piece.op != "ins") == before
    assert "".join(piece.text for piece in pieces if piece.op != "del") == after
    assert all(piece.text for piece in pieces)


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_a_text_does_not_differ_from_itself(text):
    assert {piece.op for piece in word_diff(text, text)} <= {"same"}


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("", "", []),
        ("", "new", [("ins", "new")]),
        ("old", "", [("del", "old")]),
        (
            "Russia accepts the plan.",
            "Russia rejects the plan.",
            [("same", "Russia "), ("del", "accepts"), ("ins", "rejects"), ("same", " the plan.")],
        ),
        # whole words, never letters, and marks by themselves
        ("unverified", "verified", [("del", "unverified"), ("ins", "verified")]),
        ("a breather", "a breather.", [("same", "a breather"), ("ins", ".")]),
    ],
)
def test_words_are_compared_whole(before, after, pieces):
    assert word_diff(before, after) == [Piece(*piece) for piece in pieces]


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        # white space between two changed words belongs to the change
        (
            "they agreed to talk",
            "both refused to talk",
            [("del", "they agreed"), ("ins", "both refused"), ("same", " to talk")],
        ),
        ("one two", "one\ntwo", [("same", "one"), ("del", " "), ("ins", "\n"), ("same", "two")]),
        ("  indented", "indented", [("del", "  "), ("same", "indented")]),
        ("a b", "a", [("same", "a"), ("del", " b")]),
        ("a c", "a b c", [("same", "a "), ("ins", "b "), ("same", "c")]),
        # a little word that happens to stand in both of two different sentences is no island between changes
        (
            "Ministers categorically refused the delegation’s proposals yesterday",
            "Ministers wholeheartedly welcomed the Geneva compromise yesterday",
            [
                ("same", "Ministers "),
                ("del", "categorically refused the delegation’s proposals"),
                ("ins", "wholeheartedly welcomed the Geneva compromise"),
                ("same", " yesterday"),
            ],
        ),
        # a letter with its accent is of one word
        ("зе\u0301мля", "земля", [("del", "зе\u0301мля"), ("ins", "земля")]),
    ],
)
def test_a_difference_is_readable(before, after, pieces):
    assert word_diff(before, after) == [Piece(*piece) for piece in pieces]


def test_two_long_texts_without_a_word_in_common_are_one_change():
    before, after = "one " * 40_000, "other " * 40_000
    head, tail = "The same head. ", "The same tail."
    pieces = word_diff(head + before + tail, head + after + tail)
    assert [piece.op for piece in pieces] == ["same", "del", "ins", "same"]
    assert (pieces[0].text, pieces[-1].text) == (head, " " + tail)


PARAGRAPHS = st.lists(
    st.sampled_from(["Grain ships left Odesa.", "Grain ships left port.", "No.", "Two\nlines.", "— “So?”"])
)


@given(PARAGRAPHS.map("\n\n".join), PARAGRAPHS.map("\n\n".join))
@settings(max_examples=200, deadline=None)
def test_no_paragraph_is_lost_and_each_says_what_became_of_it(before, after):
    paragraphs = paragraph_diff(before, after)
    for text, own, other in ((before, "del", "added"), (after, "ins", "removed")):
        told = [
            "".join(piece.text for piece in paragraph.pieces if piece.op in {"same", own})
            for paragraph in paragraphs
            if paragraph.state != other
        ]
        assert [" ".join(words.split()) for words in told] == [
            " ".join(words.split()) for words in (text.split("\n\n") if "\n\n" in text else text.splitlines())
        ]
    for paragraph in paragraphs:
        ops = {piece.op for piece in paragraph.pieces}
        assert {"same": ops == {"same"}, "added": ops == {"ins"}, "removed": ops == {"del"}}.get(
            paragraph.state, len(ops) > 1
        )


OLD = """The minister spoke in Kyiv.

Nine lorries crossed the bridge before dawn.

It was raining.

The hall was full of reporters from abroad.

Nobody asked anything.

The delegation left at noon."""


def test_each_paragraph_says_what_became_of_it():
    new = (
        OLD.replace("Nine lorries", "Ten lorries")
        .replace("It was raining.\n\n", "")
        .replace("The delegation", "A second letter was read out.\n\nThe delegation")
    )
    paragraphs = paragraph_diff(OLD, new)
    assert [(paragraph.state, paragraph.pieces[0].text) for paragraph in paragraphs] == [
        ("same", "The minister spoke in Kyiv."),
        ("changed", "Nine"),
        ("removed", "It was raining."),
        ("same", "The hall was full of reporters from abroad."),
        ("same", "Nobody asked anything."),
        ("added", "A second letter was read out."),
        ("same", "The delegation left at noon."),
    ]
    assert paragraphs[1].pieces == [
        Piece("del", "Nine"),
        Piece("ins", "Ten"),
        Piece("same", " lorries crossed the bridge before dawn."),
    ]


def test_paragraphs_far_from_any_change_can_be_folded():
    paragraphs = paragraph_diff(OLD, OLD.replace("Nine", "Ten"))
    assert [paragraph.foldable for paragraph in paragraphs] == [False, False, False, True, True, True]


def test_lines_are_paragraphs_where_no_line_is_blank():
    paragraphs = paragraph_diff(
        "One line.\nAnother line of words.\nA third.", "One line.\nAnother line of text.\nA third."
    )
    assert [paragraph.state for paragraph in paragraphs] == ["same", "changed", "same"]


def test_a_paragraph_that_is_only_broken_otherwise_is_the_same():
    assert [part.state for part in paragraph_diff("One two\nthree.\n\nFour.", "One two three.\n\n\nFour.")] == [
        "same",
        "same",
    ]


@pytest.mark.parametrize(
    ("before", "after", "states"), [("", "", []), ("", "New.", ["added"]), ("Old.", "", ["removed"])]
)
def test_a_text_that_came_or_went(before, after, states):
    assert [paragraph.state for paragraph in paragraph_diff(before, after)] == states
