"""The letter of commitment that an application becomes: its text from the round's template and the answers."""

from collections.abc import Iterable
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime

from applications.intake.models import Application, Round
from applications.letters.wording import fill
from portal.districts.models import District
from portal.drafts.questions import Question, asked_in, words_of
from portal.network.models import Pathway

LETTER_FIELDS = ("district", "pathways", "term_starts", "term_ends")


def mail_words(text: str, application: Application, *, place: int | None = None, stage: str = "") -> str:
    """The words that staff wrote for a mail, with their fields filled; empty where the standard words stand."""
    call = application.round
    facts = {
        "district": application.district.name,
        "round": call.title,
        "reference": application.reference,
        "place": place or "",
        "stage": stage,
        "decisions_on": date_format(call.decisions_on),
        "letters_due": date_format(localtime(call.letters_due_at), "DATETIME_FORMAT") + " Central",
    }
    return fill(text, facts).strip() if text.strip() else ""


SAMPLE_DAY = "2027-03-09"


def sample_texts(call: Round) -> dict[str, Any]:
    """The letter and the mails of a round as a district called “Sample School District” would read them."""
    topics = list(Pathway.objects.filter(is_open=True)[:2])
    sample = Application(round=call, district=District(name="Sample School District"), reference="SAMPLE")
    values = {each.key: _sample_answer(each, topics) for each in asked_in(call.sections)}
    mails = [
        (words, mail_words(text, sample, place=1))
        for words, text in (
            ("Received", call.receipt_text),
            ("Accepted", call.accept_text),
            ("On the waiting list", call.waitlist_text),
            ("Not accepted", call.decline_text),
        )
    ]
    staged = [(f"Stage: {each.name}", mail_words(each.mail, sample, stage=each.name)) for each in call.stages]
    return {
        "letter": letter_text(sample, values, topics),
        "mails": mails,
        "staged": [(name, words) for name, words in staged if words],
    }


def _sample_answer(question: Question, topics: list[Pathway]) -> Any:
    samples: dict[str, Any] = {
        "number": 4,
        "confirm": True,
        "email": "lead@example.org",
        "date": SAMPLE_DAY,
        "choice": question.choices[0] if question.choices else "",
        "choices": list(question.choices[:2]),
        "pathways": [topic.slug for topic in topics],
        "people": [[office, "Sample name", "name@example.org"] for office in question.choices],
        "table": [["Sample"] * len(question.columns)],
        "file": {"name": "sample.pdf"},
    }
    return samples.get(question.kind, f"(Sample answer to “{question.label}”)")


def pathways_of(values: dict[str, Any], known: Iterable[Pathway] | None = None) -> list[Pathway]:
    """The PLC topics that the answers name, in the network's order; from those that are known, where they are given."""
    chosen = values.get("pathways") or []
    if known is None:
        return list(Pathway.objects.filter(slug__in=chosen))
    return [pathway for pathway in known if pathway.slug in chosen]


def letter_text(application: Application, values: dict[str, Any], pathways: list[Pathway]) -> str:
    """The letter's text from the round's template and the answers; nothing is typed a second time."""
    call = application.round
    dates = {"term_starts": date_format(call.starts_on), "term_ends": date_format(call.ends_on)}
    chosen = "\n".join(f"- {pathway.name}" for pathway in pathways)
    names = {pathway.slug: pathway.name for pathway in pathways}
    answers = {each.key: words_of(each, values.get(each.key), names) for each in asked_in(application.sections)}
    return fill(call.letter_text, {**answers, **dates, "district": application.district.name, "pathways": chosen})
