"""Faults on order: the next calls of a method fail in a chosen way."""

from dataclasses import asdict, dataclass

from starlette.responses import HTMLResponse, Response

from bot.sandbox.wire import ApiError, JsonObject, Params, bad_request

KINDS = ("429", "500", "502", "403", "delay", "drop", "drop_after")
ANY = "*"


@dataclass(slots=True)
class Fault:
    """What happens to the next `times` calls of `method` ("*" for any; "download" for a file's download).

    `429` is answered with `retry_after` (seconds), `delay` waits `seconds` before the work, `drop` ends the connection
    before the work and `drop_after` after it, so that the bot never sees the answer.
    """

    method: str
    kind: str
    times: int = 1
    retry_after: int = 1
    seconds: float = 1.0

    def answer(self) -> Response | None:
        """The answer that the call gets instead of its work; None for the kinds that do something else."""
        match self.kind:
            case "429":
                words = f"Too Many Requests: retry after {self.retry_after}"
                return ApiError(429, words, self.retry_after).response()
            case "403":
                return ApiError(403, "Forbidden: bot was blocked by the user").response()
            case "500":
                return ApiError(500, "Internal Server Error").response()
            case "502":  # a gateway in front of Telegram's servers answers these, and not in JSON
                return HTMLResponse("<html><body><h1>502 Bad Gateway</h1></body></html>", 502)
        return None


class Faults:
    """All faults that are still to happen, in the order in which they were ordered."""

    def __init__(self) -> None:
        self._ordered: list[Fault] = []

    def order(self, params: Params) -> Fault:
        """Add the fault that these parameters describe.

        Raises:
            ApiError: 400 for a kind that does not exist.
        """
        kind = params.text("kind") or ""
        if kind not in KINDS:
            raise bad_request(f"kind is one of {', '.join(KINDS)}")
        fault = Fault(
            (params.text("method") or ANY).lower(),
            kind,
            params.number("times", 1) or 1,
            params.number("retry_after", 1) or 0,
            params.decimal("seconds", 1),
        )
        self._ordered.append(fault)
        return fault

    def next(self, method: str) -> Fault | None:
        """The fault for this call, which is used up by one."""
        for fault in self._ordered:
            if fault.method in {method.lower(), ANY}:
                fault.times -= 1
                if fault.times < 1:
                    self._ordered.remove(fault)
                return fault
        return None

    def clear(self) -> None:
        """Order nothing more."""
        self._ordered.clear()

    def view(self) -> list[JsonObject]:
        """What is still to happen."""
        return [asdict(fault) for fault in self._ordered]
