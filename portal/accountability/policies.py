"""Who may import: data stewards and administrators. Nobody else knows what was uploaded."""

import rules

from portal.accounts.policies import is_administrator, is_data_steward

rules.add_perm("accountability.import_data", is_data_steward | is_administrator)
