"""Every write to reports on waivers."""

from applications.evaluations.services.owing import owe_reports, remind_reports
from applications.evaluations.services.writing import accept_report, file_report, return_report, save_report

__all__ = ["accept_report", "file_report", "owe_reports", "remind_reports", "return_report", "save_report"]
