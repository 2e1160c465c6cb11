import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from training.dataset import TEST_FILES, TRAIN_FILES, DataError
from training.fetch import BASE_URL, MNIST_MD5, fetch_mnist

CONTENT = {"one.gz": b"1" * 100_000, "two.gz": b"22"}
CHECKSUMS = {name: hashlib.md5(body, usedforsecurity=False).hexdigest() for name, body in CONTENT.items()}


class Mirror(ThreadingHTTPServer):
    """Serves files from memory over loopback and notes what was asked for."""

    def __init__(self, files: dict[str, bytes], ranges: bool = True) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.files, self.ranges = files, ranges
        self.asked: list[tuple[str, str | None]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/mnist/"


class Answers(BaseHTTPRequestHandler):
    server: Mirror

    def do_GET(self) -> None:
        name, wanted = self.path.rsplit("/", 1)[1], self.headers["Range"]
        self.server.asked.append((name, wanted))
        body = self.server.files.get(name)
        if body is None:
            self.send_error(404)
            return
        start = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted and self.server.ranges else 0
        if start and start >= len(body):
            self.send_error(416)
            return
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(body) - start))
        self.end_headers()
        self.wfile.write(body[start:])

    def log_message(self, *args: object) -> None:
        """Keep the test's output quiet."""


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    with Mirror(dict(CONTENT)) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_fetches_what_is_missing_once(mirror: Mirror, tmp_path: Path) -> None:
    seen: list[tuple[str, int, int | None]] = []
    assert fetch_mnist(tmp_path / "mnist", mirror.url, CHECKSUMS, lambda *told: seen.append(told)) == list(CONTENT)
    assert {path.name: path.read_bytes() for path in (tmp_path / "mnist").iterdir()} == CONTENT
    assert seen[-1] == ("two.gz", 2, 2)
    assert fetch_mnist(tmp_path / "mnist", mirror.url, CHECKSUMS) == []
    assert len(mirror.asked) == 2


def test_goes_on_with_an_interrupted_file(mirror: Mirror, tmp_path: Path) -> None:
    (tmp_path / "one.gz.part").write_bytes(CONTENT["one.gz"][:60_000])
    fetch_mnist(tmp_path, mirror.url, CHECKSUMS)
    assert mirror.asked[0] == ("one.gz", "bytes=60000-")
    assert (tmp_path / "one.gz").read_bytes() == CONTENT["one.gz"]


def test_starts_anew_where_the_server_knows_no_ranges(mirror: Mirror, tmp_path: Path) -> None:
    mirror.ranges = False
    (tmp_path / "one.gz.part").write_bytes(b"1" * 60_000)
    fetch_mnist(tmp_path, mirror.url, CHECKSUMS)
    assert (tmp_path / "one.gz").read_bytes() == CONTENT["one.gz"]


def test_a_whole_part_only_needs_its_name(mirror: Mirror, tmp_path: Path) -> None:
    (tmp_path / "one.gz.part").write_bytes(CONTENT["one.gz"])
    fetch_mnist(tmp_path, mirror.url, CHECKSUMS)
    assert (tmp_path / "one.gz").read_bytes() == CONTENT["one.gz"]


def test_a_damaged_file_is_refused_and_fetched_again(mirror: Mirror, tmp_path: Path) -> None:
    mirror.files["one.gz"] = b"something else"
    with pytest.raises(DataError, match=r"one\.gz sent a damaged file\. Try again"):
        fetch_mnist(tmp_path, mirror.url, CHECKSUMS)
    assert list(tmp_path.iterdir()) == []
    mirror.files["one.gz"] = CONTENT["one.gz"]
    assert fetch_mnist(tmp_path, mirror.url, CHECKSUMS) == list(CONTENT)


def test_a_file_that_the_server_lacks(mirror: Mirror, tmp_path: Path) -> None:
    del mirror.files["two.gz"]
    with pytest.raises(DataError, match=r"two\.gz answers 404\. Give another mirror with --base-url\."):
        fetch_mnist(tmp_path, mirror.url, CHECKSUMS)


def test_offline_gets_a_sentence(mirror: Mirror, tmp_path: Path) -> None:
    closed = mirror.url.replace(str(mirror.server_port), "9")
    with pytest.raises(DataError, match=r"cannot be reached\. Check the network"):
        fetch_mnist(tmp_path, closed, CHECKSUMS)


def test_the_public_files_are_the_ones_that_are_read() -> None:
    assert set(MNIST_MD5) == {f"{name}.gz" for name in (*TRAIN_FILES, *TEST_FILES)}
    assert BASE_URL.startswith("https://")
