"""What every test shares. Each room's own fixtures stand in its folder."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile("pressmark", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("pressmark")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Writes out lone surrogates in what a test printed or logged.

    File names that are no UTF-8 have them, and pytest-xdist, which sends reports to another process, stops the whole
    run at one.
    """
    report = yield
    report.sections = [(title, _sendable(text)) for title, text in report.sections]
    told = str(report.longrepr)
    if report.failed and _sendable(told) != told:
        report.longrepr = _sendable(told)
    return report


def _sendable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
