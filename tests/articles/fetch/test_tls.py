"""Certificates are checked, against the name that was asked for."""

from articles.ingest.fetch import Cause, fetch


def test_a_certificate_of_a_trusted_authority_is_taken(origin):
    origin.pages["outlet.example/"] = "here"
    assert fetch("https://outlet.example/").body == b"here"
    assert origin.requests[0].scheme == "https"


def test_a_certificate_for_another_name_is_refused(origin, refused):
    error = refused("https://other.example/")
    assert (error.cause, error.retry) == (Cause.TLS, True)
    assert "other.example" in str(error)
    assert origin.requests == []


def test_a_certificate_of_an_unknown_authority_is_refused(origin, refused, settings):
    settings.FETCH_CA_FILE = ""
    assert refused("https://outlet.example/").cause == Cause.TLS
    assert origin.requests == []


def test_a_server_that_speaks_no_tls_is_said_so(origin, internet, refused):
    internet.ports[443] = internet.ports[80]
    assert refused("https://outlet.example/").cause == Cause.TLS
