"""Buttons, links, cards, fields, tables and uploads as tags, and how long ago something was."""

from datetime import timedelta

import pytest
from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import engines
from django.test import RequestFactory
from django.utils import timezone

from portal.core.http import for_script
from portal.ui.forms import Checkboxes, Radios


def draw(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)


class OneField(forms.Form):
    name = forms.CharField(label="Your <name>", help_text="As on paper.")


def test_button_is_a_button_or_a_link_that_looks_like_one() -> None:
    assert draw('{% button "Save" kind="plain" %}').strip() == '<button class="button plain">Save</button>'
    linked = draw('{% button "Open" "/start/" more="of Sample District" %}')
    assert linked.strip() == '<a class="button" href="/start/">Open<span class="sr"> of Sample District</span></a>'


def test_words_of_a_tag_are_text_and_not_markup() -> None:
    sources = ["{% button words %}", "{% link words url %}", "{% card words %}x{% endcard %}"]
    for source in [*sources, "{% table words %}x{% endtable %}"]:
        drawn = draw(source, words='"><script>x</script>', url="/start/")
        assert "<script>" not in drawn
        assert "&lt;script&gt;" in drawn


def test_card_has_a_heading_of_its_level() -> None:
    assert "<h3" in draw('{% card "A card" 3 %}<p>Words</p>{% endcard %}')
    assert "<p>Words</p>" in draw('{% card "A card" %}<p>Words</p>{% endcard %}')


def test_table_scrolls_in_a_region_with_a_name() -> None:
    drawn = draw('{% table "Grades by year" %}<tbody></tbody>{% endtable %}')
    assert 'role="region" aria-label="Grades by year" tabindex="0"' in drawn


def test_field_is_drawn_with_its_label_hint_and_errors() -> None:
    form = OneField({})
    drawn = draw("{% field form.name %}", form=form)
    assert "Your &lt;name&gt;" in drawn
    assert "As on paper." in drawn
    assert "This field is required." in drawn


def test_choices_are_each_labelled_once() -> None:
    for widget in (Checkboxes, Radios):
        field = forms.MultipleChoiceField if widget is Checkboxes else forms.ChoiceField
        form = type("Form", (forms.Form,), {"plc": field(choices=[("a", "Career academies")], widget=widget)})()
        assert str(form["plc"]).count("Career academies") == 1


@pytest.mark.parametrize(("seconds", "words"), [(5, "just now"), (59, "just now"), (61, "1\xa0minute ago")])
def test_ago_never_says_zero_minutes(seconds: int, words: str) -> None:
    assert draw("{{ at|ago }}", at=timezone.now() - timedelta(seconds=seconds)) == words


def request(**headers: str) -> HttpRequest:
    return RequestFactory().post("/x/", headers=headers)


def test_upload_by_script_is_told_where_to_go_and_any_other_form_is_redirected() -> None:
    redirect = HttpResponseRedirect("/next/?a=1")
    assert for_script(request(), redirect) is redirect
    answer = for_script(request(**{"X-Upload": "1"}), redirect)
    assert (answer.status_code, answer["X-Location"]) == (204, "/next/?a=1")
    page = HttpResponse("errors")
    assert for_script(request(**{"X-Upload": "1"}), page) is page
