"""Counties, districts and schools, for tests."""

import factory

from portal.districts.models import County, District, School


class CountyFactory(factory.django.DjangoModelFactory):
    """A county that no map draws."""

    class Meta:
        model = County
        django_get_or_create = ("fips",)

    fips = factory.Sequence(lambda number: f"28{900 + number % 100}")
    name = factory.Sequence(lambda number: f"Sample {number} County")
    region = "north"


class DistrictFactory(factory.django.DjangoModelFactory):
    """A district of a sample name, somewhere in Mississippi."""

    class Meta:
        model = District

    leaid = factory.Sequence(lambda number: f"28{95000 + number}")
    name = factory.Sequence(lambda number: f"Sample District {number:03}")
    county = factory.SubFactory(CountyFactory, fips="28900", name="Sample County")
    city = "Sampleville"
    latitude = 33.0
    longitude = -89.5
    locale = "43"


class SchoolFactory(factory.django.DjangoModelFactory):
    """A school of a district."""

    class Meta:
        model = School

    district = factory.SubFactory(DistrictFactory)
    name = factory.Sequence(lambda number: f"Sample School {number}")
    key = factory.LazyAttribute(lambda school: school.name.lower())
