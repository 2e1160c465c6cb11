"""Digits laid on paper without further ado: for strings that touch, and for pictures of a given size and count."""

import cv2
import numpy as np

from bot.recognition.types import GreyImage


def photograph(ink: GreyImage, rng: np.random.Generator, quality: int = 90) -> bytes:
    """A mild photo of ink (H×W uint8, white on black) as dark strokes on light paper, as JPEG bytes."""
    paper, pen = float(rng.uniform(195, 245)), float(rng.uniform(25, 85))
    shade = np.linspace(1.0, float(rng.uniform(0.8, 1.0)), ink.shape[1], dtype=np.float32)
    soft = cv2.GaussianBlur(ink, (0, 0), 0.6).astype(np.float32) / 255
    light = (paper + (pen - paper) * soft) * shade
    noise = rng.standard_normal(ink.shape, np.float32)
    grey = np.clip(light + 2.5 * noise, 0, 255).astype(np.uint8)
    colour = cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR)
    return bytes(cv2.imencode(".jpg", colour, (cv2.IMWRITE_JPEG_QUALITY, quality))[1])


def trimmed(image: GreyImage, level: int = 64) -> GreyImage:
    """A digit's ink without the empty rows and columns around it."""
    x, y, width, height = cv2.boundingRect(np.asarray(image >= level, np.uint8))
    return image[y : y + height, x : x + width]


def scaled(image: GreyImage, size: tuple[int, int]) -> GreyImage:
    """An image at another (width, height), smooth where it is enlarged."""
    larger = size[0] >= image.shape[1]
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_CUBIC if larger else cv2.INTER_AREA), np.uint8)
