"""The audit log: one row for each move of state, chained so that a later change is found.

The rows are Wagtail's log entries (its reports show them). After each commit the new rows are sealed: a link holds
the SHA-256 of the row and of the link before it. `manage.py verify_audit` walks the chain.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_save
from wagtail.log_actions import LogFormatter, log
from wagtail.models import ModelLogEntry, PageLogEntry

from portal.core.logs import current_request_id

TABLES: dict[str, type[models.Model]] = {"model": ModelLogEntry, "page": PageLogEntry}


def record(obj: models.Model, action: str, *, actor: Any, **data: Any) -> Any:
    """Write one audit row for something done to an object; `actor` is None for the system itself."""
    request_id = current_request_id()
    if request_id:
        data["request_id"] = request_id
    return log(obj, action, user=actor if actor and actor.pk else None, data=data)


def register(actions: Any, label: str, verbs: dict[str, str]) -> None:
    """Register an app's log actions with Wagtail: verb to the sentence its reports show."""
    for verb, sentence in verbs.items():
        actions.register_action(f"{label}.{verb}")(
            type(f"{label}_{verb}", (LogFormatter,), {"label": sentence, "message": sentence})
        )


def register_moves(actions: Any, label: str, moves: list[Any]) -> None:
    """Register the log action of every move of an app."""
    register(
        actions, label, {move.name: f"{move.name.replace('_', ' ').capitalize()}: now {move.target}" for move in moves}
    )


def digest(entry: Any) -> str:
    """The SHA-256 of everything an audit row says, in hexadecimal."""
    told = {
        "table": entry._meta.model_name,
        "id": entry.pk,
        "object": [entry.content_type_id, str(getattr(entry, "object_id", None) or getattr(entry, "page_id", ""))],
        "label": entry.label,
        "action": entry.action,
        "data": entry.data,
        "at": entry.timestamp.isoformat(),
        "user": entry.user_id,
        "flags": [entry.content_changed, entry.deleted],
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()


def link_hash(previous: str, sequence: int, entry_digest: str) -> str:
    """The hash of one link of the chain."""
    return hashlib.sha256(f"{previous}:{sequence}:{entry_digest}".encode()).hexdigest()


@transaction.atomic
def seal(table: str, pks: list[int]) -> None:
    """Append committed audit rows to the chain, one writer at a time; rows already sealed are passed over."""
    from portal.core.models import AuditHead, AuditLink

    head = AuditHead.objects.select_for_update().get(pk=1)
    sealed = set(AuditLink.objects.filter(table=table, entry_id__in=pks).values_list("entry_id", flat=True))
    for entry in TABLES[table]._base_manager.filter(pk__in=set(pks) - sealed).order_by("pk"):
        head.sequence += 1
        entry_digest = digest(entry)
        head.chain = link_hash(head.chain, head.sequence, entry_digest)
        AuditLink.objects.create(
            sequence=head.sequence, table=table, entry_id=entry.pk, digest=entry_digest, chain=head.chain
        )
    head.save()


def seal_after_commit(sender: type[models.Model], instance: Any, created: bool, **kwargs: Any) -> None:
    """Seal a new audit row once its transaction is committed, so that no transaction waits for another's chain."""
    if created:
        table = "model" if sender is ModelLogEntry else "page"
        transaction.on_commit(lambda: seal(table, [instance.pk]), robust=True)


def connect() -> None:
    """Listen for new audit rows; called when the app is ready."""
    for model in TABLES.values():
        post_save.connect(seal_after_commit, sender=model, dispatch_uid=f"seal_{model.__name__}")


def unsealed() -> Iterator[tuple[str, list[int]]]:
    """Rows that no link holds: the server died between a commit and its seal, or somebody wrote past the portal."""
    from portal.core.models import AuditLink

    for table, model in TABLES.items():
        links = AuditLink.objects.filter(table=table, entry_id=models.OuterRef("pk"))
        pks = list(model._base_manager.filter(~models.Exists(links)).order_by("pk").values_list("pk", flat=True))
        if pks:
            yield table, pks


def first_break() -> str | None:
    """A sentence naming the first row of the chain that does not hold, or None where all of it holds."""
    from portal.core.models import AuditHead, AuditLink

    previous, expected = "", 1
    for link in AuditLink.objects.order_by("sequence").iterator(chunk_size=1000):
        name = f"audit row {link.sequence} ({link.table} entry {link.entry_id})"
        if link.sequence != expected:
            return f"Audit row {expected} is missing: the chain goes on at {name}."
        entry = TABLES[link.table]._base_manager.filter(pk=link.entry_id).first()
        if entry is None:
            return f"The {name} was removed."
        if digest(entry) != link.digest:
            return f"The {name} was changed after it was written."
        if link_hash(previous, link.sequence, link.digest) != link.chain:
            return f"The link of {name} was changed."
        previous, expected = link.chain, expected + 1
    head = AuditHead.objects.get(pk=1)
    if (head.sequence, head.chain) != (expected - 1, previous):
        return f"The end of the chain was cut: {head.sequence} rows were written, {expected - 1} are there."
    return None
