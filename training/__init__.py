"""Offline work: data, training, evaluation, export and promotion of models."""
