"""The archive in an object store: the same promises, on a server that speaks S3."""

import logging

import boto3
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from moto.server import ThreadedMotoServer

from articles.ingest import store

DATA = b"The bytes of a page, as they came."


@pytest.fixture(scope="module")
def s3():
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(autouse=True)
def _archive_in_s3(s3, settings, monkeypatch):
    where = {"endpoint_url": s3, "region_name": "us-east-1"}
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    boto3.client("s3", **where).create_bucket(Bucket="archive")
    storage = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {"bucket_name": "archive", **where}}
    settings.STORAGES = settings.STORAGES | {"snapshots": storage}


def test_bytes_are_found_by_what_they_are_and_written_once():
    sha256 = store.put(DATA)
    assert store.get(sha256) == DATA
    written = storages["snapshots"].get_modified_time(_name(sha256))
    assert store.put(DATA) == sha256
    assert storages["snapshots"].get_modified_time(_name(sha256)) == written


def test_what_is_gone_or_was_changed_is_told():
    sha256 = store.put(DATA + b"2")
    with pytest.raises(store.ArchiveError, match="has nothing at"):
        store.get("0" * 64)
    other = storages["snapshots"].open(_name(store.put(b"other"))).read()
    for content, why in ((b"junk", "cannot be read"), (other, "is not what was put there")):
        storages["snapshots"].delete(_name(sha256))
        storages["snapshots"].save(_name(sha256), ContentFile(content))
        with pytest.raises(store.ArchiveError, match=why):
            store.get(sha256)


def _name(sha256):
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}.gz"
