"""Every write to recommendations to change the standards."""

from applications.impact.services.deciding import decide_recommendation, send_recommendation
from applications.impact.services.drafting import (
    Clash,
    draft_recommendation,
    put_forward_recommendation,
    withdraw_recommendation,
    write_recommendation,
)

__all__ = [
    "Clash",
    "decide_recommendation",
    "draft_recommendation",
    "put_forward_recommendation",
    "send_recommendation",
    "withdraw_recommendation",
    "write_recommendation",
]
