"""Logging in and out: what is said, and where one lands."""

import pytest
from django.test import Client

from accounts.roles import Role
from tests import factories
from tests.claims.views.tab import Tab, values_of
from tests.conftest import logged_in
from tests.pages import parse, words

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"


def login_form(tab):
    (form,) = tab.root.xpath("//form[.//input[@name='password']]")
    return form


def log_in(client, username, password=factories.PASSWORD, *, url=LOGIN):
    """Fill in the form at this address and send it; the response is where that leads, not yet followed."""
    tab = Tab(client, url)
    values = values_of(login_form(tab)) | {"username": username, "password": password}
    return client.post(url, values)


def is_logged_in(client):
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("role", [Role.EDITOR, Role.REVIEWER, Role.ADMIN])
def test_people_of_the_desk_land_on_the_desk(client, role):
    person = factories.user(role)
    response = log_in(client, person.username)
    assert (response.status_code, response.url) == (302, "/desk/")
    root = Tab(client, response.url).root
    assert words(root.find_class("masthead-name")[0]) == role.title()


def test_a_reader_lands_on_the_timeline_and_is_shown_no_way_to_the_desk(client, reader):
    assert log_in(client, "reader").url == "/"
    assert not parse(client.get("/")).xpath("//a[@href='/desk/']")


@pytest.mark.parametrize("password", ["a wrong password", "", "A LONG PASSWORD FOR TESTS", f" {factories.PASSWORD} "])
def test_a_wrong_password_keeps_the_user_name_and_says_so(client, editor, password):
    tab = Tab(client, LOGIN)
    tab.send(login_form(tab), {"username": "editor", "password": password})
    form = login_form(tab)
    assert form.xpath(".//input[@name='username']/@value") == ["editor"]
    assert form.xpath(".//input[@name='password']/@value") == []
    assert form.xpath(".//input[@aria-invalid='true']/@name") == ["username", "password"]
    if password:
        assert tab.alerts == [
            "Please enter a correct user name and password. Note that both fields may be case-sensitive."
        ] or "Please enter a correct username and password" in " ".join(tab.alerts)
    else:
        assert "This field is required." in words(form)
    assert not is_logged_in(client)


def test_a_user_name_that_nobody_has_gets_the_same_answer_as_a_wrong_password(client, editor):
    tab = Tab(client, LOGIN)
    wrong = tab.send(login_form(tab), {"username": "editor", "password": "wrong"}).alerts
    unknown = tab.send(login_form(tab), {"username": "nobody", "password": "wrong"}).alerts
    assert wrong == unknown != []


def test_somebody_who_left_cannot_log_in(client, editor):
    editor.is_active = False
    editor.save()
    assert log_in(client, "editor").status_code == 200
    assert not is_logged_in(client)


def test_a_user_name_with_markup_comes_back_as_text(client):
    tab = Tab(client, LOGIN)
    typed = '"><script>alert(1)</script>'
    tab.send(login_form(tab), {"username": typed, "password": "wrong"})
    assert login_form(tab).xpath(".//input[@name='username']/@value") == [typed]
    assert not tab.root.xpath("//script[contains(., 'alert')]")


@pytest.mark.parametrize("address", ["/desk/review/", "/desk/?show=undated&page=1", "/"])
def test_after_the_log_in_one_is_back_at_the_page_that_was_asked_for(client, editor, address):
    response = log_in(client, "editor", url=f"{LOGIN}?next={address.replace('&', '%26')}")
    assert (response.status_code, response.url) == (302, address)


def test_the_page_asked_for_is_kept_through_a_wrong_password(client, editor):
    tab = Tab(client, "/desk/review/") if is_logged_in(client) else Tab(client, f"{LOGIN}?next=/desk/review/")
    tab.send(login_form(tab), {"username": "editor", "password": "wrong"})
    tab.send(login_form(tab), {"username": "editor", "password": factories.PASSWORD})
    assert tab.url.endswith("/desk/review/")


@pytest.mark.parametrize(
    "elsewhere",
    ["//evil.example", "https://evil.example/", "http:///evil.example", "/\\evil.example", "javascript:alert(1)"],
)
def test_nobody_is_led_to_another_site(client, editor, elsewhere):
    response = client.post(LOGIN, {"username": "editor", "password": factories.PASSWORD, "next": elsewhere})
    assert (response.status_code, response.url) == (302, "/desk/")


@pytest.mark.parametrize("elsewhere", ["//evil.example", "https://evil.example/"])
def test_somebody_who_is_logged_in_is_not_led_to_another_site_either(as_editor, elsewhere):
    assert as_editor.get(LOGIN, {"next": elsewhere}).url == "/desk/"


def test_a_log_in_gives_a_new_session(client, editor):
    client.get(LOGIN)
    client.cookies["sessionid"] = "planted"
    log_in(client, "editor")
    assert client.cookies["sessionid"].value != "planted"
    assert is_logged_in(client)


def test_logging_out_takes_a_button_not_a_link(as_editor):
    assert as_editor.get("/accounts/logout/").status_code == 405
    assert is_logged_in(as_editor)
    tab = Tab(as_editor, "/desk/")
    tab.send(tab.form_to("/accounts/logout/"))
    assert tab.url.endswith("/")
    assert not is_logged_in(as_editor)
    assert as_editor.get("/desk/").status_code == 302
    assert tab.button("Log in") is not None


def test_a_log_out_without_a_token_does_nothing(editor):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(editor)
    assert browser.post("/accounts/logout/").status_code == 403
    assert is_logged_in(browser)


def test_a_session_that_ended_while_a_page_was_open_leads_htmx_to_the_log_in_and_back(editor):
    """A redirect would be followed inside the page, and the log-in form put where a card was."""
    browser = logged_in(editor)
    browser.logout()
    suggestion = factories.suggestion()
    page = f"http://testserver/desk/articles/{suggestion.run.snapshot.article_id}/?capture=1"
    for ask, path in ((browser.post, "accept"), (browser.get, "edit")):
        response = ask(
            f"/desk/suggestions/{suggestion.pk}/{path}/", headers={"HX-Request": "true", "HX-Current-URL": page}
        )
        assert response.status_code == 200
        leads = f"/accounts/login/?next=/desk/articles/{suggestion.run.snapshot.article_id}/%3Fcapture%3D1"
        assert response["HX-Redirect"] == leads
        assert response.content == b""
