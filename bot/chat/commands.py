"""Commands, and all that is no photo."""

from telegram import Update
from telegram.ext import ContextTypes

from bot.chat import replies
from bot.chat.answers import show
from bot.chat.keyboards import forget_buttons, model_buttons
from bot.service import Service


class Commands:
    """Handlers of commands and of messages that the bot has no use for."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def start(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Say what the bot does."""
        await _say(update, replies.START)

    async def help(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Say how to use it."""
        await _say(update, replies.HELP)

    async def privacy(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Say what is kept."""
        await _say(update, replies.PRIVACY)

    async def model(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Offer the models to choose among."""
        message = update.message
        if message is None or message.from_user is None:
            return
        user, models = message.from_user.id, self._service.models()
        if not models:
            await message.reply_text(replies.ONLY_MODEL)
            return
        chosen = await self._service.chosen_model(user)
        await message.reply_text(replies.WHICH_MODEL, reply_markup=model_buttons(user, models, chosen))

    async def forget(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Ask before anything is deleted."""
        message = update.message
        if message and message.from_user:
            await message.reply_text(replies.FORGET_QUESTION, reply_markup=forget_buttons(message.from_user.id))

    async def cancel(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Close the keypad of the person's latest answer: showing the plain answer changes it only if one is open."""
        message = update.message
        if message is None or message.from_user is None:
            return
        latest = await self._service.latest(message.chat_id, message.from_user.id)
        closed = latest and latest.reply is not None and await show(context.bot, latest.reply, latest)
        await message.reply_text(replies.CANCELLED if closed else replies.NOTHING_TO_CANCEL)

    async def other(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """One helpful sentence."""
        await _say(update, replies.HINT)


async def _say(update: Update, text: str) -> None:
    if update.message:
        await update.message.reply_html(text)
