"""Markup from strangers: nothing in it runs, loads, asks for anything or dresses up as ours."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.clean_html import clean, plain

HOSTILE = [
    "<script>steal()</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<scr<script>ipt>steal()</scr</script>ipt>",
    "<img src=x onerror=steal()>",
    "<img src='//evil.example/pixel.gif'>",
    "<p onmouseover='steal()'>hover</p>",
    "<p/onclick=steal()>slash for a space</p>",
    "<a href='javascript:steal()'>x</a>",
    "<a href='java\tscript:steal()'>x</a>",
    "<a href='&#106;&#x61;vascript&colon;steal()'>x</a>",
    "<a href=' \x01javascript:steal()'>x</a>",
    "<a href='vbscript:steal()'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
    "<a href='//evil.example/x'>x</a>",
    "<a href='/accounts/logout/'>x</a>",
    "<a href='https://ok.example/' hx-get='/desk/' hx-trigger='load'>x</a>",
    "<div hx-get='/desk/' hx-trigger='load'>x</div>",
    "<div data-hx-post='/claims/1/approve/' data-hx-trigger='revealed'>x</div>",
    "<div data-hx-on:click='steal()' hx-on::load='steal()'>x</div>",
    "<div hx-ext=sse sse-connect=/x ws-connect=/y>x</div>",
    "<div class=approved id=status-panel style='position:fixed;inset:0'>x</div>",
    "<style>@import '//evil.example/x.css'; body{background:url(//evil.example)}</style>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<font face=x>f</font>",
    "<iframe src=//evil.example srcdoc='<script>steal()</script>'></iframe>",
    "<object data=//evil.example><embed src=//evil.example></object>",
    "<form action=//evil.example><input name=password autofocus onfocus=steal()><button>log in</button></form>",
    "<svg onload=steal()><script>steal()</script><use href=//evil.example#x></svg>",
    "<svg><a xlink:href='javascript:steal()'><text>x</text></a></svg>",
    "<svg></p><style><a title='</style><img src=x onerror=steal()>'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=steal()&gt;'>",
    "<math href='javascript:steal()'>x</math>",
    "<noscript><p title='</noscript><img src=x onerror=steal()>'></noscript>",
    "<template><img src=x onerror=steal()></template>",
    "<textarea><img title='</textarea><img src=x onerror=steal()>'></textarea>",
    "<title><img title='</title><img src=x onerror=steal()>'></title>",
    "<!--[if gte IE 4]><script>steal()</script><![endif]-->",
    "<![CDATA[<script>steal()</script>]]>",
    "<?xml-stylesheet href='javascript:steal()'?>",
    "<base href=//evil.example/><meta http-equiv=refresh content='0;url=//evil.example'>",
    "<video src=//evil.example poster=//evil.example><source src=//evil.example></video><audio src=x></audio>",
    "<blockquote cite='//evil.example'>q</blockquote>",
    "<table background=//evil.example><td background=//evil.example>x</table>",
    "<\x00script>steal()</script>",
    "\uff1cscript\uff1esteal()\uff1c/script\uff1e",
    '<a href="https://ok.example/\x00" target=_blank rel=opener>x</a>',
    "<b title='><script>steal()</script>'>b</b",
    "&lt;script&gt;steal()&lt;/script&gt;",
    "&amp;lt;img src=x onerror=steal()&amp;gt;",
    "<p" * 500 + ">" + "</b>" * 500,
]
FORBIDDEN = {
    "script",
    "style",
    "img",
    "svg",
    "math",
    "iframe",
    "object",
    "embed",
    "form",
    "input",
    "button",
    "font",
    "link",
    "meta",
    "base",
    "audio",
    "video",
    "source",
    "template",
    "noscript",
    "textarea",
}


class Seen(HTMLParser):
    def __init__(self, markup):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes = set(), []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]

    def handle_comment(self, data):
        self.tags.add("comment")

    handle_decl = handle_pi = unknown_decl = handle_comment


def check_harmless(markup):
    seen = Seen(markup)
    assert not seen.tags & (FORBIDDEN | {"comment"})
    for tag, name, value in seen.attributes:
        assert not name.startswith(("on", "hx", "data-", "sse-", "ws-"))
        assert name not in {
            "class",
            "id",
            "style",
            "src",
            "srcset",
            "background",
            "cite",
            "poster",
            "target",
            "action",
        }
        if name == "href":
            assert re.match("https?://", value)
        if name == "rel":
            assert (tag, value) == ("a", "nofollow noreferrer noopener")


@pytest.mark.parametrize("markup", HOSTILE)
def test_nothing_hostile_stays_and_cleaning_twice_changes_nothing(markup):
    cleaned = clean(markup)
    check_harmless(cleaned)
    assert clean(cleaned) == cleaned


def test_what_text_needs_stays():
    kept = (
        '<h2 lang="uk">Перемовини</h2><p>He said <em>“no”</em>, <strong>twice</strong>:</p>'
        '<blockquote>3 &lt; 5</blockquote><ol start="2"><li>one</li></ol>'
        '<table><tbody><tr><td colspan="2">x</td></tr></tbody></table>'
        '<a href="https://demo-wire.example/a?b=c&amp;d=e" rel="nofollow noreferrer noopener">source</a>'
    )
    assert clean(kept) == kept


def test_every_link_says_that_we_do_not_vouch_for_it():
    assert clean("<a href=http://demo-wire.example rel=opener>x</a>") == (
        '<a href="http://demo-wire.example" rel="nofollow noreferrer noopener">x</a>'
    )


@given(
    st.lists(
        st.one_of(st.text(max_size=8), st.sampled_from([*HOSTILE, "<", ">", '"', "'", "&", "<b>", "</p>"])),
        max_size=6,
    )
)
def test_no_mixture_of_tricks_makes_a_new_one(parts):
    check_harmless(clean("".join(parts)))


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ("Talks <b>resume</b> in&nbsp;Jeddah", "Talks resume in Jeddah"),
        ("  two\n\tlines ", "two lines"),
        ("<p>One</p><p>two</p>three<br>four", "One two three four"),
        ("“Q&amp;A”: 3 < 5 & 6 > 4", "“Q&A”: 3 < 5 & 6 > 4"),
        ("Q&amp;amp;A", "Q&A"),
        ("<script>steal()</script>Title", "Title"),
        ("Title&lt;img src=x onerror=steal()&gt;", "Title"),
        ("&amp;lt;b&amp;gt;Title", "Title"),
        ("&lt;scr&lt;b&gt;ipt&gt;Title", "ipt>Title"),
        ("a\x00b\x07c\u202ed", "abcd"),
        ("🇺🇦 e\u0301 ті\u0301", "🇺🇦 e\u0301 ті\u0301"),
        ("AT&T", "AT&T"),
        ("", ""),
    ],
)
def test_a_plain_line_is_what_a_reader_would_see(markup, line):
    assert plain(markup) == line


@pytest.mark.parametrize("layers", range(8))
def test_markup_under_any_number_of_escapes_never_comes_out_as_markup(layers):
    markup = "<img src=x onerror=steal()>"
    for _ in range(layers):
        markup = markup.replace("&", "&amp;").replace("<", "&lt;")
    assert "<" not in plain(markup)


@given(st.lists(st.one_of(st.text(max_size=8), st.sampled_from(HOSTILE)), max_size=5))
def test_a_plain_line_has_no_tag_and_is_its_own_plain_line(parts):
    line = plain("".join(parts))
    assert not Seen(line).tags
    assert plain(line) == line
