"""What the log of corrections says of a reading now."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.storage.records import How, State
from bot.storage.tables import CorrectionRow


@dataclass(frozen=True, slots=True)
class Standing:
    """The state, the photo's whole text where the person gave one, and the latest label by digit id."""

    state: State
    text: str | None
    labels: dict[int, int]


def what_stands(corrections: Sequence[CorrectionRow]) -> Standing:
    """Apply corrections from the oldest to the newest, each over what stood before.

    A confirmation says that what is shown is right, so the text stays; any other correction without a text is
    about the digits, which are shown from then on instead of a text given before.
    """
    state, text, labels = State.READ, None, dict[int, int]()
    for correction in corrections:
        confirmed = correction.how == How.CONFIRM
        state = State.CONFIRMED if confirmed else State.CORRECTED
        if correction.text is not None or not confirmed:
            text = correction.text
        labels |= {label.digit_id: label.label for label in correction.labels}
    return Standing(state, text, labels)
