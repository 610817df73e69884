"""Which browser the functional tests run in."""

import os
import shutil

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def chromium_path() -> str | None:
    """The path of an installed Chromium: ``CHROMIUM``'s, else one on the path; ``None``: Playwright's own."""
    found = os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None and not _has_own_browser():
        pytest.skip("No Chromium: install it, name it in CHROMIUM, or run `playwright install chromium`.")
    return found


def _has_own_browser() -> bool:
    from pathlib import Path

    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()
