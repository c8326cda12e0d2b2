"""Two people and an autosave in one draft, interleaved at random: no text is lost without a clash that shows it."""

import random
from dataclasses import dataclass, field
from typing import Any

import pytest

from applications.intake import services
from applications.intake.models import Application
from portal.drafts.services import Clash
from tests.factories.intake import RoundFactory, complete_draft

pytestmark = pytest.mark.django_db
QUESTIONS = ("why", "barrier", "capacity")
STEPS = 500


@dataclass
class Editor:
    """One open page: what it shows, and the versions it was shown with."""

    actor: Any
    versions: dict[str, int] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)

    def open(self, application: Application) -> None:
        """Load the page anew; what was typed and not saved is typed again, as a person would after a clash."""
        self.versions = dict(application.answers.values_list("question", "version"))

    def save(self, application: Application, questions: list[str]) -> list[Clash]:
        """Send some fields with the versions they were shown with, as the form and the autosave do."""
        values = {question: self.typed[question] for question in questions if question in self.typed}
        clashes = services.save_answers(application, values, versions=self.versions, actor=self.actor)
        for question in values.keys() - {clash.question for clash in clashes}:
            self.typed.pop(question)
            self.versions[question] = application.answers.get(question=question).version
        return clashes


@pytest.mark.parametrize("seed", range(4))
def test_no_text_is_lost_unseen(seed: int, lead: Any, superintendent: Any, district: Any) -> None:
    chance = random.Random(seed)
    application = complete_draft(RoundFactory(), district, actor=lead)
    editors = [Editor(lead), Editor(superintendent), Editor(lead)]  # the third is the first one's other tab
    for editor in editors:
        editor.open(application)
    shown_by_clash = 0
    for step in range(STEPS):
        editor, question = chance.choice(editors), chance.choice(QUESTIONS)
        before = application.values()
        action = chance.choice(["type", "type", "autosave", "save all", "reload"])
        if action == "type":
            editor.typed[question] = f"Sample text {step}."
        elif action == "reload":
            editor.open(application)
        else:
            known = dict(editor.versions)
            clashes = editor.save(application, [question] if action == "autosave" else list(QUESTIONS))
            after = application.values()
            for changed in (key for key in QUESTIONS if after.get(key) != before.get(key)):
                # Whoever overwrote a text had been shown exactly that text.
                seen = application.answers.get(question=changed).version
                assert seen == known.get(changed, 0) + 1
            for clash in clashes:
                assert clash.theirs == before[clash.question]
                assert clash.yours == editor.typed[clash.question]
                shown_by_clash += 1
    assert shown_by_clash > STEPS / 50


def test_overwriting_unseen_would_be_found(lead: Any, superintendent: Any, district: Any) -> None:
    """The control: with a version that was never shown, the other one's text comes back and stays."""
    application = complete_draft(RoundFactory(), district, actor=lead)
    services.save_answers(application, {"why": "Sample: hers."}, versions={"why": 1}, actor=superintendent)
    clashes = services.save_answers(application, {"why": "Sample: his."}, versions={"why": 1}, actor=lead)
    assert [(clash.theirs, clash.yours) for clash in clashes] == [("Sample: hers.", "Sample: his.")]
    assert application.values()["why"] == "Sample: hers."
