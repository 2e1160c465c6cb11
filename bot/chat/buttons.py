"""Taps on the buttons under an answer."""

import contextlib

from telegram import Bot, CallbackQuery, Update
from telegram.error import BadRequest, TelegramError
from telegram.ext import ContextTypes

from bot.chat import replies
from bot.chat.answers import redraw, show
from bot.chat.keyboards import digit_buttons, keypad
from bot.chat.payload import Back, Choose, Fix, Forget, Key, NotADigit, Pick, Right, number_of, unpack
from bot.recognition.types import NOT_A_DIGIT
from bot.service import NotYours, Service
from bot.storage.records import StoredReading

Word = Right | Key | NotADigit
"""Buttons that say something of the reading."""
Step = Fix | Pick | Back
"""Buttons that only lead to other buttons."""


class Buttons:
    """Handler of all taps."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def tapped(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Do what the button says, if it is one of ours and the person may."""
        query = update.callback_query
        if query is None:
            return
        payload = unpack(query.data)
        if payload is None or query.message is None:
            await tell(query, replies.OLD_BUTTON, alert=True)
        elif isinstance(payload, Forget):
            await self._forget(query, payload)
        elif isinstance(payload, Choose):
            await self._choose(query, payload)
        else:
            reading = await self._allowed(query, query.message.chat.id, payload)
            if reading is None:
                return
            message = query.message.message_id
            if isinstance(payload, Word):
                fresh, thanks = await self._record(update.update_id, reading, payload)
                await tell(query, thanks)
                await redraw(context.bot, self._service, message, fresh)
            else:
                await tell(query)
                await _step(context.bot, message, reading, payload)

    async def _allowed(self, query: CallbackQuery, chat: int, payload: Word | Step) -> StoredReading | None:
        """The reading that the button is about; None, and the person is told why, if it is not theirs to tap."""
        reading = await self._service.get(payload.reading)
        if reading is None or reading.key.chat != chat:
            refusal = replies.GONE
        elif reading.user != query.from_user.id:
            refusal = NotYours.sentence
        elif isinstance(payload, Pick | Key | NotADigit) and payload.position >= len(reading.digits):
            refusal = replies.OLD_BUTTON
        else:
            return reading
        await tell(query, refusal, alert=True)
        return None

    async def _record(self, event: int, reading: StoredReading, payload: Word) -> tuple[StoredReading, str]:
        """Store the person's word; the reading as it stands then, and thanks."""
        if isinstance(payload, Right):
            return await self._service.confirm(reading, reading.user, event), replies.CONFIRMED
        label = payload.label if isinstance(payload, Key) else NOT_A_DIGIT
        fresh = await self._service.correct_digit(reading, reading.user, payload.position, label, event)
        return fresh, replies.CORRECTED

    async def _forget(self, query: CallbackQuery, payload: Forget) -> None:
        if payload.user != query.from_user.id:
            await tell(query, replies.FORGET_NOT_YOURS, alert=True)
            return
        await tell(query)
        text = replies.FORGET_KEPT
        if payload.sure:
            text = replies.forgotten(await self._service.forget(payload.user))
        with contextlib.suppress(BadRequest):  # tapped twice
            await query.edit_message_text(text)

    async def _choose(self, query: CallbackQuery, payload: Choose) -> None:
        names = {number_of(model.name): model.name for model in self._service.models()}
        if payload.user != query.from_user.id:
            await tell(query, replies.MODEL_NOT_YOURS, alert=True)
        elif payload.model and payload.model not in names:
            await tell(query, replies.MODEL_GONE, alert=True)
        else:
            name = names.get(payload.model)
            await self._service.choose_model(payload.user, name)
            await tell(query)
            with contextlib.suppress(BadRequest):  # tapped twice
                await query.edit_message_text(replies.model_chosen(name))


async def tell(query: CallbackQuery, text: str | None = None, *, alert: bool = False) -> None:
    """Answer a tap, so that the button stops waiting. A tap may be too old for that: what it asked for is done."""
    with contextlib.suppress(TelegramError):
        await query.answer(text, show_alert=alert)


async def _step(bot: Bot, message: int, reading: StoredReading, payload: Step) -> None:
    if isinstance(payload, Fix):
        await show(bot, message, reading, replies.WHICH_DIGIT, digit_buttons(reading, payload.page))
    elif isinstance(payload, Pick):
        note = replies.picked(reading, payload.position)
        await show(bot, message, reading, note, keypad(reading, payload.position))
    else:
        await show(bot, message, reading)
