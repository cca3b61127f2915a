"""Plain text of a comment becomes links and nothing else."""

import pytest

from claims.comment_text import claim_numbers, lines_of, mentioned_names


def pieces(text, people=("editor", "a.b"), claims=(12,)):
    (line,) = lines_of(text, people=people, claims=claims)
    return [(piece.kind, piece.text, piece.url) for piece in line]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://x.example/a?b=1#c", "https://x.example/a?b=1#c"),
        ("https://x.example/a.", "https://x.example/a"),
        ("(https://x.example/a)", "https://x.example/a"),
        ("https://x.example/a_(b)", "https://x.example/a_(b)"),
        ("“https://x.example/a”,", "https://x.example/a"),
        ("HTTP://x.example", None),
        ("javascript:alert(1)", None),
        ("ftp://x.example", None),
        ("https://", None),
    ],
)
def test_addresses_of_the_web_become_links_without_what_ends_the_sentence(text, url):
    assert [one[2] for one in pieces(text) if one[0] == "url"] == ([url] if url else [])
    assert "".join(one[1] for one in pieces(text)) == text


def test_claims_that_are_there_become_links():
    assert pieces("As #12 says, not #13.") == [
        ("text", "As ", ""),
        ("claim", "#12", "/desk/claims/12/"),
        ("text", " says, not #13.", ""),
    ]
    assert claim_numbers("#12, #13; a#14 https://x.example/#15 #016 #0") == {12, 13}


def test_names_are_mentions_where_somebody_bears_them():
    assert mentioned_names("@editor and @a.b. @editor, me@x.example (@nobody) https://x.example/@y") == [
        "editor",
        "a.b",
        "nobody",
    ]
    assert pieces("Ask @a.b. Or @nobody.") == [
        ("text", "Ask ", ""),
        ("mention", "@a.b", ""),
        ("text", ". Or @nobody.", ""),
    ]


def test_lines_stay_lines_and_an_empty_one_too():
    lines = lines_of("One\r\n\r\nTwo <b>", people=(), claims=())
    assert [[piece.text for piece in line] for line in lines] == [["One"], [], ["Two <b>"]]
