"""The bookmarklet, clicked on a page of another site, in a browser that is not logged in there or here."""

from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from articles.models import IngestJob
from tests import factories
from tests.articles.pages import page as article_page

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_page_of_another_site_is_sent_with_what_its_scripts_have_made_of_it(log_in, editor, chromium, origin):
    page = log_in("editor", factories.PASSWORD)
    page.goto("/desk/bookmarklet/")
    page.get_by_role("button", name="Make my bookmarklet").click()
    link = page.get_by_role("link", name="Send to Attested").get_attribute("href")
    origin.pages["/story"] = article_page("Talks resume").replace(
        "</article>", "<p id=late></p></article><script>late.textContent = 'It came later: ї “é”.'</script>"
    )
    elsewhere = chromium.new_context()
    try:
        story = elsewhere.new_page()
        story.goto(f"http://127.0.0.1:{origin.port}/story")
        with elsewhere.expect_page() as opened:
            story.evaluate(unquote(link.removeprefix("javascript:")))
        expect(opened.value).to_have_url(f"{page.url.split('/desk')[0]}/accounts/login/?next=/desk/incoming/")
    finally:
        elsewhere.close()
    job = IngestJob.objects.get()
    assert (job.via, job.url) == ("browser", f"http://127.0.0.1:{origin.port}/story")
    from articles.ingest import store

    assert "It came later: ї “é”." in store.get(job.sha256).decode()
