"""The A-F model: only components, weights and cut scores seen in a source or checked against published rows."""

from django.db import migrations

CODE = "Rule text effective 2013-14 and 2015-16 (7 Miss. Admin. Code 24)"
CHECKED = "Checked on the 2018-19 rows of 16 districts"
CUTS_IN_FORCE = "Business rules (casetext, 2023-24) and MS Succeeds report card companion (msrc-docs, 2018)"
CUTS_2014 = "mdek12.org/OPR/Reporting/Accountability/2014"

COMPONENTS = {
    "reading_prof": "Reading proficiency",
    "reading_growth": "Reading growth, all students",
    "reading_growth_low25": "Reading growth, lowest 25 percent",
    "math_prof": "Math proficiency",
    "math_growth": "Math growth, all students",
    "math_growth_low25": "Math growth, lowest 25 percent",
    "science_prof": "Science proficiency",
    "history_prof": "U.S. history proficiency",
    "graduation_rate": "Graduation rate, four years",
    "acceleration": "Acceleration",
    "ccr": "College and career readiness",
    "el_progress": "Progress of English learners",
    "participation": "Participation in tests",
}
SEVEN = ("reading_prof", "reading_growth", "reading_growth_low25", "math_prof", "math_growth", "math_growth_low25", "science_prof")
THOUSAND = {
    **dict.fromkeys(SEVEN[:-1], 1.0),
    "science_prof": 0.5,
    "history_prof": 0.5,
    "graduation_rate": 2.0,
    "acceleration": 0.5,
    "ccr": 0.5,
}
EL_SHARE, EL_WEIGHT = 0.95, 0.55
EL_NOTE = (
    "Total = 0.95 x the plain total + 0.55 x progress of English learners. Found by calculation: 15 districts agree "
    "within 0.47 points; no source explains why it is 0.55 and not 0.50."
)
CUTS = [
    ("600", 2014, 2014, (449, 404, 351, 286), CUTS_2014, "Schools without science, 2013-14."),
    ("700", 2014, 2014, (518, 455, 400, 325), CUTS_2014, ""),
    ("900", 2014, 2014, (695, 623, 540, 422), CUTS_2014, ""),
    ("700", 2018, 2024, (442, 377, 328, 269), CUTS_IN_FORCE, ""),
    ("1000-school", 2018, 2024, (754, 648, 584, 510), CUTS_IN_FORCE, "The high-school scale was reset in autumn 2018."),
    ("1000-district", 2018, 2024, (668, 599, 536, 489), CUTS_IN_FORCE, ""),
]


def seed(apps, schema_editor):
    Component = apps.get_model("accountability", "Component")
    Weight = apps.get_model("accountability", "ComponentWeight")
    Cut = apps.get_model("accountability", "CutScore")
    Component.objects.bulk_create(
        Component(code=code, name=name, maximum=100, position=place)
        for place, (code, name) in enumerate(COMPONENTS.items(), start=1)
    )
    rows = [("700", 2014, None, code, False, 1.0, CODE, "") for code in SEVEN]
    for scale in ("1000-school", "1000-district"):
        rows += [(scale, 2016, None, code, False, weight, CODE, CHECKED + ".") for code, weight in THOUSAND.items()]
    with_el = {code: round(weight * EL_SHARE, 4) for code, weight in THOUSAND.items()} | {"el_progress": EL_WEIGHT}
    rows += [("1000-district", 2019, 2019, code, True, weight, CHECKED, EL_NOTE) for code, weight in with_el.items()]
    names = ("scale", "first_year", "last_year", "component_id", "with_english_learners", "weight", "source", "note")
    Weight.objects.bulk_create(Weight(**dict(zip(names, row, strict=True))) for row in rows)
    Cut.objects.bulk_create(
        Cut(scale=scale, first_year=first, last_year=last, grade=grade, points=points, source=source, note=note)
        for scale, first, last, cuts, source, note in CUTS
        for grade, points in zip("ABCD", cuts, strict=True)
    )


def unseed(apps, schema_editor):
    for name in ("ComponentWeight", "CutScore", "Component"):
        apps.get_model("accountability", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("accountability", "0001_initial")]
    operations = [migrations.RunPython(seed, unseed)]
