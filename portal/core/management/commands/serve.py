"""`manage.py serve`: everything `make run` needs in one process: database, static files, tasks and the ASGI server."""

import http.client
import io
import json
import os
import socket
import threading
import time
from typing import Any

import uvicorn
from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from portal.core import static_files
from portal.core.work import WorkerThread

MAX_MESSAGE_BYTES = 64 * 1024
STOP_SECONDS = 5


class Command(BaseCommand):
    help = "Serve the portal: migrate if needed, collect static files if needed, then answer until Ctrl-C."
    requires_system_checks = ()  # they come after the port is known to be free

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="Address to listen on (default: this machine only).")
        parser.add_argument("--port", type=int, default=8000, help="Port to listen on (default: 8000).")
        parser.add_argument("--without-worker", action="store_true", help="Leave tasks to `manage.py db_worker`.")
        parser.add_argument("--without-demo", action="store_true", help="Load no demonstration content.")

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        refuse_taken_port(host, port)
        self.check()
        with_demo = settings.DEMO and not options["without_demo"] and "demo" in get_commands()
        worker = None if options["without_worker"] else WorkerThread()
        try:
            self.prepare(with_demo=with_demo)
            if worker:
                worker.start()
            threading.Thread(target=self.announce, args=(host, port, with_demo), daemon=True).start()
            uvicorn.run("portal.asgi:application", host=host, port=port, **server_options())
        except KeyboardInterrupt:
            self.stdout.write("")
        finally:
            if worker and worker.is_alive():
                worker.stop(STOP_SECONDS)
        self.stdout.write("Stopped.")

    def prepare(self, *, with_demo: bool) -> None:
        """Bring the database, the static files and the demonstration up to date; nothing where they are."""
        if outstanding_migrations():
            self.stdout.write("Preparing the database ...")
            self.stdout.flush()
            call_command("migrate", interactive=False, verbosity=0)
        if static_files.collect_if_changed():
            self.stdout.write("Collected the static files.")
        if with_demo:
            call_command("demo", "load")
        connection.close()

    def announce(self, host: str, port: int, with_demo: bool) -> None:
        """Say where the portal is once it answers, and who may sign in."""
        reachable = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 - compared, not listened on
        if not wait_until_it_answers(reachable, port):
            return
        self.stdout.write(self.style.SUCCESS(f"\nThe portal is at http://{reachable}:{port}"))
        if with_demo:
            self.stdout.write(accounts_table())
        self.stdout.write("Ctrl-C stops it.")
        self.stdout.flush()


def server_options() -> dict[str, Any]:
    """How uvicorn runs: small WebSocket messages, our own logs, proxy headers only where proxies are counted."""
    return {
        "ws_max_size": MAX_MESSAGE_BYTES,
        "lifespan": "off",
        "access_log": False,
        "log_config": None,
        "server_header": False,
        "proxy_headers": bool(settings.PROXY_COUNT),
        "forwarded_allow_ips": os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1"),
        "timeout_graceful_shutdown": STOP_SECONDS,
    }


def refuse_taken_port(host: str, port: int) -> None:
    """Say in a sentence where the port cannot be listened on."""
    if not 0 < port < 65536:
        raise CommandError(f"Port {port} does not exist: choose one between 1 and 65535.")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            raise CommandError(f"Port {port} needs administrator rights. Choose another: make run PORT=8010") from None
        except OSError:
            raise CommandError(
                f"Port {port} is taken by another program. Stop it, or choose another port: make run PORT=8010"
            ) from None


def outstanding_migrations() -> bool:
    """Whether the database waits for a migration; a sentence where it cannot be reached at all."""
    try:
        executor = MigrationExecutor(connection)
    except OperationalError as failure:
        raise CommandError(f"The database cannot be reached: {str(failure).strip().splitlines()[0]}") from None
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def wait_until_it_answers(host: str, port: int, seconds: float = 60) -> bool:
    """Ask the server for /healthz until it answers."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        asking = http.client.HTTPConnection(host, port, timeout=10)
        try:
            asking.request("GET", "/healthz", headers={"Host": settings.ALLOWED_HOSTS[0].lstrip(".") or host})
            asking.getresponse().read()
        except OSError:
            time.sleep(0.05)
        else:
            return True
        finally:
            asking.close()
    return False


def accounts_table() -> str:
    """The demonstration accounts as `demo accounts --json` tells them, one a line."""
    told = io.StringIO()
    call_command("demo", "accounts", "--json", stdout=told)
    connection.close()
    return table(json.loads(told.getvalue() or "[]"))


def table(rows: list[dict[str, Any]]) -> str:
    """Rows of the same columns as aligned text, the names of the columns first."""
    columns = list(rows[0]) if rows else []
    lines = [columns, *([str(row.get(column) or "") for column in columns] for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(columns))]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)
