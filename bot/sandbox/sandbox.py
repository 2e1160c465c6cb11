"""All that the sandbox knows, in memory: bots, the log of their calls, faults on order."""

import re
import time
from collections import deque
from collections.abc import Collection

from bot.sandbox.account import Account
from bot.sandbox.changes import Changes
from bot.sandbox.faults import Faults
from bot.sandbox.wire import ApiError, JsonObject

_TOKEN = re.compile(r"(\d{1,20}):[A-Za-z0-9_-]+")
_EPOCH = 1_700_000_000
CALLS_KEPT = 5000


class Sandbox:
    """State of the stand-in: one account for each token that called.

    `tokens` limits which tokens are taken; None takes any of the form "digits:letters". What a person does goes to the
    account that called last, or, before any call, to the first one that will.
    """

    def __init__(self, tokens: Collection[str] | None = None, name: str = "Digitbot") -> None:
        self.tokens = tokens
        self.name = name
        self.changes = Changes()
        self.faults = Faults()
        self.calls: deque[JsonObject] = deque(maxlen=CALLS_KEPT)
        # Numbers start at the clock, so that no restart repeats one that a bot has stored; they fit 32 bits until 2057.
        self.started = int((time.time() - _EPOCH) * 2)
        self.current = self._new_account(0)
        self._accounts: dict[str, Account] = {}

    def account(self, token: str) -> Account:
        """The account of this token; from now on people talk to it.

        Raises:
            ApiError: 401 if the token is malformed or not among those that are taken.
        """
        form = _TOKEN.fullmatch(token)
        if form is None or (self.tokens is not None and token not in self.tokens):
            raise ApiError(401, "Unauthorized")
        if not self._accounts:
            self.current.identify(int(form[1]))
            self._accounts[token] = self.current
        elif token not in self._accounts:
            self._accounts[token] = self._new_account(int(form[1]))
        self.current = self._accounts[token]
        return self.current

    def log(self, method: str, parameters: JsonObject, status: int) -> None:
        """Remember a call; the token is no part of it."""
        self.calls.append({"method": method, "params": parameters, "status": status})

    def close(self) -> None:
        """End all waiting and all deliveries."""
        self.changes.close()
        for account in self._accounts.values():
            account.webhook.remove()

    def _new_account(self, bot_id: int) -> Account:
        return Account(bot_id, self.name, self.changes, self.started)
