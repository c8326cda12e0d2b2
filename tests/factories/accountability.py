"""Results, ratings and imports for tests."""

import factory

from portal.accountability.models import AssessmentResult, Designation, ImportRun, Kind, Level, Rating
from portal.core.models import StoredFile
from portal.districts.models import District, DistrictName, School
from portal.districts.names import name_key


class KnownDistrictFactory(factory.django.DjangoModelFactory):
    """A district that rows of a file can find by its name."""

    class Meta:
        model = District
        django_get_or_create = ("leaid",)
        skip_postgeneration_save = True

    leaid = factory.Sequence(lambda number: f"28{number:05d}")
    name = factory.Sequence(lambda number: f"Sample {number} School District")

    @factory.post_generation
    def other_names(district: District, create: bool, extracted: list[str] | None, **kwargs: object) -> None:
        """The names it goes by; its own name is one of them."""
        for name in [district.name, *(extracted or [])]:
            DistrictName.objects.get_or_create(key=name_key(name), defaults={"district": district, "name": name})


class KnownSchoolFactory(factory.django.DjangoModelFactory):
    """A school that rows of a file can find by its name."""

    class Meta:
        model = School

    district = factory.SubFactory(KnownDistrictFactory)
    name = factory.Sequence(lambda number: f"Sample School {number}")
    key = factory.LazyAttribute(lambda school: name_key(school.name))
    first_year = 2018
    last_year = 2022


class ResultFactory(factory.django.DjangoModelFactory):
    """One test of a school; without a school, of its district."""

    class Meta:
        model = AssessmentResult

    year = 2022
    subject = "ELA"
    test = "3"
    district = factory.SubFactory(KnownDistrictFactory)
    level = factory.LazyAttribute(lambda result: Level.SCHOOL if result.school else Level.DISTRICT)
    school = None
    level_1 = level_2 = level_3 = level_4 = level_5 = 0.2
    tested = 100


class RatingFactory(factory.django.DjangoModelFactory):
    """A district's letter grade."""

    class Meta:
        model = Rating

    district = factory.SubFactory(KnownDistrictFactory)
    year = 2019
    grade = "B"
    source = "Sample list"


class DesignationFactory(factory.django.DjangoModelFactory):
    """A designation of a sample school."""

    class Meta:
        model = Designation

    school = factory.SubFactory(KnownSchoolFactory)
    year = 2022
    designation = "CSI"
    source = "sample.csv"


class StoredFileFactory(factory.django.DjangoModelFactory):
    """A stored file without content behind it."""

    class Meta:
        model = StoredFile

    sha256 = factory.Sequence(lambda number: f"{number:064x}")
    size = 1
    content_type = "text/csv"
    name = factory.Sequence(lambda number: f"sample-{number}.csv")
    content = "no/file"


class ImportRunFactory(factory.django.DjangoModelFactory):
    """An import."""

    class Meta:
        model = ImportRun

    kind = Kind.GRADES
    file = factory.SubFactory(StoredFileFactory)
