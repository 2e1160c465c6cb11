"""Offline work: data, training, evaluation, export and promotion of models."""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
"""TensorFlow's remarks on its own workings would run through the progress bars."""
