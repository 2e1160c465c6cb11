"""How a retraining ended."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.retrain.gate import Exam

REPORT, PICTURE, RECORD = "report.html", "picture.png", "outcome.json"


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """The model that was in use, the candidate, the exams of both, and why the candidate was not put in use.

    `folder` holds the candidate with its card and weights, and the report.
    """

    folder: Path
    before: str
    after: str
    exams: tuple[Exam, ...]
    objections: tuple[str, ...]

    @property
    def promoted(self) -> bool:
        """Whether the candidate is put in use."""
        return not self.objections

    @property
    def sentence(self) -> str:
        """The outcome in words."""
        if self.promoted:
            gain = self.exams[0]
            return (
                f"{self.after} is in use now: on {gain.name[0].lower()}{gain.name[1:]} it reads {gain.fixed} digits "
                f"right that {self.before} reads wrong, and {gain.broken} the other way round, of {len(gain.before)}."
            )
        return f"{self.before} stays in use. {self.after} did not pass: {' '.join(self.objections)}"

    def record(self) -> dict[str, Any]:
        """The outcome for programs."""
        exams = {
            exam.name: {
                "count": len(exam.before),
                "right_before": int(exam.before.sum()),
                "right_after": int(exam.after.sum()),
                "fixed": exam.fixed,
                "broken": exam.broken,
                "chance": round(exam.chance, 6),
            }
            for exam in self.exams
        }
        return {
            "promoted": self.promoted,
            "before": self.before,
            "after": self.after,
            "objections": list(self.objections),
            "exams": exams,
        }
