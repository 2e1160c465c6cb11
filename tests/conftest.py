"""What all tests share: settings that no `.env` reaches, and skips that CI turns into failures."""

import os

import pytest


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """With DIGITBOT_FORBID_SKIPS set, a skipped test fails the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = len(reporter.stats.get("skipped", [])) if reporter else 0
    if skipped and os.environ.get("DIGITBOT_FORBID_SKIPS"):
        reporter.write_line(f"{skipped} skipped, and skips are forbidden here", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
