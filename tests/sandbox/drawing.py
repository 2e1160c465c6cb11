import cv2
import numpy as np


def draw(text: str = "123", width: int = 320, height: int = 200, form: str = ".jpg") -> bytes:
    """A picture with drawn digits, as the bytes of a file."""
    canvas = np.full((height, width, 3), (214, 226, 232), np.uint8)
    cv2.putText(canvas, text, (width // 10, height * 2 // 3), cv2.FONT_HERSHEY_SIMPLEX, height / 80, (70, 40, 30), 6)
    done, data = cv2.imencode(form, canvas)
    assert done
    return data.tobytes()
