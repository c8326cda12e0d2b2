"""Sample threads of the sample PLC: they show how people of a PLC talk, and say nothing of a real district."""

from django.db import transaction

from plcs.discussion import services
from plcs.discussion.models import Thread
from plcs.workgroups.models import Workgroup
from portal.accounts.demonstration import person

SAMPLE = "sample-plc"
TALK = [
    (
        "Who drives at noon, when the placements end? (sample)",
        [
            ("corinth.lead", "Sample: 22 students have a placement that ends at noon. How do they get back?"),
            ("corinth.counselor", "Sample: we moved one course to zero hour, so that they need not come back."),
            ("corinth.principal", "Sample: would the bus schedule allow that? The longest route is 70 minutes."),
        ],
    ),
    (
        "One number that each of us brings (sample)",
        [
            ("corinth.teacher", "Sample: the share of grade 9 students with a written plan, on the last school day."),
            ("corinth.lead", "Sample: agreed. @[Counselor, Corinth (sample)], can you count it each month?"),
        ],
    ),
]


@transaction.atomic
def load() -> None:
    """Begin the sample threads where there are none."""
    workgroup = Workgroup.objects.filter(pathway__slug=SAMPLE).first()
    if workgroup is None or Thread.objects.filter(workgroup=workgroup).exists():
        return
    for title, posts in TALK:
        (first, words), *answers = posts
        thread = services.start_thread(workgroup, title=title, text=words, actor=person(first, ""))
        for name, said in answers:
            services.post_reply(thread, text=said, actor=person(name, ""))
