"""A fresh `wagtail start` project with the built wheel, set up by the very steps of docs/installation.md."""

import os
import re
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
OPTIONAL = ("cms.register", "cms.localization", "wagtail_localize", "wagtail_localize.locales")


def documented(block: str) -> str:
    """The code block of docs/installation.md that is marked ``python <block>``."""
    text = (ROOT / "docs" / "installation.md").read_text(encoding="utf-8")
    found = re.search(rf"```python {block}\n(.*?)```", text, re.DOTALL)
    assert found, f"docs/installation.md has no block “{block}”"
    return found.group(1)


def build_wheel(folder: Path) -> Path:
    """Build the wheel from the tree."""
    run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)], cwd=ROOT)
    (wheel,) = folder.glob("*.whl")
    return wheel


def run(command: list[str], cwd: Path) -> str:
    """Run a command without this suite's environment and return what it printed; a failure shows it."""
    own = {"DJANGO_SETTINGS_MODULE", "DATABASE_URL", "PYTHONPATH"}
    environment = {name: value for name, value in os.environ.items() if name not in own}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@dataclass(frozen=True)
class Host:
    """The project's folder and the Python of its environment."""

    folder: Path
    python: Path

    def manage(self, *arguments: str) -> str:
        return run([str(self.python), "manage.py", *arguments], cwd=self.folder)


def create_host(folder: Path, wheel: Path, *, without: tuple[str, ...] = ()) -> Host:
    """Start a project, install the wheel into an environment of its own, follow the documentation.

    The environment sees this one's libraries through a path file, but not the working tree: a path file inside another
    one's folder is not read, so what is imported is what the wheel brings.
    """
    environment = folder / "venv"
    run([sys.executable, "-m", "venv", "--without-pip", str(environment)], cwd=ROOT)
    site_packages = next(environment.glob("lib/python*/site-packages"))
    (site_packages / "libraries.pth").write_text(sysconfig.get_paths()["purelib"], encoding="utf-8")
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--target",
        str(site_packages),
        str(wheel),
    ]
    run(install, cwd=ROOT)

    project = folder / "project"
    project.mkdir()
    python = environment / "bin" / "python"
    run([str(python), "-m", "wagtail.bin.wagtail", "start", "mysite", str(project)], cwd=folder)
    settings, urls = documented("settings"), documented("urls")
    for app in without:
        settings = settings.replace(f'    "{app}",\n', "")
        urls = "".join(line for line in urls.splitlines(keepends=True) if f'"{app}.urls"' not in line)
    _append(project / "mysite" / "settings" / "base.py", settings)
    _append(project / "mysite" / "urls.py", urls)
    return Host(project, python)


def _append(path: Path, code: str) -> None:
    path.write_text(f"{path.read_text(encoding='utf-8')}\n\n{code}", encoding="utf-8")
