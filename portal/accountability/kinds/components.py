"""Complete accountability rows of districts: every component, the total and the grade, checked against each other."""

from typing import Any

from portal.accountability import cells, scoring
from portal.accountability.kinds.base import Cells, FileKind, Reading, Request, Want, read_rows
from portal.accountability.kinds.known import Known
from portal.accountability.model_of_year import rules_for
from portal.accountability.models import Rating, Scale
from portal.accountability.reading import Book, table_of

REQUIRED = ("district_name", "grade", "total_points")
CODES = (
    *("reading_prof", "math_prof", "history_prof", "science_prof", "reading_growth", "math_growth"),
    *("reading_growth_low25", "math_growth_low25", "el_progress", "acceleration", "ccr"),
    *("participation", "graduation_rate"),
)
MOST_POINTS = 1_000
PERCENT = 100


def read(book: Book, request: Request, known: Known) -> Reading:
    """Every row one district's rating in the year of the file."""
    table = table_of(book, required=(*REQUIRED, *CODES), known=("leaid", "year"))
    asked = request.year if "year" in table.columns else request.year_needed()
    checker = RowChecker(asked, known, request.name)
    reading = read_rows(table, checker.wants)
    reading.computed = checker.computed
    return reading


class RowChecker:
    """Reads rows and computes each total again; the model of a year is loaded once."""

    def __init__(self, year: int | None, known: Known, source: str) -> None:
        self.year, self.known, self.source = year, known, source
        self.rules: dict[int, scoring.Rules] = {}
        self.grades: dict[tuple[str, int], str] = {}
        self.computed: list[dict[str, Any]] = []

    def load(self, year: int) -> scoring.Rules:
        """The rules of a year, and the grades the portal has for it."""
        if year not in self.rules:
            self.rules[year] = rules_for(Scale.DISTRICT_1000, year)
            rated = Rating.objects.filter(year=year, school=None).values_list("district_id", "grade")
            self.grades.update({(leaid, year): grade for leaid, grade in rated})
        return self.rules[year]

    def wants(self, row: Cells) -> list[Want]:
        """What one row says."""
        year = self.year_of(row)
        name = row.get("district_name", cells.text, 120, needed=True)
        leaid = self.known.leaid_of(name)
        if name and leaid is None:
            row.complain("district_name", "There is no district of this name in the portal.")
        grade = row.get("grade", cells.grade)
        total = row.get("total_points", cells.number, 0, MOST_POINTS)
        scores = {code: self.component(row, code) for code in CODES if not cells.is_empty(row.values.get(code))}
        if row.findings or year is None or total is None:
            return []
        self.check(row, year, grade, total, {code: value for code, (value, _) in scores.items()}, leaid or "")
        about = f"{self.known.districts[leaid or '']}, {year}"
        wants = [
            Want(
                "component_score", (leaid, None, year, code), f"{about}, {code}", {"value": value, "published": printed}
            )
            for code, (value, printed) in scores.items()
        ]
        rating = Want(
            "rating", (leaid, None, year), about, {"grade": grade, "total_points": total}, {"source": self.source}
        )
        return [*wants, rating]

    def year_of(self, row: Cells) -> int | None:
        """The row's year, or the file's."""
        year = row.get("year", cells.year) if "year" in row.values else self.year
        if self.year and year and year != self.year:
            row.complain("year", f"The year asked for is {self.year}.")
        return year

    def component(self, row: Cells, code: str) -> tuple[float | None, str]:
        """A component's number, or None where it is published without one, and the cell as printed."""
        raw = row.values.get(code)
        printed = cells.mark(raw)
        if printed:
            return None, printed
        value = row.get(code, cells.number, 0, PERCENT)
        return value, str(raw)[:20]

    def check(
        self, row: Cells, year: int, grade: str, total: float, values: dict[str, float | None], leaid: str
    ) -> None:
        """Compare the published total and grade with the computed ones; every difference is shown."""
        rules = self.load(year)
        result = scoring.score(values, rules)
        rounded = None if result.total is None else round(result.total, 2)
        name = self.known.districts[leaid]
        self.computed.append({"district": name, "published": total, "computed": rounded, "grade": result.grade})
        if result.total is not None and not scoring.agrees(total, result.total):
            row.complain("total_points", f"The components make {result.total:.1f} points.")
        fits = scoring.grade_for(total, rules.cuts)
        if fits is not None and fits != grade:
            row.complain("grade", f"{total:g} points are {fits} by the cut scores of {year}.")
        before = self.grades.get((leaid, year))
        if before and before != grade:
            row.complain("grade", f"The portal has {before} for this district and year.")


KIND = FileKind("components", ("component_score", "rating"), read)
