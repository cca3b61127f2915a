"""The supervisor with services that are nothing but a line of shell."""

import signal
import time

import pytest

from config.services import child, lock, paths, supervisor
from config.services.child import Child, Service, rotate, stop_together, tail
from config.services.errors import ServiceError
from config.services.supervisor import Supervisor
from tests.config.conftest import needs_linux, until


@pytest.fixture(autouse=True)
def _data(data):
    paths.ensure_data_dir()


def shell(name: str, line: str, **more) -> Service:
    return Service(name=name, argv=("/bin/sh", "-c", line), **more)


def test_service_that_dies_is_started_again_ever_more_patiently(monkeypatch):
    monkeypatch.setattr(supervisor, "FIRST_PAUSE", 0.1)
    monkeypatch.setattr(supervisor, "LOOK_EVERY", 0.02)
    said = []
    service = shell("brief", "echo began; exit 3")
    with Supervisor(say=said.append) as keeper:
        keeper.start(service, level=0)
        keeper.settle("brief")
        assert until(lambda: len(said) >= 3)
    assert "brief died (exit code 3); starting it again in 0.1 s" in said[0]
    assert "in 0.2 s" in said[1]
    assert "in 0.4 s" in said[2]
    assert service.log.read_text().count("began") >= 3


def test_service_that_was_up_before_it_was_killed_comes_back_at_once_however_often(monkeypatch):
    monkeypatch.setattr(supervisor, "FIRST_PAUSE", 0.1)
    monkeypatch.setattr(supervisor, "LOOK_EVERY", 0.02)
    monkeypatch.setattr(supervisor, "LONG_LIFE", 0.3)
    said = []
    with Supervisor(say=said.append) as keeper:
        keeper.start(shell("killed", "sleep 0.4; kill -9 $$"), level=0)
        keeper.settle("killed")
        assert until(lambda: len(said) >= 3)
    assert all("killed died (signal SIGKILL); starting it again in 0.1 s" in line for line in said)


@needs_linux
def test_what_was_started_again_is_stopped_in_its_turn(monkeypatch):
    monkeypatch.setattr(supervisor, "FIRST_PAUSE", 0.1)
    server = shell(
        "server", "trap 'echo asked; exit 0' TERM; echo up; while :; do sleep 0.05; done", orphaned=signal.SIGKILL
    )
    with Supervisor(say=print) as keeper:
        keeper.start(server, level=0)
        keeper.start(shell("web", "trap 'sleep 0.5; exit 0' TERM; while :; do sleep 0.05; done"), level=1)
        keeper.settle("server")
        assert until(lambda: "up" in server.log.read_text())
        keeper._children["server"].kill_group()
        assert until(lambda: server.log.read_text().count("up") == 2)
    assert server.log.read_text().endswith("asked\n")


def test_service_that_never_comes_up_fails_with_the_end_of_its_log():
    with Supervisor(say=print) as keeper:
        keeper.start(shell("broken", "echo no such luck; exit 1"), level=0)
        with pytest.raises(ServiceError, match=r"broken ended at once \(exit code 1\)[\s\S]*no such luck"):
            keeper.wait_until("broken", lambda: False, within=10)


def test_service_that_does_not_answer_in_time_fails():
    with Supervisor(say=print) as keeper:
        keeper.start(shell("slow", "sleep 60"), level=0)
        with pytest.raises(ServiceError, match="slow does not answer"):
            keeper.wait_until("slow", lambda: False, within=0.1)


def test_higher_levels_stop_first_and_stubborn_ones_are_killed():
    paths.log_dir().joinpath("order").write_text("")
    note = f"echo $0 >> {paths.log_dir() / 'order'}; exit 0"
    with Supervisor(say=print) as keeper:
        for name, level in (("server", 0), ("web", 1)):
            line = f"trap '{note.replace('$0', name)}' TERM; echo up; while :; do sleep 0.05; done"
            keeper.start(shell(name, line), level=level)
            assert until(lambda name=name: "up" in shell(name, "").log.read_text())
    assert paths.log_dir().joinpath("order").read_text() == "web\nserver\n"

    stubborn = Child(shell("stubborn", "trap '' TERM; sleep 60 & echo up; wait; sleep 60", patience=60))
    assert until(lambda: "up" in stubborn.service.log.read_text())
    began = time.monotonic()
    stop_together([stubborn], hurry=lambda: True)
    assert time.monotonic() - began < 30
    assert stubborn.how_it_ended() == "signal SIGKILL"


def test_second_signal_is_sent_after_the_patience():
    service = shell(
        "worker",
        "trap '' TERM; trap 'exit 7' QUIT; echo up; while :; do sleep 0.05; done",
        hurry=signal.SIGQUIT,
        patience=0.2,
    )
    worker = Child(service)
    assert until(lambda: "up" in service.log.read_text())
    stop_together([worker], hurry=lambda: False)
    assert worker.how_it_ended() == "exit code 7"


@pytest.mark.parametrize("ignored", [signal.SIGQUIT, signal.SIGINT])
def test_a_service_hears_what_a_shell_in_the_background_ignores(ignored):
    service = shell("worker", f"trap 'exit 7' {ignored}; echo up; while :; do sleep 0.05; done", stop=ignored)
    before = signal.signal(ignored, signal.SIG_IGN)
    try:
        worker = Child(service)
    finally:
        signal.signal(ignored, before)
    assert until(lambda: "up" in service.log.read_text())
    stop_together([worker], hurry=lambda: False)
    assert worker.how_it_ended() == "exit code 7"


def test_long_logs_are_set_aside_at_a_start(monkeypatch):
    monkeypatch.setattr(child, "LOG_LIMIT", 10)
    log = paths.log_dir() / "talker.log"
    for text in ("first and long", "second and long", "third and long", "fourth and long", "short"):
        log.write_text(text)
        rotate(log)
    assert log.read_text() == "short"
    assert [log.with_name(f"talker.log.{n}").read_text().split()[0] for n in (1, 2, 3)] == [
        "fourth",
        "third",
        "second",
    ]
    assert not log.with_name("talker.log.4").exists()
    assert tail(log) == "    short"
    assert tail(paths.log_dir() / "none.log") == ""


def test_lock_says_who_holds_it_and_goes_with_its_holder():
    us = lock.Holder(4711, "bin/up", "http://127.0.0.1:8000/")
    with lock.keep(us):
        with pytest.raises(lock.Held) as refused, lock.keep(us):
            pass
        assert refused.value.holder == us
        assert str(refused.value) == "bin/up, pid 4711, at http://127.0.0.1:8000/"
    with lock.keep(us):
        pass
