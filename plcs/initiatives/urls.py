"""Addresses of initiatives, their driver diagrams and cycles."""

from django.urls import path

from plcs.initiatives.views import cycles, drawing, keeping

app_name = "initiatives"
ALL = "<slug:slug>/initiatives/"
ONE = f"{ALL}<slug:reference>/"
DRIVER, IDEA, CYCLE = f"{ONE}drivers/<int:number>/", f"{ONE}ideas/<int:number>/", f"{ONE}cycles/<slug:cycle>/"
urlpatterns = [
    path(ALL, keeping.initiatives, name="initiatives"),
    path(f"{ALL}new/", keeping.begin, name="begin"),
    path(ONE, keeping.initiative, name="initiative"),
    path(f"{ONE}cycles.csv", keeping.cycles_file, name="cycles_file"),
    path(f"{ONE}change/", keeping.change, name="change"),
    path(f"{ONE}end/", keeping.end, name="end"),
    path(f"{ONE}go-on/", keeping.go_on, name="go_on"),
    path(f"{ONE}drivers/", drawing.add_driver, name="add_driver"),
    path(DRIVER, drawing.change_driver, name="change_driver"),
    path(f"{DRIVER}remove/", drawing.remove_driver, name="remove_driver"),
    path(f"{DRIVER}ideas/", drawing.add_idea, name="add_idea"),
    path(IDEA, drawing.change_idea, name="change_idea"),
    path(f"{IDEA}remove/", drawing.remove_idea, name="remove_idea"),
    path(f"{IDEA}plan/", cycles.plan, name="plan"),
    path(CYCLE, cycles.cycle, name="cycle"),
    path(f"{CYCLE}write/", cycles.write, name="write"),
    path(f"{CYCLE}drop/", cycles.drop, name="drop"),
    path(f"{CYCLE}promote/", cycles.promote, name="promote"),
]
