"""What a database says of itself: its rows, its migrations, the end of its audit chain, the files its rows name."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import load_backend

from portal.core.models import AuditHead, private_storage

# What the portal can make again, or needs for a moment only: it may go while a backup runs.
PASSING = {"wagtailimages.Rendition", "wagtailcore.UploadedFile"}


@contextmanager
def pointed_at(**changes: Any) -> Iterator[None]:
    """For this thread, let all reads of the portal go to another database, or to another connection of the same."""
    live = connections[DEFAULT_DB_ALIAS]
    told = {**live.settings_dict, **changes}
    connections[DEFAULT_DB_ALIAS] = other = load_backend(told["ENGINE"]).DatabaseWrapper(told, DEFAULT_DB_ALIAS)
    try:
        yield
    finally:
        other.close()
        connections[DEFAULT_DB_ALIAS] = live


def tables() -> dict[str, int]:
    """The number of rows of each table."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        counts = {}
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT count(*) FROM {quote(table)}")  # noqa: S608 - the database's own names
            counts[table] = cursor.fetchone()[0]
    return counts


def audit_head() -> dict[str, Any]:
    """The end of the audit chain."""
    head = AuditHead.objects.get(pk=1)
    return {"sequence": head.sequence, "chain": head.chain}


def migrations() -> list[list[str]]:
    """The migrations that were applied."""
    return sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations())


def told() -> dict[str, Any]:
    """All of it."""
    return {"tables": tables(), "audit": audit_head(), "migrations": migrations()}


@dataclass(frozen=True)
class NamedFile:
    """A file that a row names, with the hash that the row knows it by, if any."""

    area: str
    name: str
    algorithm: str
    digest: str
    row: str


def named_files() -> Iterator[NamedFile]:
    """The files that rows name; what the portal can make again is left out."""
    for model in apps.get_models():
        if not model._meta.proxy and model._meta.label not in PASSING:
            for field in model._meta.local_fields:
                if isinstance(field, models.FileField):
                    yield from _named_by(model, field)


def _named_by(model: type[models.Model], field: models.FileField) -> Iterator[NamedFile]:
    """The files that one column names. Wagtail keeps the SHA-1 of its documents and images, the portal SHA-256."""
    area = "private" if getattr(field, "_storage_callable", None) is private_storage else "media"
    names = {known.name for known in model._meta.fields}
    algorithm, column = next(
        ((kind, name) for kind, name in (("sha256", "sha256"), ("sha1", "file_hash")) if name in names), ("", "pk")
    )
    rows = model._base_manager.exclude(**{f"{field.name}__in": [""]}).exclude(**{f"{field.name}__isnull": True})
    for pk, name, digest in rows.values_list("pk", field.name, column).iterator():
        yield NamedFile(area, name, algorithm if digest else "", str(digest), f"{model._meta.verbose_name} {pk}")
