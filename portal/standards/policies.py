"""Everybody reads the standards; the department's facilitators and administrators keep them."""

import rules

from portal.accounts.policies import is_mde_staff

rules.add_perm("standards.keep", is_mde_staff)
