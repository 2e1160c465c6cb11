"""Synthetic photos of handwritten numbers with exact truth: they train and measure what real photos are too few for."""
