"""`python -m bot` is `digitbot`."""

from bot.cli import app

app()
