"""What travels: parameters of a call (JSON, urlencoded or multipart), results, and errors in Telegram's form."""

import json
from dataclasses import dataclass, field
from typing import Any, TypeVar

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse

JsonObject = dict[str, Any]
Item = TypeVar("Item")


class ApiError(Exception):
    """A call that is answered with an error: HTTP status, Telegram's words, seconds to wait for a 429."""

    def __init__(self, code: int, description: str, retry_after: float | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after

    def response(self) -> JSONResponse:
        """The error as Telegram writes it."""
        body: JsonObject = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return JSONResponse(body, self.code)


def bad_request(reason: str) -> ApiError:
    """The 400 that Telegram gives for parameters it does not take."""
    return ApiError(400, f"Bad Request: {reason}")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent."""

    name: str
    mime: str
    data: bytes


@dataclass(slots=True)
class Params:
    """Parameters of one call, whatever the encoding they came in; `uploads` maps form fields to files."""

    values: JsonObject = field(default_factory=dict)
    uploads: dict[str, list[Upload]] = field(default_factory=dict)

    def text(self, name: str, default: str | None = None) -> str | None:
        """A string; numbers are given as their digits.

        Raises:
            ApiError: 400 if it cannot be encoded.
        """
        value = self.values.get(name)
        return default if value is None else _encodable(str(value))

    def number(self, name: str, default: int | None = None) -> int | None:
        """A whole number.

        Raises:
            ApiError: 400 if it is none.
        """
        value = self.values.get(name)
        if value is None or value == "":
            return default
        try:
            return int(value)
        except (TypeError, ValueError):
            raise bad_request(f"can't parse {name} as an integer") from None

    def required_number(self, name: str) -> int:
        """A whole number that must be there.

        Raises:
            ApiError: 400 if it is missing or none.
        """
        value = self.number(name)
        if value is None:
            raise bad_request(f"parameter {name} is required")
        return value

    def decimal(self, name: str, default: float) -> float:
        """A number.

        Raises:
            ApiError: 400 if it is none.
        """
        try:
            return float(self.values.get(name) or default)
        except (TypeError, ValueError):
            raise bad_request(f"can't parse {name} as a number") from None

    def flag(self, name: str) -> bool:
        """Whether a boolean parameter is set."""
        return str(self.values.get(name, "")).lower() in {"true", "1"}

    def record(self, name: str) -> JsonObject:
        """An object: as it came in JSON, or decoded from its string form; empty if missing.

        Raises:
            ApiError: 400 if it is none.
        """
        value = self._decoded(name)
        if not isinstance(value or {}, dict):
            raise bad_request(f"can't parse {name} JSON object")
        return value or {}

    def items(self, name: str, kind: type[Item]) -> list[Item]:
        """A list of values of one kind: as it came in JSON, or decoded from its string form; empty if missing.

        Raises:
            ApiError: 400 if it is none.
        """
        value = self._decoded(name) or []
        if not isinstance(value, list) or not all(isinstance(item, kind) for item in value):
            raise bad_request(f"can't parse {name} JSON array")
        return value

    def attachment(self, name: str) -> Upload | None:
        """The uploaded file under a form field's name, if there is one."""
        found = self.uploads.get(name)
        return found[0] if found else None

    def _decoded(self, name: str) -> Any:
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None

    def loggable(self) -> JsonObject:
        """All parameters for the log of calls: files by name and size only."""
        files = {
            name: [{"name": upload.name, "size": len(upload.data)} for upload in found]
            for name, found in self.uploads.items()
        }
        return {**self.values, **({"uploads": files} if files else {})}


async def read_params(request: Request) -> Params:
    """Collect the parameters of a request from its address and body.

    Raises:
        ApiError: 400 if the body is said to be JSON and is not.
    """
    params = Params(dict(request.query_params))
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        params.values.update(await _read_json(request))
    elif kind.startswith(("multipart/form-data", "application/x-www-form-urlencoded")):
        await _read_form(request, params)
    return params


def _encodable(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    return text


async def _read_json(request: Request) -> JsonObject:
    try:
        body = json.loads(await request.body() or b"{}")
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise bad_request("can't parse JSON object")
    return body


async def _read_form(request: Request, params: Params) -> None:
    async with request.form(max_part_size=1 << 24) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                upload = Upload(value.filename or name, value.content_type or "", await value.read())
                params.uploads.setdefault(name, []).append(upload)
            else:
                params.values[name] = value
