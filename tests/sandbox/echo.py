from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from telegram import BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes, MessageHandler, filters

from .drawing import draw

TOKEN = "4242:echo"  # noqa: S105 - known to nobody but the sandbox
KEYBOARD = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("Right", callback_data="right"), InlineKeyboardButton("Fix", callback_data="fix")],
        [InlineKeyboardButton("Alert", callback_data="alert")],
    ]
)


async def on_text(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    message = update.effective_message
    assert message is not None
    await message.reply_html("You wrote:\n<code>1234</code>", do_quote=True)
    await message.reply_text(message.text or "")


async def on_photo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    message = update.effective_message
    assert message is not None
    await message.reply_chat_action("typing")
    file = await message.photo[-1].get_file()
    data = bytes(await file.download_as_bytearray())
    await message.reply_photo(data, caption=f"{len(data)} bytes", reply_markup=KEYBOARD, do_quote=True)


async def on_document(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    message = update.effective_message
    assert message is not None
    assert message.document is not None
    await message.reply_text(f"file {message.document.file_name} {message.document.mime_type}")


async def on_tap(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    query = update.callback_query
    assert query is not None
    if query.data == "alert":
        await query.answer("Not yours", show_alert=True)
        return
    await query.answer(f"tapped {query.data}")
    await query.edit_message_media(InputMediaPhoto(draw("789"), caption=f"after {query.data}"))


@asynccontextmanager
async def echo_bot(url: str, token: str = TOKEN) -> AsyncIterator[Application[Any, Any, Any, Any, Any, Any]]:
    """A small bot, made of the real library alone, that polls the sandbox at this address."""
    application = Application.builder().token(token).base_url(f"{url}/bot").base_file_url(f"{url}/file/bot").build()
    application.add_handlers(
        [
            MessageHandler(filters.TEXT, on_text),
            MessageHandler(filters.PHOTO, on_photo),
            MessageHandler(filters.Document.ALL, on_document),
            CallbackQueryHandler(on_tap),
        ]
    )
    async with application:
        await application.bot.set_my_commands([BotCommand("help", "How it works")])
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling(poll_interval=0)
        yield application
        await application.updater.stop()
        await application.stop()
