"""Who may open the start page."""

import rules

from portal.accounts.policies import is_signed_in

rules.add_perm("home.start", is_signed_in)
