"""Letters: every state of every page, clean at every width."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from applications.letters import services as letters
from applications.letters.services import PaperSignature
from tests.browser.look import Visit, press, see
from tests.factories.intake import PathwayFactory, RoundFactory, issued_letter, signed_by


def test_letters_between_district_and_department_are_clean(
    visit: Visit, lead: Any, superintendent: Any, board_president: Any, facilitator: Any, district: Any
) -> None:
    visit(facilitator, "/letters/", "letters-empty")
    letter = issued_letter(RoundFactory(board_signs=True), district, lead=lead, facilitator=facilitator)
    address = letter.get_absolute_url()
    page = visit(facilitator, "/letters/", "letters")
    page.get_by_label("Remind Sample District A").check()
    press(page, "Remind these")
    see(page, "letters-remind")
    visit(facilitator, address, "letter-facilitator")
    visit(facilitator, f"{address}paper/", "letter-paper")
    visit(facilitator, f"{address}extend/", "letter-extend")
    visit(facilitator, f"{address}void/", "letter-void")
    page = visit(facilitator, f"{address}amend/", "letter-amend")
    press(page, "See how it differs")
    see(page, "letter-amend-errors")
    page = visit(lead, f"{address}ask-change/", "letter-ask-change")
    press(page, "Ask for the change")
    see(page, "letter-ask-change-errors")
    visit(board_president, f"{address}sign/", "letter-sign-not-my-turn")
    signed_by(letter, superintendent)
    visit(board_president, address, "letter-board-signs-next")


def test_versions_paper_and_changes_of_letters_are_clean(
    visit: Visit, lead: Any, superintendent: Any, facilitator: Any, district: Any
) -> None:
    letter = issued_letter(RoundFactory(), district, lead=lead, facilitator=facilitator)
    letters.ask_for_change(letter, words="Sample: another PLC.", pathways=[PathwayFactory()], actor=lead)
    visit(facilitator, letter.get_absolute_url(), "letter-change-asked")
    visit(facilitator, f"{letter.get_absolute_url()}answer-change/", "letter-answer-change")
    newer = letters.amend_letter(
        letter,
        text=letter.text + "\nTwo schools (sample).",
        pathways=list(letter.pathways.all()),
        change_note="Sample note.",
        due_on=timezone.localdate() + timedelta(days=5),
        actor=facilitator,
    )
    visit(superintendent, f"{newer.get_absolute_url()}sign/", "letter-sign-changed")
    scan = SimpleUploadedFile("sheet.pdf", b"%PDF-1.7 sample %%EOF")
    signature = PaperSignature("superintendent", "Sample name", timezone.localdate())
    letters.record_paper(newer, signatures=[signature], scan=scan, actor=facilitator)
    visit(facilitator, newer.get_absolute_url(), "letter-on-paper")
    visit(facilitator, f"{newer.get_absolute_url()}countersign/", "letter-countersign")
    visit(lead, letter.get_absolute_url(), "letter-replaced")
    page = visit(None, "/verify/", "verify-forms")
    press(page, "Compare the PDF")
    see(page, "verify-file-errors")
