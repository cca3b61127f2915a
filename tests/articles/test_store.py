"""The archive of raw bytes."""

import gzip
from pathlib import Path

import pytest
from django.core.files.storage import storages

from articles.ingest import store


def file_of(sha256):
    return Path(storages["snapshots"].path(f"{sha256[:2]}/{sha256[2:4]}/{sha256}.gz"))


def test_bytes_come_back_by_their_hash():
    sha256 = store.put(b"raw \0 bytes")
    assert store.get(sha256) == b"raw \0 bytes"
    assert gzip.decompress(file_of(sha256).read_bytes()) == b"raw \0 bytes"


def test_the_same_bytes_are_one_file_written_once():
    sha256 = store.put(b"the same")
    before = file_of(sha256).stat()
    assert store.put(b"the same") == sha256
    after = file_of(sha256).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert [path.name for path in file_of(sha256).parent.iterdir()] == [f"{sha256}.gz"]
    assert gzip.compress(b"the same", 6, mtime=0) == file_of(sha256).read_bytes()


# With names: gzip writes the time into its header, and the workers of one run must call a test the same.
@pytest.mark.parametrize(
    "damage",
    [gzip.compress(b"something else"), b"not gzip", gzip.compress(b"what")[:-6]],
    ids=["something else", "not gzip", "cut off"],
)
def test_damage_is_noticed_and_never_written_over(damage):
    sha256 = store.put(b"what was put there")
    file_of(sha256).chmod(0o644)
    file_of(sha256).write_bytes(damage)
    with pytest.raises(store.ArchiveError):
        store.get(sha256)
    with pytest.raises(store.ArchiveError):
        store.put(b"what was put there")
    assert file_of(sha256).read_bytes() == damage


def test_what_is_gone_is_said_to_be_gone():
    with pytest.raises(store.ArchiveError, match="has nothing at"):
        store.get("0" * 64)
