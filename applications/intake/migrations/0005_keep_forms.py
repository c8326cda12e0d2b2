"""What was handed in before forms were kept gets the form of its round as it stands: it never could be changed."""

import hashlib
import json

from django.db import migrations


def keep(apps, schema_editor):
    Application = apps.get_model("intake", "Application")
    FormVersion = apps.get_model("intake", "FormVersion")
    for call in apps.get_model("intake", "Round").objects.filter(applications__submitted_at__isnull=False).distinct():
        form = [section_of(child["value"]) for child in call.form.raw_data]
        digest = hashlib.sha256(json.dumps(form, sort_keys=True).encode()).hexdigest()
        kept, _ = FormVersion.objects.get_or_create(round=call, form_hash=digest, defaults={"form": form})
        handed_in = Application.objects.filter(round=call, submitted_at__isnull=False)
        handed_in.update(form_version=kept)
        apps.get_model("intake", "Submission").objects.filter(application__in=handed_in).update(form_version=kept)


def section_of(value):
    questions = [question_of(child["type"], child["value"]) for child in value["questions"]]
    return {"key": value["key"], "title": value["title"], "questions": questions, "when": "", "answers": []}


def question_of(kind, value):
    return {
        "key": value["key"],
        "label": value["label"],
        "kind": kind,
        "hint": value.get("hint") or "",
        "is_required": bool(value.get("is_required")),
        "words": value.get("words") or 0,
        "maximum": value.get("maximum") or 0,
        "choices": [],
        "columns": [],
    }


class Migration(migrations.Migration):
    dependencies = [("intake", "0004_forms_without_code")]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
