"""`manage.py` with the embedded services, `manage.py up`, and the throwaway services of the tests."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from config.services import command, lock, paths, run
from tests.config.conftest import needs_linux, our_processes, services_env, until

MANAGE = str(paths.REPOSITORY / "manage.py")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def up(*options: str, **more) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, MANAGE, "up", *options],
        env=services_env(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        **more,
    )


@pytest.mark.parametrize(
    ("line", "needs"),
    [
        ("", False),
        ("check", False),
        ("check --database default", True),
        ("help migrate", False),
        ("migrate --help", False),
        ("migrate", True),
        ("makemigrations --check", False),
        ("suggest article.txt", False),
        ("up --port 9000", False),
        ("ingest article.txt", True),
        ("shell", True),
    ],
)
def test_only_commands_that_read_rows_start_servers(line, needs):
    assert command.needs_services(["manage.py", *line.split()]) is needs


def test_outside_servers_are_left_to_themselves(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://example/attested")
    monkeypatch.setenv("REDIS_URL", "redis://example/0")
    assert command.needs_services(["manage.py", "migrate"]) is False
    monkeypatch.delenv("REDIS_URL")
    assert command.needs_services(["manage.py", "migrate"]) is True


def test_second_up_says_who_holds_the_folder(data):
    with lock.keep(lock.Holder(4711, "bin/up", "http://127.0.0.1:8000/")):
        done = up("--port", str(free_port()))
    assert done.returncode == 1
    assert f"{data} is in use: bin/up, pid 4711, at http://127.0.0.1:8000/" in done.stderr
    assert not (data / "postgres").exists()


def test_taken_port_is_told_before_anything_is_made(data):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = up("--port", str(port))
    assert done.returncode == 1
    assert f"Cannot listen on 127.0.0.1:{port}" in done.stderr
    assert "--port" in done.stderr
    assert not (data / "postgres").exists()


def test_reset_refuses_to_touch_an_outside_database(data):
    done = subprocess.run(
        [sys.executable, MANAGE, "up", "--reset", "--port", str(free_port())],
        env=services_env(DATABASE_URL="postgres://nobody@127.0.0.1:9/none"),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "DATABASE_URL names another server" in done.stderr


@pytest.mark.slow
@needs_linux
def test_up_serves_survives_a_killed_web_server_and_stops_on_ctrl_c(data):
    port = free_port()
    # `--data` must do the same as ATTESTED_DATA.
    env = services_env()
    del env["ATTESTED_DATA"]
    process = subprocess.Popen(
        [sys.executable, MANAGE, "up", "--no-demo", "--port", str(port), "--data", str(data)],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
    )

    def healthy() -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    try:
        lines = []
        for line in process.stdout:
            lines.append(line)
            if "Ctrl-C" in line:
                break
        said = "".join(lines)
        assert "PostgreSQL 18 … ready in" in said, said
        assert f"http://127.0.0.1:{port}/" in said
        assert healthy()
        assert json.loads((data / "lock").read_text())["address"] == f"http://127.0.0.1:{port}/"
        web = next(pid for pid in our_processes() if "gunicorn" in Path(f"/proc/{pid}/cmdline").read_text())
        os.kill(os.getpgid(web), signal.SIGKILL)
        assert until(lambda: not healthy())
        assert until(healthy, within=30)
    finally:
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=40)[0]
    assert "web died (signal SIGKILL)" in said
    assert said.endswith("Stopping …\nStopped.\n")
    assert process.returncode == 0
    assert our_processes() == []


def throwaway(line: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "config.services.run", "--", "/bin/sh", "-c", line],
        env=services_env(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_throwaway_services_end_with_their_command_and_keep_its_exit_code(data):
    process = throwaway('echo "$ATTESTED_DATA"; test -S "$ATTESTED_DATA/run/redis.sock" && exit 7')
    folder = Path(process.communicate(timeout=30)[0].strip())
    assert folder.name.startswith(run.PREFIX)
    assert process.returncode == 7
    assert not folder.exists()


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGKILL])
def test_throwaway_services_leave_nothing_behind_when_the_run_is_ended(data, use_data, by):
    process = throwaway('echo "$ATTESTED_DATA"; exec sleep 60')
    folder = use_data(Path(process.stdout.readline().strip()))
    process.send_signal(by)
    process.wait(20)
    assert until(lambda: our_processes() == [])
    run._sweep()  # what a killed run could not do, the next one does
    assert not folder.exists()
