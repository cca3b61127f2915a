"""What is written in an address, before any name is looked up."""

import httpx
import pytest

from articles.ingest.fetch.address import ip_address, judged
from articles.ingest.fetch.errors import Cause, FetchError

PORTS = [80, 443]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("http://outlet.example", "http://outlet.example"),
        ("  HTTPS://Outlet.Example:443/A?b=c#part \n", "https://outlet.example/A?b=c"),
        ("http://outlet.example.:80/", "http://outlet.example/"),
        ("http://новини.example/шлях?q=ї", "http://xn--b1amarcd.example/%D1%88%D0%BB%D1%8F%D1%85?q=%D1%97"),
        ("http://xn--b1amarcd.example/", "http://xn--b1amarcd.example/"),
        ("http://a_b.outlet.example/", "http://a_b.outlet.example/"),
        ("http://outlet.example/a%2Fb c", "http://outlet.example/a%2Fb%20c"),
        ("http://outlet.example/@127.0.0.1/", "http://outlet.example/@127.0.0.1/"),
        ("http://93.184.215.14/", "http://93.184.215.14/"),
        ("http://1572394766/", "http://93.184.215.14/"),
        ("http://[2606:4700:0:0::1]/", "http://[2606:4700::1]/"),
    ],
)
def test_an_address_has_one_spelling(written, asked):
    assert str(judged(written, ports=PORTS)) == asked


@pytest.mark.parametrize(
    "written",
    [
        "",
        "outlet.example/a",
        "//outlet.example/a",
        "http:outlet.example",
        "http:///a",
        "http://",
        "http://.",
        "ftp://outlet.example/",
        "file:///etc/passwd",
        "gopher://outlet.example/",
        "data:text/html,hello",
        "javascript:alert(1)",
        "http://good.example@127.0.0.1/",
        "http://good.example:80@127.0.0.1/",
        "http://name:secret@outlet.example/",
        "http://good.example\\@127.0.0.1/",
        "http://good.example%40127.0.0.1/",
        "http://127%2e0.0.1/",
        "http://%31%32%37.0.0.1/",
        "http://local%68ost/",
        "http://outlet..example/",
        "http://-outlet.example/",
        "http://outlet .example/",
        "http://outlet.example\n.evil.example/",
        "http://outlet.example\x00.evil.example/",
        "http://１２７.0.0.1/",
        "http://①②⑦.0.0.1/",
        "http://256.0.0.1/",
        "http://1.2.3.4.5/",
        "http://0x100000000/",
        "http://outlet.example.0x/",
        "http://[::1/",
        "http://[not-an-address]/",
        "http://outlet.example:99x/",
        "http://" + "a" * 64 + ".example/",
        "http://" + "a." * 127 + "example/",
        "http://outlet.example/" + "a" * 70_000,
    ],
)
def test_what_is_no_plain_web_address_is_refused(written):
    with pytest.raises(FetchError) as caught:
        judged(written, ports=PORTS)
    assert caught.value.cause == Cause.BAD_ADDRESS
    assert not caught.value.retry


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.0.0.1.",
        "127.1",
        "127.0.1",
        "127。0。0。1",
        "2130706433",
        "0x7f000001",
        "0X7F.1",
        "0x7f.0x0.0x0.0x1",
        "017700000001",
        "0177.1",
        "0",
        "10.1",
        "192.168.257",
        "2852039166",
        "169.254.169.254",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[0:0:0:0:0:ffff:a9fe:a9fe]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[fd00:ec2::254]",
        "[fe80::1%25eth0]",
    ],
)
def test_an_inside_address_is_refused_in_every_spelling(host):
    with pytest.raises(FetchError) as caught:
        judged(f"http://{host}/", ports=PORTS)
    assert caught.value.cause == Cause.FORBIDDEN_ADDRESS
    assert str(caught.value).endswith("is not on the public internet")


@pytest.mark.parametrize("written", ["http://0177.0.0.1/", "http://127.0.0.01/", "http://0127.0.0.1/"])
def test_a_dotted_address_with_leading_zeros_is_refused(written):
    """Programs disagree on whether these are octal."""
    with pytest.raises(FetchError):
        judged(written, ports=PORTS)


@pytest.mark.parametrize("port", [0, 22, 25, 6379, 8080, 65535, 99999])
def test_only_the_ports_of_the_web_are_connected_to(port):
    with pytest.raises(FetchError) as caught:
        judged(f"http://outlet.example:{port}/", ports=PORTS)
    assert caught.value.cause in {Cause.FORBIDDEN_ADDRESS, Cause.BAD_ADDRESS}


def test_more_ports_can_be_allowed():
    assert str(judged("http://outlet.example:8080/a", ports=[80, 8080])) == "http://outlet.example:8080/a"


@pytest.mark.parametrize(
    ("location", "leads_to"),
    [
        ("/b", "https://outlet.example/b"),
        ("c?d=e", "https://outlet.example/a/c?d=e"),
        ("?d=e", "https://outlet.example/a/b?d=e"),
        ("//two.example/b", "https://two.example/b"),
        ("http://two.example", "http://two.example"),
        ("/ї", "https://outlet.example/%D1%97"),
    ],
)
def test_where_a_redirect_leads_is_read_from_where_it_stands(location, leads_to):
    assert str(judged(location, ports=PORTS, base=httpx.URL("https://outlet.example/a/b"))) == leads_to


@pytest.mark.parametrize("name", ["outlet.example", "localhost", "face.b00c", "1.example", "a.0xyz", "x-1"])
def test_a_name_is_no_number(name):
    assert ip_address(name) is None
