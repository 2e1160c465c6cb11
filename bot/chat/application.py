"""The python-telegram-bot application: every handler in one list."""

from typing import Any

from telegram.ext import (
    Application,
    ApplicationBuilder,
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from bot.chat.buttons import Buttons
from bot.chat.commands import Commands
from bot.chat.corrections import Corrections
from bot.chat.errors import Errors
from bot.chat.files import is_image
from bot.chat.photos import Photos
from bot.chat.processor import OrderedUpdates
from bot.chat.retry import PersistentRequests
from bot.inbox import Inbox, InboxQueue
from bot.service import Service

ChatApplication = Application[Any, Any, Any, Any, Any, Any]

NEW = filters.UpdateType.MESSAGE
"""Not messages that were edited later: these were answered as they were first."""
PRIVATE = NEW & filters.ChatType.PRIVATE
"""In groups the bot speaks only when it is spoken to."""
UPLOAD_SECONDS = 120.0


class ImageFile(filters.MessageFilter):
    """Messages with a file that says that it is a picture."""

    def filter(self, message: Any) -> bool:
        """Whether the message has such a file."""
        return message.document is not None and is_image(message.document)


def build_application(token: str, api_url: str, service: Service, inbox: Inbox) -> ChatApplication:
    """The bot, ready to be run; `api_url` is the Bot API server's base address."""
    updates = OrderedUpdates(inbox)
    application = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{api_url}/bot")
        .base_file_url(f"{api_url}/file/bot")
        .updater(None)  # bot/chat/polling.py fetches the updates
        .update_queue(InboxQueue(inbox))
        .concurrent_updates(updates)
        .rate_limiter(PersistentRequests())
        .connection_pool_size(64)
        .read_timeout(30)
        .write_timeout(30)
        .media_write_timeout(UPLOAD_SECONDS)
        .build()
    )
    application.add_handlers(handlers(service))
    application.add_error_handler(Errors(updates).failed)
    return application


def handlers(service: Service) -> list[BaseHandler[Any, Any, Any]]:
    """All handlers. The first that fits an update gets it, so the order is from the special to the general."""
    commands, photos = Commands(service), Photos(service)
    corrections, buttons = Corrections(service), Buttons(service)
    return [
        CallbackQueryHandler(buttons.tapped),
        # Commands come before replies: "/help" is a command even when it replies to an answer.
        CommandHandler("start", commands.start, NEW),
        CommandHandler("help", commands.help, NEW),
        CommandHandler("model", commands.model, NEW),
        CommandHandler("privacy", commands.privacy, NEW),
        CommandHandler("forget", commands.forget, NEW),
        CommandHandler("cancel", commands.cancel, NEW),
        # A photo is read even when it replies to something; each photo of an album is a message of its own.
        MessageHandler(NEW & (filters.PHOTO | ImageFile()), photos.photo),
        MessageHandler(NEW & filters.TEXT & filters.REPLY & ~filters.COMMAND, corrections.reply),
        # What is left has no use; only in a private chat it was certainly meant for the bot.
        MessageHandler(PRIVATE & filters.Document.ALL, photos.other_file),
        MessageHandler(PRIVATE & ~filters.StatusUpdate.ALL, commands.other),
    ]
