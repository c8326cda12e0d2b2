"""Writing a plan into the tables, all of it or nothing."""

from typing import Any

from django.db import transaction
from wagtail.search import index
from wagtail.search.backends import get_search_backends

from portal.accountability.cells import Printed
from portal.accountability.pipeline import Plan, Writes
from portal.accountability.tables import TABLES, TableSpec, new_row, school_ids

BATCH = 500


@transaction.atomic
def write_plan(plan: Plan) -> None:
    """Create and change the rows of every table of the plan."""
    for table, writes in plan.writes.items():
        spec = TABLES[table]
        written = _create(spec, writes) + _change(spec, writes)
        if issubclass(spec.model, index.Indexed):
            _find_again(spec, written)


def _create(spec: TableSpec, writes: Writes) -> list[Any]:
    if not writes.new:
        return []
    schools = school_ids()
    rows = [new_row(spec, key, _plain(values), schools) for key, values in writes.new.items()]
    return list(spec.model._base_manager.bulk_create(rows, batch_size=BATCH))


def _change(spec: TableSpec, writes: Writes) -> list[Any]:
    if not writes.changed:
        return []
    rows = spec.model._base_manager.in_bulk(list(writes.changed))
    fields = {name.removesuffix("_id") for changed in writes.changed.values() for name in changed}
    for pk, changed in writes.changed.items():
        for name, value in _plain(changed).items():
            setattr(rows[pk], name, value)
    spec.model._base_manager.bulk_update(rows.values(), fields, batch_size=BATCH)
    return list(rows.values())


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: float(value) if isinstance(value, Printed) else value for name, value in values.items()}


def _find_again(spec: TableSpec, rows: list[Any]) -> None:
    """Writing many rows at once tells the search index nothing, so it is told here."""
    for backend in get_search_backends(with_auto_update=True):
        backend.get_index_for_model(spec.model).add_items(spec.model, rows)
