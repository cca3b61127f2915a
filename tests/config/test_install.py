"""`bin/install.sh`: packages are installed when their list has changed, and only then."""

import subprocess

import pytest

from config.services import paths

# Stands in for the environment's Python: pip is written down, everything else is done by the real one.
PYTHON = """#!/bin/sh
case "$*" in
  *"pip install"*) echo "$*" >> "$(dirname "$0")/calls"; exit "$(cat "$(dirname "$0")/code")" ;;
  *) exec python3 "$@" ;;
esac
"""


@pytest.fixture
def install(tmp_path):
    binaries = tmp_path / ".venv" / "bin"
    binaries.mkdir(parents=True)
    (binaries / "code").write_text("0")
    (binaries / "python").write_text(PYTHON)
    (binaries / "python").chmod(0o755)
    (tmp_path / "requirements.txt").write_text("one==1 --hash=sha256:0\n")

    def run():
        script = f'set -euo pipefail; root="{tmp_path}"; source "{paths.REPOSITORY}/bin/install.sh"; install requirements.txt'
        return subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)

    def calls() -> int:
        return len((binaries / "calls").read_text().splitlines()) if (binaries / "calls").exists() else 0

    run.calls, run.root = calls, tmp_path
    return run


def test_list_is_installed_with_its_hashes_once(install):
    assert install().returncode == 0
    assert install().returncode == 0
    assert install.calls() == 1
    assert "--require-hashes" in (install.root / ".venv/bin/calls").read_text()


def test_changed_list_is_installed_again(install):
    install()
    (install.root / "requirements.txt").write_text("one==2 --hash=sha256:0\n")
    install()
    assert install.calls() == 2


def test_failed_installation_is_not_taken_for_done(install):
    (install.root / ".venv/bin/code").write_text("1")
    failed = install()
    assert failed.returncode != 0
    assert "could not install requirements.txt" in failed.stderr
    (install.root / ".venv/bin/code").write_text("0")
    assert install().returncode == 0
    assert install.calls() == 2


@pytest.mark.parametrize(("code", "chosen"), [(0, True), (1, False)])
def test_the_distribution_s_python_is_taken_where_it_can_make_an_environment(tmp_path, code, chosen):
    theirs = tmp_path / "python3.12"
    theirs.write_text(f"#!/bin/sh\nexit {code}\n")
    theirs.chmod(0o755)
    script = f'set -euo pipefail; root=""; distribution="{tmp_path}"; source "{paths.REPOSITORY}/bin/install.sh"; find_python'
    found = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True).stdout.strip()
    assert (found == str(theirs)) == chosen
    assert found
