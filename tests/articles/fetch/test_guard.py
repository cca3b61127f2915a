"""Nothing but the public internet is reached, whatever names resolve to and wherever redirects lead."""

import ipaddress
import json
import os
import socket
import subprocess
import sys
import threading

import pytest

from articles.ingest.fetch import Cause, Limits, fetch
from articles.ingest.fetch.limits import Deadline
from articles.ingest.fetch.network import Internet
from tests.origin import misbehaviour
from tests.origin.network import PUBLIC

INSIDE = [
    "127.0.0.1",
    "10.1.2.3",
    "100.64.0.1",
    "169.254.169.254",
    "::1",
    "::ffff:10.0.0.1",
    "64:ff9b::a00:1",
    "ff02::1",
]


def test_a_page_of_the_internet_is_fetched(origin, internet):
    origin.pages["/a"] = "<p>Talks went on."
    answer = fetch("http://outlet.example/a")
    assert (answer.status, answer.body, answer.url) == (200, b"<p>Talks went on.", "http://outlet.example/a")
    assert internet.dialled == [(PUBLIC, 80)]


@pytest.mark.parametrize("address", INSIDE)
def test_a_name_that_points_inside_is_never_dialled(origin, internet, refused, address):
    internet.names["trap.example"] = [[address]]
    error = refused("http://trap.example/")
    assert error.cause == Cause.FORBIDDEN_ADDRESS
    assert not error.retry
    assert str(error) == "trap.example is not on the public internet"
    assert internet.dialled == []
    assert origin.connections == 0


def test_of_several_addresses_only_public_ones_are_dialled(origin, internet):
    internet.names["mixed.example"] = [["127.0.0.1", "64:ff9b::5db8:d70e", "93.184.1.1", "10.0.0.1"]]
    origin.pages["/"] = "here"
    assert fetch("http://mixed.example/").body == b"here"
    assert internet.dialled == [("93.184.1.1", 80)]


def test_the_next_address_is_tried_where_one_is_dead(origin, internet):
    internet.names["two.example"] = [["2606:4700::1", "93.184.1.1"]]
    internet.dead.add("2606:4700::1")
    origin.pages["/"] = "here"
    assert fetch("http://two.example/").body == b"here"
    assert internet.dialled == [("2606:4700::1", 80), ("93.184.1.1", 80)]


def test_a_name_is_looked_up_once_and_the_judged_address_is_dialled(origin, internet):
    """DNS rebinding: the second answer, which would be inside, is never asked for."""
    internet.names["rebind.example"] = [["93.184.1.1"], ["127.0.0.1"]]
    origin.pages["/"] = "here"
    assert fetch("http://rebind.example/").body == b"here"
    assert internet.looked_up == ["rebind.example"]
    assert internet.dialled == [("93.184.1.1", 80)]


def test_a_name_that_moves_inside_between_two_hops_is_refused(origin, internet, refused):
    internet.names["rebind.example"] = [["93.184.1.1"], ["127.0.0.1"]]
    origin.pages["/"] = misbehaviour.redirect("/inside")
    assert refused("http://rebind.example/").cause == Cause.FORBIDDEN_ADDRESS
    assert internet.dialled == [("93.184.1.1", 80)]
    assert origin.asked("/inside") == []


@pytest.mark.parametrize(
    ("location", "cause"),
    [
        ("http://127.0.0.1/", Cause.FORBIDDEN_ADDRESS),
        ("http://2130706433/", Cause.FORBIDDEN_ADDRESS),
        ("http://0x7f.1/", Cause.FORBIDDEN_ADDRESS),
        ("http://[::ffff:127.0.0.1]/", Cause.FORBIDDEN_ADDRESS),
        ("http://169.254.169.254/latest/meta-data/", Cause.FORBIDDEN_ADDRESS),
        ("//10.0.0.1/", Cause.FORBIDDEN_ADDRESS),
        ("http://inside.example/", Cause.FORBIDDEN_ADDRESS),
        ("http://outlet.example:6379/", Cause.FORBIDDEN_ADDRESS),
        ("https://outlet.example:22/", Cause.FORBIDDEN_ADDRESS),
        ("http://good.example@127.0.0.1/", Cause.BAD_ADDRESS),
        ("file:///etc/passwd", Cause.BAD_ADDRESS),
        ("gopher://outlet.example:6379/_FLUSHALL", Cause.BAD_ADDRESS),
        ("http://[", Cause.BAD_ADDRESS),
    ],
)
def test_a_redirect_to_a_forbidden_place_is_not_followed(origin, internet, refused, location, cause):
    internet.names["inside.example"] = [["192.168.1.1"]]
    internet.ports |= {6379: origin.port, 22: origin.port}
    origin.pages["outlet.example/"] = misbehaviour.redirect(location)
    assert refused("http://outlet.example/").cause == cause
    assert internet.dialled == [(PUBLIC, 80)]
    assert len(origin.requests) == 1


def test_further_ports_are_a_setting(origin, internet, settings, refused):
    internet.ports[8080] = origin.port
    origin.pages["/"] = "here"
    assert refused("http://outlet.example:8080/").cause == Cause.FORBIDDEN_ADDRESS
    settings.FETCH_PORTS = [80, 443, 8080]
    assert fetch("http://outlet.example:8080/").body == b"here"
    assert origin.requests[0].headers["host"] == "outlet.example:8080"


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "localhost.",
        "LOCALHOST",
        "127.0.0.1",
        "127.0.0.2",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "017700000001",
        "0177.0.0.1",
        "0.0.0.0",
        "0",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "ⓛocalhost",
        "local%68ost",
        "good.example@127.0.0.1",
    ],
)
def test_a_server_of_this_machine_is_never_reached_over_the_real_network(settings, refused, host):
    """No test network here: the real resolver, the real connections, and a server that would be there."""
    both = socket.has_dualstack_ipv6()
    family = socket.AF_INET6 if both else socket.AF_INET
    with socket.create_server(("", 0), family=family, dualstack_ipv6=both) as server:
        port = server.getsockname()[1]
        settings.FETCH_PORTS = [port]
        # It is there, for anybody who does not ask first whether it may be.
        Internet().connect(ipaddress.ip_address("127.0.0.1"), port, 5.0).close()
        server.accept()[0].close()
        refused(f"http://{host}:{port}/")
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()


def test_the_real_resolver_gives_up_at_the_deadline():
    hang = threading.Event()

    def look_up(host):
        hang.wait(30)
        return ["93.184.1.1"]

    with pytest.raises(TimeoutError):
        Internet(look_up).resolve("slow.example", Deadline(0.05))
    hang.set()


def test_the_real_resolver_knows_numbers_and_says_what_it_does_not_know():
    assert [str(address) for address in Internet().resolve("93.184.1.1", Deadline(20.0))] == ["93.184.1.1"]
    with pytest.raises(socket.gaierror):
        Internet().resolve("a" * 70 + ".example", Deadline(20.0))


def test_a_name_that_does_not_exist_is_said_so(internet, refused):
    error = refused("http://nowhere.invalid/")
    assert (error.cause, error.retry) == (Cause.NAME_NOT_FOUND, False)
    assert str(error) == "there is no server called nowhere.invalid"


def test_a_server_that_is_down_is_tried_again_later(internet, refused):
    error = refused("http://outlet.example/")
    assert (error.cause, error.retry) == (Cause.NO_CONNECTION, True)


@pytest.mark.parametrize(
    "variable", ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]
)
def test_a_proxy_of_the_environment_is_ignored(origin, monkeypatch, variable):
    monkeypatch.setenv(variable, "http://127.0.0.1:9/")
    origin.pages["/"] = "straight"
    assert fetch("http://outlet.example/").body == b"straight"
    assert fetch("https://outlet.example/").body == b"straight"


@pytest.fixture
def proxy(origin, internet, settings):
    internet.names["proxy.newsroom.example"] = [["10.0.0.9"]]
    internet.ports = {3128: origin.port}
    settings.FETCH_PROXY = "http://name:p%40ss@proxy.newsroom.example:3128"
    return ("10.0.0.9", 3128)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_of_the_settings_is_used(origin, internet, proxy, scheme):
    origin.pages["outlet.example/a"] = "by proxy"
    assert fetch(f"{scheme}://outlet.example/a").body == b"by proxy"
    assert internet.dialled == [proxy]
    assert internet.looked_up == ["proxy.newsroom.example"]
    assert origin.requests[0].headers["proxy-authorization"] == "Basic bmFtZTpwQHNz"


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://0x7f.1/", "http://outlet.example:22/", "ftp://outlet.example/"]
)
def test_behind_a_proxy_what_is_written_is_judged_all_the_same(origin, internet, proxy, refused, url):
    refused(url)
    assert internet.dialled == []


def test_another_process_can_have_the_same_internet(origin, internet):
    origin.pages["/a"] = "seen from elsewhere"
    internet.names["inside.example"] = [["10.0.0.1"]]
    program = (
        "import json; from django.conf import settings; settings.configure(FETCH_NETWORK='tests.origin.network.Internet',"
        "FETCH_PORTS=[80], FETCH_USER_AGENT='Test', FETCH_CA_FILE='', FETCH_PROXY='');"
        "from articles.ingest.fetch import fetch, FetchError\n"
        "said = fetch('http://outlet.example/a').body.decode()\n"
        "try: fetch('http://inside.example/a')\n"
        "except FetchError as error: print(json.dumps([said, error.cause]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env=os.environ | internet.environment(), capture_output=True, check=True
    )
    assert json.loads(done.stdout) == ["seen from elsewhere", "forbidden_address"]


def test_the_deadline_is_for_all_addresses_together(internet, refused):
    internet.names["many.example"] = [["93.184.1.1", "93.184.1.2"]]
    assert refused("http://many.example/", Limits(total=1e-9)).cause == Cause.TIMEOUT
    assert internet.dialled == []
