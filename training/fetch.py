"""The public MNIST files, over HTTPS, checked by their checksums, whole or not at all."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import httpx

from training.dataset import DataError

BASE_URL = "https://ossci-datasets.s3.amazonaws.com/mnist/"
"""A public mirror of http://yann.lecun.com/exdb/mnist/, which no longer serves the files."""
MNIST_MD5 = {
    "train-images-idx3-ubyte.gz": "f68b3c2dcbeaaa9fbdd348bbdeb94873",
    "train-labels-idx1-ubyte.gz": "d53e105ee54ea40749a09fcbcd1e9432",
    "t10k-images-idx3-ubyte.gz": "9fb629c4189551a2d022fa330f9573f3",
    "t10k-labels-idx1-ubyte.gz": "ec29112dd5afa0611ce80d1b7f02629c",
}
Report = Callable[[str, int, int | None], None]
"""Told a file's name, its bytes so far, and its whole size if the server says it."""


def fetch_mnist(
    folder: Path, base_url: str = BASE_URL, files: dict[str, str] = MNIST_MD5, report: Report = lambda *_: None
) -> list[str]:
    """Fetch the files (name → MD5) that are not in the folder yet, and say which; an interrupted file goes on.

    Raises:
        DataError: if the server cannot be reached, lacks a file, or sends other bytes than the checksum asks for.
    """
    folder.mkdir(parents=True, exist_ok=True)
    missing = [name for name in files if not _is_whole(folder / name, files[name])]
    with httpx.Client(timeout=30.0, follow_redirects=True) as client:
        for name in missing:
            _fetch(client, base_url.rstrip("/") + "/" + name, folder / name, files[name], report)
    return missing


def _fetch(client: httpx.Client, url: str, path: Path, checksum: str, report: Report) -> None:
    part = path.with_name(path.name + ".part")
    try:
        _download(client, url, part, report)
    except httpx.HTTPStatusError as error:
        raise DataError(f"{url} answers {error.response.status_code}. Give another mirror with --base-url.") from error
    except httpx.HTTPError as error:
        raise DataError(
            f"{url} cannot be reached. Check the network, or give another mirror with --base-url."
        ) from error
    if not _is_whole(part, checksum):
        part.unlink()
        raise DataError(f"{url} sent a damaged file. Try again, or give another mirror with --base-url.")
    part.replace(path)


def _download(client: httpx.Client, url: str, part: Path, report: Report) -> None:
    """Append to the part what is missing; a server that knows no ranges (answer 200) sends all of it anew."""
    have = part.stat().st_size if part.exists() else 0
    with client.stream("GET", url, headers={"Range": f"bytes={have}-"} if have else {}) as answer:
        if answer.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            return
        answer.raise_for_status()
        have = have if answer.status_code == httpx.codes.PARTIAL_CONTENT else 0
        length = answer.headers.get("Content-Length")
        with part.open("ab" if have else "wb") as file:
            for chunk in answer.iter_raw():
                file.write(chunk)
                report(part.stem, file.tell(), have + int(length) if length else None)


def _is_whole(path: Path, checksum: str) -> bool:
    if not path.is_file():
        return False
    return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest() == checksum
