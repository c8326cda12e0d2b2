"""Checking a file after the answer, so that the page can show how far it is."""

from django.tasks import task

from portal.accountability.checking import check
from portal.accountability.models import ImportRun
from portal.core.errors import NotAllowed


@task
def check_import(run_id: int) -> None:
    """Check one import; one that was discarded meanwhile is left alone."""
    try:
        check(ImportRun.objects.select_related("file", "uploaded_by").get(pk=run_id))
    except NotAllowed:
        return
