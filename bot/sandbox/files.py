"""Files by their ids, and the values with which messages mention them."""

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import PurePath

from bot.sandbox.pictures import blank_png, picture_size
from bot.sandbox.wire import JsonObject, Upload, bad_request

LARGEST_DOWNLOAD = 20 * 1024 * 1024
LARGEST_PHOTO = 10 * 1024 * 1024
FALLBACK_SIZE = 800, 600
"""Width and height given for a picture whose header cannot be read."""
PREVIEW_SIDE = 90


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file on the server: `id` leads to it, `unique` is the same for the same bytes, `path` is for the download."""

    id: str
    unique: str
    path: str
    name: str
    mime: str
    data: bytes

    @property
    def mention(self) -> JsonObject:
        """The fields that each kind of file has in a message."""
        return {"file_id": self.id, "file_unique_id": self.unique, "file_size": len(self.data)}


class FileStore:
    """All files of one bot."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def add(self, upload: Upload, folder: str) -> StoredFile:
        """Keep a file under new ids; the ids hold chance, so that no id of an earlier server leads to another file."""
        path = f"{folder}/file_{len(self._by_id)}{PurePath(upload.name).suffix or '.bin'}"
        unique = hashlib.sha256(upload.data).hexdigest()[:16]
        stored = StoredFile(secrets.token_urlsafe(30), unique, path, upload.name, upload.mime, upload.data)
        self._by_id[stored.id] = self._by_path[path] = stored
        return stored

    def get(self, file_id: str) -> StoredFile:
        """The file with this id.

        Raises:
            ApiError: 400 if there is none.
        """
        if file_id not in self._by_id:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        return self._by_id[file_id]

    def at(self, path: str) -> StoredFile | None:
        """The file with this download path."""
        return self._by_path.get(path)


def photo_content(files: FileStore, upload: Upload) -> JsonObject:
    """A message's photo: the sizes, smallest first. The smaller one is a plain grey preview of the same shape."""
    found = picture_size(upload.data)
    width, height = found[1:] if found else FALLBACK_SIZE
    whole = files.add(Upload(upload.name or "photo.jpg", upload.mime, upload.data), "photos")
    sizes = [{**whole.mention, "width": width, "height": height}]
    scale = PREVIEW_SIDE / max(width, height, 1)
    if scale < 1:
        small = max(1, round(width * scale)), max(1, round(height * scale))
        preview = files.add(Upload("preview.png", "image/png", blank_png(*small)), "photos")
        sizes.insert(0, {**preview.mention, "width": small[0], "height": small[1]})
    return {"photo": sizes}


def checked_photo(upload: Upload) -> Upload:
    """The picture, if Telegram would take it as a bot's photo.

    Raises:
        ApiError: 400 for other bytes, more than 10 MB, sides that sum to more than 10000 or differ more than 20 times.
    """
    found = picture_size(upload.data)
    if found is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = found[1:]
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    if len(upload.data) > LARGEST_PHOTO:
        raise bad_request("file is too big")
    return upload


def media_content(files: FileStore, kind: str, upload: Upload) -> JsonObject:
    """The part of a message that mentions a file of this kind: photo, document, sticker, video or voice.

    Raises:
        ApiError: 400 for another kind.
    """
    if kind == "photo":
        return photo_content(files, upload)
    details: dict[str, JsonObject] = {
        "document": {"file_name": upload.name, "mime_type": upload.mime or "application/octet-stream"},
        "sticker": {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False},
        "video": {"width": 640, "height": 480, "duration": 1, "mime_type": "video/mp4"},
        "voice": {"duration": 1, "mime_type": "audio/ogg"},
    }
    if kind not in details:
        raise bad_request(f"unknown kind of media: {kind}")
    return {kind: {**files.add(upload, f"{kind}s").mention, **details[kind]}}
