"""The first row of the audit chain, the append-only guards, and the table the cache lives in."""

from django.core.management import call_command
from django.db import migrations

from portal.core.append_only import protect, release

TABLES = ("wagtailcore_modellogentry", "wagtailcore_pagelogentry", "core_auditlink")


def begin_chain(apps, schema_editor):
    apps.get_model("core", "AuditHead").objects.get_or_create(pk=1)


def create_cache_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial"), ("wagtailcore", "0098_apitoken")]

    operations = [
        migrations.RunPython(begin_chain, migrations.RunPython.noop),
        migrations.RunPython(create_cache_table, migrations.RunPython.noop),
        migrations.RunPython(lambda apps, editor: protect(editor, *TABLES), lambda apps, editor: release(editor, *TABLES)),
    ]
