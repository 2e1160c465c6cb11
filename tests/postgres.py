"""A PostgreSQL server for tests, run from the programs on this machine."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=16MB"


def find_programs() -> Path | None:
    """The folder with initdb and pg_ctl; None if PostgreSQL is not installed."""
    on_path = shutil.which("initdb")
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    found = [Path(on_path)] if on_path else installed
    return found[0].resolve().parent if found else None


@contextmanager
def run_server(programs: Path) -> Iterator[str]:
    """Run a fresh server on a free loopback port; gives its URL. It ends, with its files, when the block does."""
    folder = Path(tempfile.mkdtemp(prefix="digitbot-postgres-"))
    user = _server_user()
    if user:
        shutil.chown(folder, user)
    data, port = folder / "data", _free_port()
    where = f"-p {port} -h 127.0.0.1 -k {folder} {FAST}"
    try:
        _run(user, programs / "initdb", "-D", data, "-U", "digitbot", "-A", "trust", "-N")
        _run(user, programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", where, "start")
        try:
            yield f"postgresql+psycopg://digitbot@127.0.0.1:{port}/postgres"
        finally:
            _run(user, programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _server_user() -> str | None:
    """PostgreSQL refuses to run as root; then it runs as its own user, or nobody."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _run(user: str | None, *command: str | Path) -> None:
    subprocess.run(command, user=user, cwd="/", check=True, stdout=subprocess.DEVNULL)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
