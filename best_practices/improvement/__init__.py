"""The work of schools that the state identified: artifacts, interview, plan, monthly updates, exit."""
