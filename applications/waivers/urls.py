"""Addresses of proposals to vary standards."""

from django.urls import path

from applications.waivers.views import (
    asking,
    checking,
    deciding,
    exhibits,
    following,
    importing,
    people,
    provisions,
    reading,
    writing,
)

app_name = "waivers"
ONE = "<slug:reference>/"
PROVISION = f"{ONE}provisions/<int:number>/"
urlpatterns = [
    path("", reading.docket, name="docket"),
    path("own/", reading.own, name="own"),
    path("register/", deciding.register, name="register"),
    path("register/waivers.csv", deciding.register_file, name="register_file"),
    path("begin/", writing.begin, name="begin"),
    path(ONE, reading.waiver, name="waiver"),
    path(f"{ONE}write/<slug:section>/", writing.write, name="write"),
    path(f"{ONE}answers/<slug:question>/", writing.save_answer, name="save_answer"),
    path(f"{ONE}files/<slug:question>/", reading.answer_file, name="answer_file"),
    path(f"{ONE}provisions/add/", provisions.add_provision, name="add_provision"),
    path(f"{ONE}provisions/import/", importing.import_provisions, name="import_provisions"),
    path(f"{ONE}provisions.json", importing.provisions_data, name="provisions_data"),
    path(PROVISION, provisions.change_provision, name="change_provision"),
    path(f"{PROVISION}remove/", provisions.remove_provision, name="remove_provision"),
    path(f"{PROVISION}hypotheses/add/", provisions.add_hypothesis, name="add_hypothesis"),
    path(f"{ONE}hypotheses/<int:number>/remove/", provisions.remove_hypothesis, name="remove_hypothesis"),
    path(f"{ONE}documents/add/", exhibits.add_exhibit, name="add_exhibit"),
    path(f"{ONE}documents/<int:number>/", exhibits.exhibit_file, name="exhibit_file"),
    path(f"{ONE}documents/<int:number>/remove/", exhibits.remove_exhibit, name="remove_exhibit"),
    path(f"{ONE}districts/", following.partners, name="partners"),
    path(f"{ONE}districts/<int:number>/remove/", following.remove_partner, name="remove_partner"),
    path(f"{ONE}people/", people.co_writers, name="co_writers"),
    path(f"{ONE}people/<int:number>/end/", people.end_co_writer, name="end_co_writer"),
    path(f"{ONE}sign-off/", people.sign_off, name="sign_off"),
    path(f"{ONE}ask-for-sign-off/", people.ask_for_sign_off, name="ask_for_sign_off"),
    path(f"{ONE}notices/<int:number>/", reading.notice, name="notice"),
    path(f"{ONE}ask/", asking.ask, name="ask"),
    path(f"{ONE}questions/<int:number>/answer/", asking.answer_question, name="answer_question"),
    path(f"{ONE}pause/", asking.pause, name="pause"),
    path(f"{ONE}go-on/", asking.go_on, name="go_on"),
    path(f"{ONE}change/", following.revise, name="revise"),
    path(f"{ONE}amend/", following.amend, name="amend"),
    path(f"{ONE}renew/", following.renew, name="renew"),
    path(f"{ONE}submit/", writing.submit, name="submit"),
    path(f"{ONE}withdraw/", writing.withdraw, name="withdraw"),
    path(f"{ONE}send-back/", checking.send_back, name="send_back"),
    path(f"{ONE}docket/", checking.to_docket, name="to_docket"),
    path(f"{ONE}board/", deciding.record_board, name="record_board"),
    path(f"{ONE}rescind/", deciding.rescind, name="rescind"),
]
