"""The task queue worked off inside the server, so that `make run` is one process."""

import logging
import threading
import time

from django.db import DatabaseError, close_old_connections, connection
from django_tasks_db.management.commands.db_worker import Worker

from portal.core import audit, tasks

log = logging.getLogger("portal.tasks")
LOOK_EVERY = 0.5
WAIT_AFTER_FAILURE = 5.0


class WorkerThread(threading.Thread):
    """A thread that does what `manage.py db_worker` does in production."""

    def __init__(self) -> None:
        super().__init__(name="tasks", daemon=True)
        self.worker = Worker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=LOOK_EVERY,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"server-{threading.get_native_id()}-{time.monotonic_ns()}",
        )

    def run(self) -> None:
        """Work until told to stop; when the database is away, try again later."""
        while self.worker.running:
            try:
                audit.seal_left()
                tasks.take_up_stranded()
                self.worker.run()
            except DatabaseError:
                log.warning("the task queue cannot be read; trying again in %s seconds", WAIT_AFTER_FAILURE)
                close_old_connections()
                time.sleep(WAIT_AFTER_FAILURE)
        connection.close()

    def stop(self, seconds: float) -> None:
        """Finish the task at hand, for at most so many seconds."""
        self.worker.running = False
        self.join(seconds)
