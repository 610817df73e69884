"""What `manage.py setup_privacy` creates: each room registers its own share."""

from collections.abc import Callable

from cms.core.registry import Registry

Seed = Callable[[], list[str]]
"""Creates what is missing, changes nothing that an administrator changed, and returns a line per thing it created."""

seeds: Registry[Seed] = Registry()
