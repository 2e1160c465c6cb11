"""A local stand-in for Telegram's servers: the Bot API over HTTP, and a page on which a person chats with the bot."""
