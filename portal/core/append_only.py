"""Tables whose rows are only ever added, or are fixed once they have come to an end.

The database itself refuses to change or remove such a row, whoever asks.
"""

from typing import Any

SQLITE_TRIGGER = """
CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION portal_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END
$$ LANGUAGE plpgsql
"""
POSTGRES_TRIGGER = """
CREATE OR REPLACE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH ROW EXECUTE FUNCTION portal_append_only()
"""
SQLITE_LOCK = """
CREATE TRIGGER IF NOT EXISTS {table}_locked_{verb} BEFORE {verb} ON {table} WHEN {condition}
BEGIN SELECT RAISE(ABORT, '{table} is locked'); END
"""
POSTGRES_LOCK_FUNCTION = """
CREATE OR REPLACE FUNCTION {table}_locked() RETURNS trigger AS $$
BEGIN
    IF {condition} THEN
        RAISE EXCEPTION '% is locked', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END
$$ LANGUAGE plpgsql
"""
POSTGRES_LOCK = """
CREATE OR REPLACE TRIGGER {table}_locked_{verb} BEFORE {verb} ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_locked()
"""
VERBS = ("UPDATE", "DELETE")


def protect(schema_editor: Any, *tables: str) -> None:
    """Refuse UPDATE and DELETE on these tables from now on."""
    on_postgres = schema_editor.connection.vendor == "postgresql"
    if on_postgres:
        schema_editor.execute(POSTGRES_FUNCTION, None)  # None: its per cent sign is not a parameter
    template = POSTGRES_TRIGGER if on_postgres else SQLITE_TRIGGER
    for table in tables:
        for verb in VERBS:
            schema_editor.execute(template.format(table=table, verb=verb))


def release(schema_editor: Any, *tables: str, verbs: tuple[str, ...] = VERBS) -> None:
    """Allow them again: for undoing a migration, and for emptying a test database."""
    on_postgres = schema_editor.connection.vendor == "postgresql"
    for table in tables:
        for verb in verbs:
            suffix = f" ON {table}" if on_postgres else ""
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}{suffix}")


def lock_when(schema_editor: Any, table: str, condition: str) -> None:
    """Refuse UPDATE and DELETE of the rows of which the SQL condition, in which OLD is the row, is true."""
    on_postgres = schema_editor.connection.vendor == "postgresql"
    if on_postgres:
        schema_editor.execute(POSTGRES_LOCK_FUNCTION.format(table=table, condition=condition), None)
    template = POSTGRES_LOCK if on_postgres else SQLITE_LOCK
    for verb in VERBS:
        schema_editor.execute(template.format(table=table, verb=verb, condition=condition), None)


def unlock(schema_editor: Any, table: str) -> None:
    """Allow them again: for undoing a migration."""
    on_postgres = schema_editor.connection.vendor == "postgresql"
    for verb in VERBS:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_locked_{verb}{f' ON {table}' if on_postgres else ''}")
    if on_postgres:
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {table}_locked()")
