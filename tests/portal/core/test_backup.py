"""Backups: whole under writes, refused where not whole, any changed byte found, a restore that differs in nothing."""

import json
import os
import resource
import secrets
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image

from portal.core import audit
from portal.core.backup import archive, postgres
from portal.core.files import store_bytes
from portal.core.models import AuditHead, FormKey, StoredFile
from tests.browser.server import ROOT, database_url
from tests.cast import BACKEND

pytestmark = pytest.mark.django_db(transaction=True)
START = "/start/"
LOOK = """
import json
from django.test import Client
from portal.accounts.models import User
from portal.core import audit
from portal.core.models import AuditHead, FormKey, StoredFile
from wagtail.documents.models import Document
from allauth.usersessions.models import UserSession
client = Client(SERVER_NAME="localhost")
client.cookies["sessionid"] = "{cookie}"
print(json.dumps({{
    "people": sorted(User.objects.values_list("email", flat=True)),
    "start": client.get("/start/").status_code,
    "keys": FormKey.objects.count() + UserSession.objects.count(),
    "broken": audit.first_break(),
    "sequence": AuditHead.objects.get().sequence,
    "private": StoredFile.objects.get(name="plan.txt").content.read().decode(),
    "public": Document.objects.get().file.read().decode(),
}}))
"""


def said(command: str, *arguments: Any) -> dict[str, Any]:
    """What a command prints as JSON, and its exit code."""
    out, code = StringIO(), 0
    try:
        call_command(command, *map(str, arguments), "--json", stdout=out)
    except CommandError as failure:
        code = failure.returncode
    return {**json.loads(out.getvalue()), "exit": code}


def verify(folder: Path) -> dict[str, Any]:
    return said("verify_backup", folder, *(["--rehearse"] if connection.vendor == "postgresql" else []))


def picture() -> ContentFile:
    drawn = BytesIO()
    Picture.new("RGB", (8, 8), "navy").save(drawn, "PNG")
    return ContentFile(drawn.getvalue(), name="sample.png")


@pytest.fixture
def filled(member: Any, district: Any) -> Iterator[StoredFile]:
    """A private file, a public document and picture, a form key, and five audit rows."""
    stored = store_bytes(secrets.token_hex(40_000).encode(), name="plan.txt", content_type="text/plain", actor=member)
    document = Document.objects.create(title="Sample", file=ContentFile(b"sample text", name="sample.txt"))
    image = Image.objects.create(title="Sample", file=picture())
    FormKey.objects.create(key="k", path="/")
    for number in range(5):
        audit.record(district, "letters.void", actor=None, reason=f"sample {number}")
    yield stored
    for storage, name in (
        ("private", stored.content.name),
        ("default", document.file.name),
        ("default", image.file.name),
    ):
        storages[storage].delete(name)


@pytest.fixture
def made(filled: StoredFile, tmp_path: Path) -> Path:
    """A backup of it."""
    assert said("backup", tmp_path / "made")["exit"] == 0
    return tmp_path / "made"


def reseal(folder: Path, change: Callable[[dict[str, Any]], Any]) -> None:
    """Change the manifest as somebody would who knows how its hash is made."""
    manifest = json.loads((folder / archive.MANIFEST).read_text())
    change(manifest)
    for name in (archive.MANIFEST, archive.SEAL):
        (folder / name).unlink()
    archive.write_manifest(folder, manifest)


def database_file(folder: Path) -> Path:
    return next(folder.glob("database.*"))


# Making -------------------------------------------------------------------------------


def test_backup_holds_database_and_files_for_its_owner_only(made: Path, filled: StoredFile) -> None:
    manifest = archive.read_manifest(made)
    head = AuditHead.objects.get()
    assert manifest["audit"] == {"sequence": head.sequence, "chain": head.chain}
    assert (manifest["version"], manifest["engine"]) == (1, connection.vendor)
    assert manifest["tables"]["core_storedfile"] == 1
    assert ["core", "0001_initial"] in manifest["migrations"]
    assert manifest["files"][f"private/{filled.content.name}"] == {"sha256": filled.sha256, "size": filled.size}
    assert {f"media/{Document.objects.get().file.name}", f"media/{Image.objects.get().file.name}"} <= {
        *manifest["files"]
    }
    assert oct(made.stat().st_mode & 0o777) == "0o700"
    assert {oct(path.stat().st_mode & 0o777) for path in made.rglob("*") if path.is_file()} == {"0o600"}
    assert verify(made) | {"time": ""} == {**verify(made), "time": "", "exit": 0, "rows_and_audit_checked": True}


def test_backup_is_of_one_moment_while_others_write(filled: StoredFile, district: Any, tmp_path: Path) -> None:
    begun, stop, written = threading.Event(), threading.Event(), []

    def write() -> None:
        while not stop.is_set():
            with transaction.atomic():
                content = f"{tmp_path} {len(written)}".encode()
                written.append(store_bytes(content, name="n.txt", content_type="text/plain", actor=None).content.name)
                audit.record(district, "letters.void", actor=None)
            if len(written) > 3:
                begun.set()
        connection.close()

    before = {model: model._base_manager.count() for model in (StoredFile, audit.TABLES["model"])}
    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert begun.wait(30)
        facts = said("backup", tmp_path / "made")
    finally:
        stop.set()
        writer.join()
    assert facts["exit"] == 0, facts
    told = archive.read_manifest(tmp_path / "made")["tables"]
    new = {told[model._meta.db_table] - rows for model, rows in before.items()}
    assert len(new) == 1, "each write added one row to both tables, so their numbers grow together"
    assert 3 <= new.pop() <= len(written)
    assert verify(tmp_path / "made")["exit"] == 0
    for name in written:
        storages["private"].delete(name)


def test_backup_refuses_a_folder_that_is_not_empty(filled: StoredFile, tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("kept")
    assert "is not empty" in said("backup", tmp_path)["error"]
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]
    assert said("backup", tmp_path / "kept.txt")["error"].endswith("is not a folder.")
    assert "Is its disk mounted?" in said("backup", tmp_path / "none" / "made")["error"]


def test_backup_refuses_a_place_among_the_files_it_copies(filled: StoredFile) -> None:
    inside = Path(storages["default"].path("made"))
    assert "lies inside of" in said("backup", inside)["error"]
    assert not inside.exists()


def test_backup_refuses_while_another_one_is_being_made(filled: StoredFile, tmp_path: Path) -> None:
    (tmp_path / "made.partial").mkdir()
    facts = said("backup", tmp_path / "made")
    assert facts["exit"] == 1
    assert "another backup runs" in facts["error"]
    assert (tmp_path / "made.partial").is_dir()


@pytest.mark.parametrize("content", [None, b"another text"])
def test_backup_refuses_when_a_row_has_not_its_file(filled: StoredFile, tmp_path: Path, content: bytes | None) -> None:
    place = Path(storages["private"].path(filled.content.name))
    place.unlink() if content is None else place.write_bytes(content)
    facts = said("backup", tmp_path / "made")
    assert facts["exit"] == 1
    assert filled.content.name in facts["error"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("size", [50_000, 10_000])
def test_backup_that_cannot_be_written_leaves_earlier_ones(made: Path, tmp_path: Path, size: int) -> None:
    with short_of_space(size):
        facts = said("backup", tmp_path / "next")
    assert facts["exit"] == 1
    assert "Traceback" not in facts["error"]
    assert [path.name for path in tmp_path.iterdir()] == ["made"]
    assert verify(made)["exit"] == 0


@contextmanager
def short_of_space(size: int) -> Iterator[None]:
    """For this process and those it starts, no file can grow beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_backup_says_which_program_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(archive.BackupError, match=r"pg_dump is not installed on this machine\."):
        postgres.program("pg_dump")


# Verifying ----------------------------------------------------------------------------


def test_verify_finds_one_flipped_byte_anywhere(made: Path) -> None:
    places = sorted(path for path in made.rglob("*") if path.is_file())
    assert len(places) >= 6
    for place in places:
        whole = place.read_bytes()
        for at in {0, len(whole) // 2, len(whole) - 1}:
            place.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
            facts = said("verify_backup", made)
            assert facts["exit"] == 1, (place, at)
            assert place.name in facts["error"]
        place.write_bytes(whole)
    assert said("verify_backup", made)["exit"] == 0


def test_verify_names_a_missing_file_and_follows_no_link(made: Path, filled: StoredFile) -> None:
    (made / "private" / filled.content.name).unlink()
    assert said("verify_backup", made)["error"] == f"private/{filled.content.name} is missing."
    (made / "private" / filled.content.name).symlink_to(storages["private"].path(filled.content.name))
    assert said("verify_backup", made)["error"] == f"private/{filled.content.name} is missing."


def test_verify_names_a_file_that_is_not_of_the_backup(made: Path) -> None:
    (made / "media" / "slipped-in.txt").write_text("x")
    assert said("verify_backup", made)["error"] == "media/slipped-in.txt is not of this backup."


def test_verify_finds_a_truncated_database(made: Path) -> None:
    dump = database_file(made)
    dump.write_bytes(dump.read_bytes()[: dump.stat().st_size // 2])
    assert f"{dump.name} has" in said("verify_backup", made)["error"]
    reseal(made, lambda manifest: manifest["files"].update({dump.name: archive.facts_of(dump)}))
    assert said("verify_backup", made)["exit"] == 1
    assert said("restore", made, "--replace")["exit"] == 1
    assert FormKey.objects.count() == 1, "a dump that cannot be read changes nothing"


def test_verify_counts_the_rows(made: Path) -> None:
    reseal(made, lambda manifest: manifest["tables"].update(core_storedfile=7))
    assert verify(made)["error"] == "The table core_storedfile has 1 rows; it had 7."


def test_verify_changes_nothing_in_the_folder(made: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in made.rglob("*")}
    assert verify(made)["exit"] == 0
    assert {path: path.stat().st_mtime_ns for path in made.rglob("*")} == before


def test_rehearse_leaves_no_database_behind() -> None:
    if connection.vendor == "sqlite":
        with pytest.raises(archive.BackupError, match="needs a PostgreSQL server"), postgres.own_database():
            pass
        return
    with postgres.own_database() as name:
        assert databases_named(name) == 1
    assert databases_named(name) == 0


def databases_named(name: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone()[0]


@pytest.mark.parametrize("name", ["../outside.txt", "/outside.txt", "media/../../outside.txt", "media\\..\\x"])
def test_restore_refuses_names_that_lead_out_of_the_folder(made: Path, name: str) -> None:
    reseal(made, lambda manifest: manifest["files"].update({name: {"sha256": "", "size": 0}}))
    assert "leads out of the backup" in said("restore", made, "--replace")["error"]


# Restoring ----------------------------------------------------------------------------


def test_restore_refuses_a_database_with_people(made: Path) -> None:
    facts = said("restore", made)
    assert facts["exit"] == 1
    assert "There are people in this database." in facts["error"]
    assert FormKey.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"engine": "oracle"}, "The backup is of oracle"),
        ({"migrations": [["core", "9999_future"]]}, "made by a newer portal"),
        ({"version": 2}, "is of version 2"),
    ],
)
def test_restore_refuses_what_it_does_not_know(made: Path, change: dict[str, Any], sentence: str) -> None:
    reseal(made, lambda manifest: manifest.update(change))
    assert sentence in said("restore", made, "--replace")["error"]


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Callable[..., subprocess.CompletedProcess]]:
    """Another machine: a state folder and an empty database of its own; what runs `manage.py` there."""
    name = f"restored_{secrets.token_hex(6)}"
    on_postgres = connection.vendor == "postgresql"
    state = tmp_path / "elsewhere"
    url = database_url().rpartition("/")[0] + f"/{name}" if on_postgres else ""
    told = {"DJANGO_SETTINGS_MODULE": "portal.settings", "STATE_DIR": str(state), "DATABASE_URL": url, "REDIS_URL": ""}

    def run(*arguments: Any) -> subprocess.CompletedProcess:
        command = [sys.executable, "manage.py", *map(str, arguments)]
        return subprocess.run(
            command, cwd=ROOT, env={**os.environ, **told}, capture_output=True, text=True, check=False, timeout=120
        )

    if on_postgres:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    yield run
    if on_postgres:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_restore_brings_all_back_and_signs_everybody_out(
    filled: StoredFile, member: Any, client: Client, tmp_path: Path, elsewhere: Callable[..., Any]
) -> None:
    client.force_login(member, backend=BACKEND)
    assert client.get(START).status_code == 200
    assert said("backup", tmp_path / "made")["exit"] == 0

    done = elsewhere("restore", tmp_path / "made", "--json")
    assert done.returncode == 0, done.stderr
    facts = json.loads(done.stdout)
    assert (facts["differences"], facts["migrations_to_run"], facts["files_replaced"]) == ([], 0, 0)
    assert facts["files_added"] == facts["files"]

    seen = elsewhere("shell", "-v0", "-c", LOOK.format(cookie=client.cookies["sessionid"].value))
    assert json.loads(seen.stdout) == {
        "people": [member.email],
        "start": 302,
        "keys": 0,
        "broken": None,
        "sequence": AuditHead.objects.get().sequence,
        "private": filled.content.read().decode(),
        "public": "sample text",
    }, seen.stderr
    assert client.get(START).status_code == 200, "where the backup was made, nothing was touched"

    changed = tmp_path / "elsewhere" / "private" / filled.content.name
    changed.write_bytes(b"something else")
    again = elsewhere("restore", tmp_path / "made")
    assert (again.returncode, "--replace" in again.stderr) == (1, True)
    assert changed.read_bytes() == b"something else"
    replaced = elsewhere("restore", tmp_path / "made", "--replace")
    assert replaced.returncode == 0, replaced.stderr
    assert "Differences: 0." in replaced.stdout
    assert changed.read_bytes() == filled.content.storage.open(filled.content.name).read()
