"""The chat: the only place with python-telegram-bot."""

import os

# python-telegram-bot's own switch to its coming form, in which times are timedeltas: without it each flood limit of
# Telegram prints a warning. It reads the switch whenever it makes such a time.
os.environ.setdefault("PTB_TIMEDELTA", "true")
