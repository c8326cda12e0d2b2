"""Reports on waivers: owed as one is granted, filed in public, a gate before any renewal."""

from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    name = "applications.evaluations"
    label = "evaluations"

    def ready(self) -> None:
        """A proposal's page shows its reports; granting makes them owed; a renewal waits for them.

        The register and the matrix of standards say what they find.
        """
        from applications.evaluations import providers
        from applications.evaluations.queries import results_of
        from applications.evaluations.services import owe_reports
        from applications.waivers.providers import add_gate, add_record, add_section, hear_decided, results_with
        from portal.ui.providers import add_waiting
        from portal.worklist.providers import add_work

        results_with(results_of)
        add_record(providers.reports_record)
        add_section(providers.evaluation_section)
        add_gate("submit", providers.renewal_gate)
        add_gate("grant", providers.renewal_gate)
        hear_decided(owe_reports)
        add_waiting(providers.waiting_reports)
        add_work(providers.report_work)
