"""What stands beside the handwritten digits: print in many fonts, numbers too, handwritten words, drawings."""

from pathlib import Path

import numpy as np

from bot.recognition.types import GreyImage
from training.pages.doodles import doodle
from training.pages.fonts import broad_fonts, fonts, printed
from training.pages.handwriting import cursive, handwritten, scratched
from training.pages.layer import Layer

WORDS = tuple(
    (  # noqa: SIM905 -- one word a line would fill two pages
        "account address amount article balance before Betrag between bread building cash change check city client "
        "code company count country customer Datum date delivery detail discount due email entry example exercise "
        "first form from garden grade group have height hours house index invoice kitchen lesson letter Liste "
        "material member meter milk minutes model month name Name never note number object offer order other page "
        "paid patient paper people phone place please point price product quantity question receipt record room "
        "sample school score section serial server sheet signature size solve station street student Summe table "
        "teacher telephone temperature test that the this time title Total town unit value version vitamin water "
        "week weight with word work world year your zone REPORT PLEASE WARNING MENU OPEN PRICE EXAM SALE nombre "
        "fecha cliente precio quand avec pour maison eau prix"
    ).split()
)
FOREIGN = tuple(
    (  # noqa: SIM905 -- as above
        "адрес больница вода время город группа дата день деньги дом задание заказ имя итого класс количество "
        "молоко номер письмо покупка работа размер список сумма телефон товар улица учитель фамилия хлеб цена школа "
        "βιβλίο γάλα ημερομηνία θέμα κωδικός μάθημα νερό ποσό σπίτι σύνολο τάξη τιμή ψωμί ώρα "
        "größe für Straße año niño façade élève où być żółty książka řeka škola měsíc çay öğrenci şehir"
    ).split()
)
"""Words that not every font has the letters for."""
ABROAD = 0.15
"""Share of what is written or printed that is theirs."""
MADE_UP, CAPITALS, CAPITALIZED = 0.4, 0.15, 0.5
"""Share of the words that are made up, that are in capitals, and that begin with one, those in capitals included."""
CONSONANTS, VOWELS, PLAIN = "bcdfghjklmnpqrstvwxz", "aaeeiouy", "adefhkmnprtuvwx"
"""Letters of made-up words, and those that are like no digit, which are half of a word at least."""
NUMBERS, NUMBER = 0.25, 0.4
"""Share of printed lines with numbers among their words, and of numbers among these words."""
NUMBER_FORMS = ("{0}", "{0}", "{0}", "{0}.", "{0}.{1:02}", "{0}/{1}", "({1})", "{1:02}:{2:02}", "{1}.{2}.{3}", "{0} %")


def any_words(rng: np.random.Generator) -> tuple[tuple[str, ...], Path]:
    """Words in whatever languages, and a font that has their letters."""
    words, faces = (FOREIGN, broad_fonts()) if rng.random() < ABROAD else (WORDS, fonts())
    return words, faces[rng.integers(len(faces))]


def any_word(rng: np.random.Generator) -> str:
    """A word that people write: of any language, or a name, in small letters, a capital first, or capitals alone."""
    word = made_up(rng) if rng.random() < MADE_UP else str(rng.choice(any_words(rng)[0]))
    case = rng.random()
    return word.upper() if case < CAPITALS else word.capitalize() if case < CAPITALIZED else word


def made_up(rng: np.random.Generator) -> str:
    """A word of four to eight letters that no one has heard of, as names are; never one that looks like a number."""
    length, first = int(rng.integers(4, 9)), int(rng.integers(2))
    kinds = [CONSONANTS if (place + first) % 2 else VOWELS for place in range(length)]
    word = "".join(letters[rng.integers(len(letters))] for letters in kinds)
    return word if sum(letter in PLAIN for letter in word) >= length / 2 else made_up(rng)


def print_line(words: tuple[str, ...], count: int, rng: np.random.Generator) -> str:
    """So many words as a line of print has them, in a share of the lines numbers among them.

    Never numbers alone: neat writing looks like them, and only the letters beside them tell.
    """
    numbers = rng.random(count) < (NUMBER if rng.random() < NUMBERS else 0.0)
    numbers[rng.integers(count)] = False
    return " ".join(print_number(rng) if number else str(rng.choice(words)) for number in numbers)


def print_number(rng: np.random.Generator) -> str:
    """A number as it is printed."""
    number, year = int(rng.integers(10 ** rng.integers(1, 6))), int(rng.integers(1950, 2030))
    return str(rng.choice(NUMBER_FORMS)).format(number, *rng.integers(1, 60, 2).tolist(), year)


def put_free(layer: Layer, patch: GreyImage, taken: GreyImage, rng: np.random.Generator, tries: int = 12) -> bool:
    """Put a patch somewhere on the layer where nothing is taken, and take its place; whether there was room."""
    height, width = patch.shape
    if height >= layer.height or width >= layer.width:
        return False
    for _ in range(tries):
        x, y = int(rng.integers(layer.width - width)), int(rng.integers(layer.height - height))
        if not taken[y : y + height : 3, x : x + width : 3].any():
            layer.put(patch, x, y)
            taken[max(0, y - 4) : y + height + 4, max(0, x - 6) : x + width + 6] = 255
            return True
    return False


def print_around(layer: Layer, taken: GreyImage, size: int, count: int, rng: np.random.Generator) -> None:
    """Printed lines of one font and language where there is room."""
    words, font = any_words(rng)
    for _ in range(count):
        line = print_line(words, int(rng.integers(1, 7)), rng) + str(rng.choice(["", "", ":", ".", "?"]))
        put_free(layer, printed(line, font, max(8, round(size * rng.choice([0.6, 1.0, 1.0, 1.6])))), taken, rng)


def words_around(layer: Layer, taken: GreyImage, size: int, width: float, count: int, rng: np.random.Generator) -> None:
    """Handwritten words, joined scrawl, drawings and numbers scratched out where there is room."""
    for _ in range(count):
        kind = rng.choice(["word", "cursive", "doodle", "scratched"], p=[0.5, 0.18, 0.22, 0.1])
        tall = max(8, round(size * rng.uniform(0.6, 1.5)))
        if kind == "word":
            patch = handwritten(any_word(rng), tall, width, rng)
        elif kind == "scratched":
            patch = scratched(tall, width, rng)
        else:
            patch = cursive(tall, width, rng) if kind == "cursive" else doodle(2 * tall, width / 2, rng)
        put_free(layer, patch, taken, rng)
