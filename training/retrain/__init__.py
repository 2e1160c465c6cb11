"""Retraining: what people said of readings becomes a better model, or everything stays as it is.

crops and labels → feedback → doubts set aside → fine-tuned candidate → exams of both models → gate → promotion, report
"""
