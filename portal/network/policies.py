"""Who may end a membership of the network and who edits its topics: MDE's facilitators and administrators."""

import rules

from portal.accounts.policies import is_mde_staff

rules.add_perm("network.end_membership", is_mde_staff)
