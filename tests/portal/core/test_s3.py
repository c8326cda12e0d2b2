"""Private files in an S3-compatible store, over its own protocol: a double on this machine answers real requests."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import boto3
import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.utils import timezone
from moto.server import ThreadedMotoServer

from portal.core import files
from portal.core.errors import NotAllowed
from portal.core.files import PDF
from portal.core.models import StoredFile
from tests.browser.server import ROOT

pytestmark = pytest.mark.django_db(transaction=True)
PDF_BYTES = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
KEYS = {"AWS_ACCESS_KEY_ID": "sample", "AWS_SECRET_ACCESS_KEY": "sample-secret"}
READ_SETTINGS = "import json; from portal import settings; print(json.dumps(settings.STORAGES))"


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """The address of a store that speaks S3."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(endpoint: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The portal with its files in an empty bucket, set up by environment variables as in production."""
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    chosen = {"S3_BUCKET": "sample-files", "S3_ENDPOINT_URL": endpoint, "S3_REGION": "us-east-1"}
    shown = subprocess.run(
        [sys.executable, "-c", READ_SETTINGS],
        cwd=ROOT,
        env={**os.environ, **chosen},
        capture_output=True,
        text=True,
        check=True,
    )
    settings.STORAGES = {
        **settings.STORAGES,
        **{name: json.loads(shown.stdout)[name] for name in ("default", "private")},
    }
    # A field asks for its storage once, as the process starts; this process has long started.
    monkeypatch.setattr(StoredFile._meta.get_field("content"), "storage", storages["private"])
    client = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1")
    client.create_bucket(Bucket="sample-files")
    yield client
    for kept in client.list_objects_v2(Bucket="sample-files").get("Contents", []):
        client.delete_object(Bucket="sample-files", Key=kept["Key"])
    client.delete_bucket(Bucket="sample-files")


def upload() -> StoredFile:
    return files.store_upload(SimpleUploadedFile("sample.pdf", PDF_BYTES), kinds=[PDF], actor=None)


def keys(bucket: Any) -> list[str]:
    return [kept["Key"] for kept in bucket.list_objects_v2(Bucket="sample-files").get("Contents", [])]


def test_store_keeps_a_file_under_its_hash_and_serves_it(bucket: Any) -> None:
    stored = upload()
    assert keys(bucket) == [f"private/{stored.sha256[:2]}/{stored.sha256}"]
    answer = files.serve(stored)
    assert b"".join(answer.streaming_content) == PDF_BYTES  # type: ignore[arg-type]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_store_writes_the_same_bytes_once(bucket: Any) -> None:
    first, second = upload(), upload()
    assert first.content.name == second.content.name
    assert len(keys(bucket)) == 1


def test_stored_file_is_not_made_public(bucket: Any) -> None:
    stored = upload()
    grants = bucket.get_object_acl(Bucket="sample-files", Key=f"private/{stored.content.name}")["Grants"]
    assert not [grant for grant in grants if "AllUsers" in grant["Grantee"].get("URI", "")]


def test_store_that_is_away_refuses_with_a_sentence_and_keeps_no_row(bucket: Any, settings: Any) -> None:
    away = {**settings.STORAGES["private"]["OPTIONS"], "endpoint_url": "http://127.0.0.1:9"}
    settings.STORAGES = {**settings.STORAGES, "private": {**settings.STORAGES["private"], "OPTIONS": away}}
    with pytest.raises(NotAllowed, match="could not be kept just now"):
        upload()
    assert not StoredFile.objects.exists()


def test_backup_holds_the_files_of_the_store_and_finds_one_that_is_gone(bucket: Any, tmp_path: Path) -> None:
    stored = upload()
    call_command("backup", str(tmp_path / "one"), "--json", stdout=StringIO())
    found = list((tmp_path / "one").rglob(stored.sha256))
    assert [path.read_bytes() for path in found] == [PDF_BYTES]
    call_command("verify_backup", str(tmp_path / "one"), "--json", stdout=StringIO())
    storages["private"].delete(stored.content.name)
    with pytest.raises(CommandError):
        call_command("backup", str(tmp_path / "two"), "--json", stdout=StringIO())


def test_clear_old_removes_what_no_row_names(bucket: Any) -> None:
    stored = upload()
    StoredFile.objects.filter(pk=stored.pk).delete()
    assert files.clear_orphans(timezone.now() + timedelta(minutes=1)) == 1
    assert keys(bucket) == []
