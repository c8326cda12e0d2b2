"""The kinds of files: each knows its columns and what its rows want the portal's tables to say."""

from portal.accountability.kinds import components, designations, districts, grades, results, schools
from portal.accountability.kinds.base import FileKind, Finding, Reading, Request, Want
from portal.accountability.kinds.known import Known

KINDS: dict[str, FileKind] = {
    module.KIND.name: module.KIND for module in (districts, schools, results, grades, components, designations)
}

__all__ = ["KINDS", "FileKind", "Finding", "Known", "Reading", "Request", "Want"]
