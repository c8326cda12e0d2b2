"""The audit log: one row for each move of state, chained so that a later change is found.

The rows are Wagtail's log entries (its reports show them). Each is stamped with the portal's key as it is written.
After each commit the new rows are sealed: a link holds the SHA-256 of the row and of the link before it. `manage.py
verify_audit` walks the chain, and tells rows that the portal wrote and a crash left unsealed from rows that somebody
wrote past the portal.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import batched
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.core.signing import BadSignature, Signer
from django.db import models, transaction
from django.db.models.signals import post_save, pre_save
from django.utils import timezone
from wagtail.log_actions import LogFormatter, log
from wagtail.models import ModelLogEntry, PageLogEntry

from portal.core.logs import current_request_id

STAMP = "stamp"
BATCH = 500
TABLES: dict[str, type[models.Model]] = {"model": ModelLogEntry, "page": PageLogEntry}


def record(obj: models.Model, action: str, *, actor: Any, **data: Any) -> Any:
    """Write one audit row for something done to an object; `actor` is None for the system itself."""
    request_id = current_request_id()
    if request_id:
        data["request_id"] = request_id
    return log(obj, action, user=actor if actor and actor.pk else None, data=data)


def note_view(obj: models.Model, action: str, *, actor: Any, what: str) -> None:
    """Write that somebody looked at a part of an object: one row a day for each person and part."""
    begin = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    noted = ModelLogEntry.objects.filter(action=action, object_id=str(obj.pk), user=actor.pk, timestamp__gte=begin)
    if not any((data or {}).get("what") == what for data in noted.values_list("data", flat=True)):
        record(obj, action, actor=actor, what=what)


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
    told = {"id": entry.pk, **content_of(entry), "data": entry.data}
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()


def content_of(entry: Any) -> dict[str, Any]:
    """What an audit row says, besides its number."""
    return {
        "table": entry._meta.model_name,
        "uuid": str(entry.uuid),
        "revision": entry.revision_id,
        "object": [entry.content_type_id, str(getattr(entry, "object_id", None) or getattr(entry, "page_id", ""))],
        "label": entry.label,
        "action": entry.action,
        "data": {name: value for name, value in (entry.data or {}).items() if name != STAMP},
        "at": entry.timestamp.isoformat(),
        "user": entry.user_id,
        "flags": [entry.content_changed, entry.deleted],
    }


def stamped(entry: Any) -> str:
    """What the stamp of an audit row is made of; the row need not have a number yet."""
    return json.dumps(content_of(entry), sort_keys=True, cls=DjangoJSONEncoder)


def stamp(sender: type[models.Model], instance: Any, **kwargs: Any) -> None:
    """Sign a new audit row with the portal's key, which is not in the database."""
    if instance._state.adding:
        instance.data = {**(instance.data or {}), STAMP: Signer(salt=STAMP).signature(stamped(instance))}


def is_genuine(entry: Any) -> bool:
    """Whether the portal wrote this row."""
    try:
        Signer(salt=STAMP).unsign(f"{stamped(entry)}:{(entry.data or {}).get(STAMP)}")
    except BadSignature:
        return False
    return True


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
        pre_save.connect(stamp, sender=model, dispatch_uid=f"stamp_{model.__name__}")
        post_save.connect(seal_after_commit, sender=model, dispatch_uid=f"seal_{model.__name__}")


def unsealed() -> Iterator[Any]:
    """Rows that no link holds: the server died between a commit and its seal, or somebody wrote past the portal."""
    from portal.core.models import AuditLink

    for table, model in TABLES.items():
        links = AuditLink.objects.filter(table=table, entry_id=models.OuterRef("pk"))
        yield from model._base_manager.filter(~models.Exists(links)).order_by("pk")


def table_of(entry: Any) -> str:
    """The short name of the table that an audit row is in."""
    return "page" if isinstance(entry, PageLogEntry) else "model"


def seal_left() -> int:
    """Seal the rows that the portal wrote and a crash left unsealed; how many there were."""
    left = [entry for entry in unsealed() if is_genuine(entry)]
    for entry in left:
        seal(table_of(entry), [entry.pk])
    return len(left)


def first_foreign() -> str | None:
    """A sentence naming the first row that the portal did not write, or None."""
    entry = next((entry for entry in unsealed() if not is_genuine(entry)), None)
    return entry and f"The {table_of(entry)} entry {entry.pk} ({entry.action}) was not written by the portal."


def first_break() -> str | None:
    """A sentence naming the first row of the chain that does not hold, or None where all of it holds."""
    from portal.core.models import AuditHead, AuditLink

    head = AuditHead.objects.get(pk=1)
    previous, expected = "", 1
    links = AuditLink.objects.filter(sequence__lte=head.sequence).order_by("sequence").iterator(chunk_size=BATCH)
    for batch in batched(links, BATCH):
        entries = entries_of(batch)
        for link in batch:
            if link.sequence != expected:
                return f"Audit row {expected} is missing: the chain goes on at {name_of(link)}."
            wrong = fault_of(link, entries.get((link.table, link.entry_id)), previous)
            if wrong:
                return wrong
            previous, expected = link.chain, expected + 1
    if (head.sequence, head.chain) != (expected - 1, previous):
        return f"The end of the chain was cut: {head.sequence} rows were written, {expected - 1} are there."
    forged = AuditLink.objects.filter(sequence__gt=AuditHead.objects.filter(pk=1).values("sequence")).first()
    return f"The link of {name_of(forged)} was not written by the portal: the chain ends before it." if forged else None


def name_of(link: Any) -> str:
    """How a report names an audit row."""
    return f"audit row {link.sequence} ({link.table} entry {link.entry_id})"


def entries_of(links: Iterable[Any]) -> dict[tuple[str, int], Any]:
    """The audit rows that these links hold, by table and number."""
    found: dict[tuple[str, int], Any] = {}
    for table, model in TABLES.items():
        pks = [link.entry_id for link in links if link.table == table]
        found |= {(table, entry.pk): entry for entry in model._base_manager.filter(pk__in=pks)}
    return found


def fault_of(link: Any, entry: Any, previous: str) -> str | None:
    """What is wrong with one link and its audit row, if anything."""
    if entry is None:
        return f"The {name_of(link)} was removed."
    if digest(entry) != link.digest:
        return f"The {name_of(link)} was changed after it was written."
    if link_hash(previous, link.sequence, link.digest) != link.chain:
        return f"The link of {name_of(link)} was changed."
    return None
