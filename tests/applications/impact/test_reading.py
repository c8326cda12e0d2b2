"""Who reads recommendations: drafts leak nowhere; what was put forward reads the same on page and paper."""

import re
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from applications.impact import services
from portal.standards.models import Standard, StandardVersion
from tests.applications.impact.test_recommendations import AMENDS, WORDS
from tests.factories.impact import adopted, asking, begun, put_forward

pytestmark = pytest.mark.django_db
SECRET = "Sample canary of a draft."
PLACES = ("/waivers/impact/", "/waivers/impact/?shows=all", "/waivers/impact/standards.csv?shows=all")
PLACES += ("/waivers/impact/2018/13/", "/waivers/impact/recommendations/", "/standards/2018/13/")


def test_draft_leaks_nowhere(
    standard: Standard, facilitator: Any, csa_reviewer: Any, lead: Any, administrator: Any, client: Any, client_for: Any
) -> None:
    strangers = [client, client_for(lead), client_for(administrator)]
    before = [[told(browser, place) for place in PLACES] for browser in strangers]
    made = begun(standard, actor=facilitator, reasons=SECRET, proposes="repeal")
    for _ in range(2):
        where = made.get_absolute_url()
        for browser, told_before in zip(strangers, before, strict=True):
            for address in (where, f"{where}recommendation.pdf"):
                assert browser.get(address).status_code == 404
            assert [told(browser, place) for place in PLACES] == told_before
        for person in (facilitator, csa_reviewer):
            browser = client_for(person)
            assert SECRET in browser.get(where).content.decode()
            assert where in browser.get("/waivers/impact/recommendations/").content.decode()
            assert browser.get(f"{where}recommendation.pdf").status_code == 404
        assert where not in client_for(facilitator).get(PLACES[2]).content.decode()
        assert "Repeal it" not in client_for(facilitator).get(PLACES[2]).content.decode()
        assert "Recommendations</h2>" not in client_for(facilitator).get("/standards/2018/13/").content.decode()
        services.withdraw_recommendation(made, actor=facilitator) if made.is_draft else None
        made.refresh_from_db()


def told(browser: Any, place: str) -> str:
    """A page without the values of its hidden fields, which are others each time."""
    return re.sub(r'(type="hidden" [^>]*value=)"[^"]*"', r"\1", browser.get(place).content.decode())


def test_what_was_put_forward_is_read_by_all(standard: Standard, facilitator: Any, client: Any) -> None:
    made = put_forward(standard, actor=facilitator, reasons=WORDS, **AMENDS)
    where = made.get_absolute_url()
    for place in ("/waivers/impact/?shows=all", "/waivers/impact/2018/13/", "/waivers/impact/recommendations/"):
        assert where in client.get(place).content.decode()
    assert "Amend it,Before the Commission" in client.get("/waivers/impact/standards.csv?shows=all").content.decode()
    page = client.get("/standards/2018/13/").content.decode()
    assert "Amend it: Before the Commission" in page
    assert "/waivers/impact/2018/13/#recommendations" in page


def test_paper_has_the_words_of_the_page(
    standard: Standard, version: StandardVersion, pathway: Any, facilitator: Any, second: Any, client: Any
) -> None:
    asking(pathway, facilitator, 1).asks(version, state="granted", disposition="grant")
    made = adopted(standard, actor=facilitator, by=second, reasons=WORDS, **AMENDS)
    page = client.get(made.get_absolute_url()).content.decode()
    answer = client.get(f"{made.get_absolute_url()}recommendation.pdf")
    assert answer["Content-Type"] == "application/pdf"
    reader = PdfReader(BytesIO(answer.content))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    paper = squeezed("".join(each.extract_text() for each in reader.pages))
    for words in (WORDS, "each week has 1,650 minutes", "Paragraph 1: changed", "Amend it", "the board keeps a record"):
        assert squeezed(words) in paper, words
        assert words in page
    assert squeezed("Granted as asked: 1") in paper
    assert squeezed("Sample words of the Commission.") in paper
    assert made.wording.sha256 in paper
    assert made.wording.sha256 in page


def squeezed(text: str) -> str:
    """Without spaces and line ends, which print sets anew."""
    return "".join(text.split()).replace("-", "")


@pytest.mark.parametrize(("proposes", "heading"), [("keep", "as it stands"), ("repeal", "would be repealed")])
def test_keep_and_repeal_show_the_text_that_stands(
    proposes: str, heading: str, standard: Standard, facilitator: Any, client: Any
) -> None:
    made = put_forward(standard, actor=facilitator, reasons=WORDS, proposes=proposes, edits=AMENDS["edits"])
    page = client.get(made.get_absolute_url()).content.decode()
    assert heading in page
    assert "each day has 330 minutes" in page
    assert "1,650" not in page
    assert made.wording.body["changes"] == []


def test_lists_of_recommendations_take_the_same_queries_for_any_number(
    standard: Standard, facilitator: Any, second: Any, client: Any, django_assert_max_num_queries: Any
) -> None:
    client.get("/waivers/impact/recommendations/")
    for _ in range(3):
        adopted(standard, actor=facilitator, by=second)
        for place in ("/waivers/impact/recommendations/", "/waivers/impact/2018/13/", "/standards/2018/13/"):
            with django_assert_max_num_queries(14):
                client.get(place)
