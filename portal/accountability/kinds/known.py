"""What the portal knows already about districts and schools, loaded once for a file."""

from dataclasses import dataclass, field
from typing import Any

from portal.districts.models import District, DistrictName, School
from portal.districts.names import name_key


@dataclass
class Known:
    """Districts by id, by compared name, and their schools by compared name."""

    districts: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    schools: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    places: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def load(cls) -> "Known":
        """From the database, in three queries."""
        known = cls(
            districts=dict(District.objects.values_list("leaid", "name")),
            names=dict(DistrictName.objects.values_list("key", "district_id")),
        )
        fields = ("name", "kind", "points_scale", "first_year", "last_year")
        for leaid, key, *values in School.objects.values_list("district_id", "key", *fields):
            known.schools[leaid, key] = dict(zip(fields, values, strict=True))
            known.places.setdefault(key, set()).add(leaid)
        return known

    def leaid_of(self, name: Any) -> str | None:
        """The district that goes by this name, if one does."""
        return self.names.get(name_key(str(name or "")))

    def other_place_of(self, key: str) -> str:
        """A sentence naming another district that has a school of this name, or nothing."""
        homes = sorted(self.districts[leaid] for leaid in self.places.get(key, ()))[:3]
        return f" There is one of this name in {', '.join(homes)}." if homes else ""
