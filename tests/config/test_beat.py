"""The clock of `celery beat`."""

import pytest

from config.beat import Scheduler
from config.celery import app
from config.services import paths, processes


def start(folder):
    scheduler = Scheduler(app, schedule_filename=str(folder / "schedule"))
    names = set(scheduler.schedule)
    scheduler.close()
    return names


@pytest.mark.parametrize("zeros", [False, True], ids=["cut short", "zeros at its end"])
@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.9, 0.99])
def test_a_schedule_file_that_was_left_half_written_does_not_stop_the_clock(tmp_path, part, zeros):
    names = start(tmp_path)
    assert names >= set(app.conf.beat_schedule)
    for file in tmp_path.iterdir():
        whole = file.read_bytes()
        half = whole[: round(len(whole) * part)]
        file.write_bytes(half.ljust(len(whole), b"\0") if zeros else half)
        assert start(tmp_path) == names


def test_what_beat_asks_for_has_a_queue_that_workers_hear_and_expires_when_it_is_due_again():
    assert app.conf.beat_schedule
    for entry in app.conf.beat_schedule.values():
        assert entry["options"] == {"queue": "clock", "expires": entry["schedule"]}
    assert "celery,clock" in processes.worker().argv
    assert "--queues celery,clock" in (paths.REPOSITORY / "Procfile").read_text()


def test_every_periodic_task_is_there():
    app.loader.import_default_modules()
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= set(app.tasks)
