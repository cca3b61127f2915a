"""The embedded servers themselves: started, locked down, stopped, killed and found again."""

import os
import shutil
import signal
import stat
import subprocess
import threading
import time
from contextlib import suppress

import psycopg
import pytest
from redis import Redis

from config.services import addresses, leftovers, paths, secrets
from config.services.errors import ServiceError
from config.services.home import ELSEWHERE, servers_home
from tests.config.conftest import needs_linux, needs_root, our_processes, pid_of_postgres, until


def connect(**changed):
    settings = addresses.database_settings()
    known = {
        "host": settings["HOST"],
        "port": settings["PORT"],
        "dbname": settings["NAME"],
        "user": settings["USER"],
        "password": settings["PASSWORD"],
    }
    return psycopg.connect(**{**known, **changed}, autocommit=True)


def redis():
    return Redis(unix_socket_path=str(addresses.redis_socket()))


def mode(path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def test_servers_are_private_and_leave_nothing_running(data, keep):
    keeper = keep().wait_ready()
    with connect() as connection:
        assert connection.info.server_version // 10_000 == 18
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert connection.execute("SHOW jit").fetchone() == ("off",)
        assert connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone() == (False,)
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        connect(password="wrong")
    client = redis()
    assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
    assert client.config_get("appendonly") == {"appendonly": "yes"}
    assert client.config_get("port") == {"port": "0"}
    home = servers_home()
    assert {mode(folder) for folder in (home.database, home.redis, home.sockets)} == {0o700}
    assert mode(addresses.redis_socket()) == 0o700
    keeper.end()
    assert our_processes() == []
    assert not addresses.redis_socket().exists()


def test_term_stops_the_servers_too(data, keep):
    keeper = keep().wait_ready()
    keeper.end(by=signal.SIGTERM)
    assert keeper.process.returncode == 128 + signal.SIGTERM
    assert our_processes() == []


@needs_linux
def test_killed_supervisor_takes_its_children_along_and_no_committed_row_is_lost(data, keep):
    keeper = keep().wait_ready()
    with connect() as connection:
        connection.execute("CREATE TABLE row (n int)")
        connection.execute("INSERT INTO row SELECT generate_series(1, 5000)")
    redis().rpush("queue", *range(200))
    keeper.end(by=signal.SIGKILL)
    assert until(lambda: our_processes() == [])
    keep().wait_ready()
    with connect() as connection:
        assert connection.execute("SELECT count(*) FROM row").fetchone() == (5000,)
    assert redis().llen("queue") == 200


@needs_linux
def test_killed_servers_are_started_again_with_every_committed_row(data, keep):
    keeper = keep().wait_ready()
    home = servers_home()
    with connect() as connection:
        connection.execute("CREATE TABLE row (n int)")
        connection.execute("INSERT INTO row SELECT generate_series(1, 5000)")
    redis().rpush("queue", *range(200))
    os.kill(pid_of_postgres(home), signal.SIGKILL)
    os.kill(redis().info("server")["process_id"], signal.SIGKILL)

    def answers() -> bool:
        try:
            with connect() as connection:
                count = connection.execute("SELECT count(*) FROM row").fetchone()
        except psycopg.OperationalError:
            return False
        return count == (5000,) and addresses.redis_socket().exists()

    time.sleep(0.3)
    assert until(answers)
    assert until(lambda: redis().llen("queue") == 200)
    said = keeper.end()
    assert "postgres died (signal SIGKILL)" in said
    assert "redis died (signal SIGKILL)" in said


def count_for_minutes():
    with suppress(psycopg.OperationalError), connect() as connection:
        connection.execute("SELECT count(*) FROM generate_series(1, 10_000_000_000)")


@needs_linux
def test_killed_postgres_comes_back_though_one_of_its_processes_is_in_a_long_query(data, keep):
    keeper = keep().wait_ready()
    long = threading.Thread(target=count_for_minutes, daemon=True)
    with connect() as connection:
        long.start()
        busy = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid()"
        assert until(lambda: connection.execute(busy).fetchone() == (1,))
        os.kill(pid_of_postgres(servers_home()), signal.SIGKILL)

    def answers() -> bool:
        try:
            connect().close()
        except psycopg.OperationalError:
            return False
        return True

    assert until(answers)
    assert keeper.end().count("postgres died") == 1


def test_pid_file_with_a_living_strangers_number_does_not_stop_a_start(data, keep):
    keep().wait_ready().end()
    home = servers_home()
    who = {"user": home.user.uid, "group": home.user.gid, "extra_groups": []} if home.user else {}
    stranger = subprocess.Popen(["sleep", "60"], **who)
    try:
        (home.database / "postmaster.pid").write_text(
            f"{stranger.pid}\n{home.database}\n1\n5432\n{home.sockets}\n\n  1 1\nready\n"
        )
        keep().wait_ready()
        with connect() as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


@needs_linux
def test_server_that_outlived_its_supervisor_is_stopped_by_the_next_start(data, keep, monkeypatch):
    keeper = keep().wait_ready()
    home = servers_home()
    left = pid_of_postgres(home)
    os.kill(left, signal.SIGSTOP)  # so that it cannot hear that its supervisor died
    keeper.end(by=signal.SIGKILL)
    assert until(lambda: our_processes() and left in our_processes())
    monkeypatch.setattr(leftovers, "PATIENCE", 0.5)
    assert leftovers.stop(paths.data_dir(), home) >= 1
    assert our_processes() == []
    keep().wait_ready()


def test_second_command_uses_the_servers_of_the_first_and_the_first_waits_for_it(data, keep):
    first = keep().wait_ready()
    second = keep().wait_ready()
    first.process.stdin.close()
    assert "waiting for other commands" in first.process.stderr.readline()
    with connect() as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    second.end()
    first.process.wait(15)
    assert our_processes() == []


def test_deep_and_oddly_named_folder_gets_short_sockets(folder, use_data, keep):
    data = use_data(folder / ("depth" * 20) / "with a space & more" / "data")
    sockets = servers_home().sockets
    assert sockets.parent == sockets.parents[-1] / "tmp"
    assert len(str(sockets)) < 50
    keep().wait_ready()
    assert mode(sockets) == 0o700
    assert (data / "postgres").is_dir()
    with connect() as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert redis().ping()


def test_socket_folder_that_somebody_laid_there_first_is_refused(folder, use_data):
    use_data(folder / ("depth" * 30))
    sockets = servers_home().sockets
    sockets.symlink_to(folder)
    try:
        with pytest.raises(ServiceError, match="not a folder of our own"):
            servers_home().prepare()
    finally:
        sockets.unlink()


@needs_root
def test_data_under_a_closed_folder_is_kept_elsewhere_and_found_again(folder, use_data, keep):
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    data = use_data(closed / "clone" / "var")
    before = addresses.database_settings()
    home = servers_home()
    assert home.path.parent == ELSEWHERE
    keep().wait_ready()
    with connect() as connection:
        connection.execute("CREATE TABLE here ()")
    assert addresses.database_settings() == before
    assert not (data / "postgres").exists()
    assert closed.stat().st_mode & 0o777 == 0o700
    assert home.database.stat().st_uid == home.user.uid

    closed.chmod(0o711)  # now reachable, but the database stays where it is
    assert servers_home().path == home.path
    copy = use_data(folder / "copy")
    shutil.copytree(data, copy)
    assert servers_home().path != home.path


@needs_root
def test_folder_closed_after_the_first_start_is_not_taken_for_an_empty_one(data, folder, keep):
    keep().wait_ready().end()
    folder.chmod(0o700)
    keeper = keep()
    assert keeper.process.stdout.readline() == ""
    assert f"{folder} is now closed to the user" in keeper.process.stderr.read()
    folder.chmod(0o755)


def test_secrets_stay_and_are_only_ours(data):
    made = {make.__name__: make() for make in (secrets.secret_key, secrets.database_password, secrets.demo_password)}
    assert secrets.secret_key() == made["secret_key"]
    assert secrets.demo_password() == made["demo_password"]
    assert len(set(made.values())) == 3
    assert len(made["secret_key"]) >= 50
    files = [path for path in data.iterdir() if path.is_file()]
    assert {mode(path) for path in files} == {0o600}
    assert {path.name for path in files} == {"secret-key", "database-password", "demo-password"}
