"""A matching run over the sample offers and requests, released: its pairs are proposed, and wait for an answer."""

from mentorship.matching import services
from mentorship.matching.fitting import Weights
from mentorship.matching.models import Run
from portal.accounts.demonstration import person


def load() -> None:
    """Make and release it once; a second time changes nothing."""
    if Run.objects.exists():
        return
    facilitator = person("facilitator", "")
    services.release_run(services.make_run(weights=Weights(), actor=facilitator), actor=facilitator)
