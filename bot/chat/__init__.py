"""The chat: the only place with python-telegram-bot."""
