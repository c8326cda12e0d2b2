"""Files of a PLC: versions that stay, content that is checked, readers that are its people."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from plcs.meetings import services
from plcs.meetings.models import FileVersion, PlcFile
from plcs.workgroups.models import Workgroup
from tests.parallel import together
from tests.plcs.meetings.test_pages import posted, text_of


def table(content: bytes = b"a,b\n1,2\n", name: str = "sample.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def added(workgroup: Workgroup, actor: Any, title: str = "Sample plan") -> PlcFile:
    return services.add_file(workgroup, title=title, upload=table(), words="", actor=actor)


def test_file_is_added_and_gets_versions_on_the_pages(
    workgroup: Workgroup, client_for: Any, plc_lead: Any, plc_member: Any, member: Any
) -> None:
    lead, base = client_for(plc_lead), f"{workgroup.get_absolute_url()}files/"
    assert "No file was added yet." in text_of(lead, base)
    assert "Please choose a file." in posted(lead, f"{base}add/", title="Sample plan")
    wrong = table(b"<html>", "page.html")
    assert "cannot be used" in posted(lead, f"{base}add/", title="Sample plan", upload=wrong)
    assert "Added. The people" in posted(lead, f"{base}add/", title="Sample plan", upload=table())
    url = PlcFile.objects.get().get_absolute_url()
    assert "earlier versions stay" in text_of(lead, f"{url}add/")
    assert "cannot be used" in posted(lead, f"{url}add/", upload=table(b"x", "x.exe"))
    second = table(b"a,b\n3,4\n", "newer.csv")
    assert "Added. The earlier" in posted(lead, f"{url}add/", upload=second, words="New numbers")
    reader = client_for(plc_member)
    page = text_of(reader, url)
    assert "New numbers" in page
    assert "Version 1: sample.csv" in page
    assert [b"".join(reader.get(f"{url}{number}/").streaming_content) for number in (1, 2)] == [  # type: ignore[arg-type]
        b"a,b\n1,2\n",
        b"a,b\n3,4\n",
    ]
    assert reader.get(f"{url}1/")["Cache-Control"] == "private, no-store"
    assert "newer.csv" in text_of(reader, base)
    assert "Sample plan" in text_of(reader, workgroup.get_absolute_url())
    for path in (base, url, f"{url}1/"):
        text_of(client_for(member), path, 404)


def test_file_is_added_by_those_who_take_part(workgroup: Workgroup, plc_lead: Any, member: Any) -> None:
    file = added(workgroup, plc_lead)
    for act in (
        lambda: added(workgroup, member),
        lambda: services.add_version(file, upload=table(), words="", actor=member),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert FileVersion.objects.count() == 1


def test_version_is_refused_a_change_by_the_database(workgroup: Workgroup, plc_lead: Any) -> None:
    added(workgroup, plc_lead)
    for sql in ("UPDATE meetings_fileversion SET number = 2", "DELETE FROM meetings_fileversion"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


@pytest.mark.django_db(transaction=True)
def test_version_by_two_at_once_gives_two_numbers(workgroup: Workgroup, plc_lead: Any) -> None:
    file = added(workgroup, plc_lead)
    outcomes = together(2, lambda n: services.add_version(file, upload=table(b"%d,1\n" % n), words="", actor=plc_lead))
    assert {getattr(each, "number", each) for each in outcomes} == {2, 3}


def test_list_of_files_asks_the_same_queries_for_1_3_and_50(
    workgroup: Workgroup, client_for: Any, plc_lead: Any
) -> None:
    browser, url, asked = client_for(plc_lead), f"{workgroup.get_absolute_url()}files/", []
    for count in (1, 3, 50):
        for number in range(PlcFile.objects.count(), count):
            added(workgroup, plc_lead, f"File {number}")
        text_of(browser, url)
        with CaptureQueriesContext(connection) as queries:
            text_of(browser, url)
        asked.append(len(queries))
    assert asked == [asked[0]] * 3
