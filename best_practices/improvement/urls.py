"""Addresses of the work with identified schools."""

from django.urls import path

from best_practices.improvement.views import gathering, planning, schools, supporting

app_name = "improvement"
ONE = "<int:number>/"
GOAL, STEP = f"{ONE}plan/goals/<int:goal>/", f"{ONE}plan/steps/<int:step>/"
urlpatterns = [
    path("", schools.schools, name="schools"),
    path("schools.csv", schools.schools_file, name="schools_file"),
    path("load/", supporting.load, name="load"),
    path("begin/", schools.to_begin, name="to_begin"),
    path("begin/<int:pk>/", schools.identify, name="identify"),
    path(ONE, schools.school, name="school"),
    path(f"{ONE}support/", supporting.support, name="support"),
    path(f"{ONE}support/ask/", supporting.ask_support, name="ask_support"),
    path(f"{ONE}support/requests/<int:asked>/answer/", supporting.answer_request, name="answer_request"),
    path(f"{ONE}exit/", schools.exit_school, name="exit"),
    path(f"{ONE}artifacts/upload/", gathering.upload, name="upload"),
    path(f"{ONE}artifacts/<int:artifact>/", gathering.artifact_file, name="artifact_file"),
    path(f"{ONE}artifacts/all.zip", gathering.everything, name="everything"),
    path(f"{ONE}folders/<int:folder>/excuse/", gathering.excuse, name="excuse"),
    path(f"{ONE}plan/", planning.plan, name="plan"),
    path(f"{ONE}plan/goals/add/", planning.add_goal, name="add_goal"),
    path(f"{GOAL}change/", planning.change_goal, name="change_goal"),
    path(f"{GOAL}remove/", planning.remove_goal, name="remove_goal"),
    path(f"{GOAL}steps/add/", planning.add_step, name="add_step"),
    path(f"{STEP}change/", planning.change_step, name="change_step"),
    path(f"{STEP}remove/", planning.remove_step, name="remove_step"),
    path(f"{STEP}progress/", planning.progress, name="progress"),
    path(f"{ONE}plan/submit/", planning.submit_plan, name="submit_plan"),
    path(f"{ONE}plan/return/", planning.return_plan, name="return_plan"),
    path(f"{ONE}folders/<int:folder>/ask-for/", gathering.take_excuse_back, name="take_excuse_back"),
    path(f"{ONE}gather/", gathering.gather, name="gather"),
    path(f"{ONE}ask-again/", gathering.ask_again, name="ask_again"),
]
