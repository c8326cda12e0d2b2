"""Calls and applications."""

from django.urls import path

from applications.intake.views import announcing, calls, deciding, exchange, listing, people, reading, staff, writing

app_name = "intake"
urlpatterns = [
    path("apply/", calls.calls, name="calls"),
    path("apply/<slug:slug>/", calls.call, name="call"),
    path("apply/<slug:slug>/form/", calls.blank_form, name="blank_form"),
    path("apply/<slug:slug>/begin/", calls.begin, name="begin"),
    path("apply/<slug:slug>/dates.ics", calls.dates, name="dates"),
    path("apply/<slug:slug>/form.pdf", staff.blank_file, name="blank_file"),
    path("apply/<slug:slug>/figures/", staff.figures, name="figures"),
    path("apply/<slug:slug>/texts/", announcing.texts, name="texts"),
    path("apply/<slug:slug>/copy/", announcing.copy_round, name="copy_round"),
    path("applications/", listing.applications, name="applications"),
    path("applications/export/<slug:kind>/", staff.export, name="export"),
    path("applications/<slug:reference>/", reading.application, name="application"),
    path("applications/<slug:reference>/write/<slug:section>/", writing.write, name="write"),
    path("applications/<slug:reference>/answers/<slug:question>/", writing.save_answer, name="save_answer"),
    path("applications/<slug:reference>/files/<slug:question>/", reading.answer_file, name="answer_file"),
    path("applications/<slug:reference>/application.pdf", staff.application_file, name="application_file"),
    path("applications/<slug:reference>/preview/", writing.preview, name="preview"),
    path("applications/<slug:reference>/submit/", writing.submit, name="submit"),
    path("applications/<slug:reference>/withdraw/", writing.withdraw, name="withdraw"),
    path("applications/<slug:reference>/reuse/", writing.reuse, name="reuse"),
    path("applications/<slug:reference>/changes/", reading.changes, name="changes"),
    path("applications/<slug:reference>/people/", people.co_writers, name="co_writers"),
    path("applications/<slug:reference>/people/<int:number>/end/", people.end_co_writer, name="end_co_writer"),
    path("applications/<slug:reference>/sign-off/", people.sign_off, name="sign_off"),
    path("applications/<slug:reference>/ask-for-sign-off/", people.ask_for_sign_off, name="ask_for_sign_off"),
    path("applications/<slug:reference>/messages/", exchange.post, name="post"),
    path("applications/<slug:reference>/ask/", exchange.ask, name="ask"),
    path("applications/<slug:reference>/go-on/", exchange.go_on, name="go_on"),
    path("applications/<slug:reference>/review/", deciding.review, name="review"),
    path("applications/<slug:reference>/decide/", deciding.decide, name="decide"),
    path("applications/<slug:reference>/clear-decision/", deciding.clear_decision, name="clear_decision"),
    path("applications/<slug:reference>/move/", deciding.move_on_list, name="move_on_list"),
    path("apply/<slug:slug>/decisions/", deciding.decisions, name="decisions"),
    path("apply/<slug:slug>/review/", deciding.open_review, name="open_review"),
    path("apply/<slug:slug>/release/", deciding.release, name="release"),
    path("apply/<slug:slug>/close-waiting-list/", deciding.close_list, name="close_list"),
]
