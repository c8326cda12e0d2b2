"""What is done with imports: uploaded, confirmed, discarded."""

from portal.accountability.services.runs import confirm_import, discard_import, import_now, upload_file

__all__ = ["confirm_import", "discard_import", "import_now", "upload_file"]
