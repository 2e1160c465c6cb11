"""What can go wrong with a picture, in words for the person who sent it.

    RecognitionError
    ├── EmptyFile            no bytes at all
    ├── NotAPicture          bytes of no known picture format
    ├── DamagedPicture       known format, but cut off or corrupt
    ├── PictureTooSmall      fewer pixels than the smallest digit needs
    ├── PictureTooLarge      more pixels or bytes than are decoded
    └── ReadingFailed        the worker that read it died or ran out of time

A picture without digits is no error: its Reading has no lines.
"""


class RecognitionError(Exception):
    """A picture that cannot be read. `str(error)` says what happened and what to do; `kind` names it for programs."""

    kind = "unreadable"
    sentence = "This picture could not be read. Please send another one."

    def __init__(self, sentence: str | None = None) -> None:
        super().__init__(sentence or self.sentence)


class EmptyFile(RecognitionError):  # noqa: N818 - the tree reads better without the suffix on each leaf
    """The file has no bytes."""

    kind = "empty-file"
    sentence = "The file is empty. Please send the photo again."


class NotAPicture(RecognitionError):  # noqa: N818
    """The bytes are of no picture format that the decoder knows."""

    kind = "not-a-picture"
    sentence = "This file is not a picture that I can open. Please send a JPEG, PNG, WebP, BMP, TIFF, GIF or HEIC."


class DamagedPicture(RecognitionError):  # noqa: N818
    """The format is known, but the content is cut off or corrupt."""

    kind = "damaged-picture"
    sentence = "This picture is damaged or was cut off on its way. Please send it again."


class PictureTooSmall(RecognitionError):  # noqa: N818
    """The picture has too few pixels to hold a digit."""

    kind = "picture-too-small"
    sentence = "This picture is too small to hold a digit. Please send one of at least 16 by 16 pixels."


class PictureTooLarge(RecognitionError):  # noqa: N818
    """The picture has more bytes or pixels than are decoded."""

    kind = "picture-too-large"
    sentence = "This picture is too large. Please send one of at most 20 MB and 60 megapixels."


class ReadingFailed(RecognitionError):  # noqa: N818
    """The process that read the picture died, or did not finish in time."""

    kind = "reading-failed"
    sentence = "Reading this picture took too long. Please send a smaller part of it."
