"""Every write of the standards: editions, standards and their versions, links between editions."""

from portal.standards.services.editions import keep_edition
from portal.standards.services.linking import link_standards, unlink_standards
from portal.standards.services.writing import Clash, add_standard, revise_standard

__all__ = ["Clash", "add_standard", "keep_edition", "link_standards", "revise_standard", "unlink_standards"]
