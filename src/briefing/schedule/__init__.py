"""Puts the nightly run on the machine's timetable, shows what stands there, and takes it away again."""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import ConfigError
from briefing.schedule.text import (
    Job,
    cron_file,
    crontab_lines,
    file_name,
    folders_in,
    our_lines,
    programs_in,
    units,
    with_job,
    without_job,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = [
    "CRON_D",
    "Job",
    "Place",
    "gone",
    "hindrance",
    "install",
    "owner",
    "programs",
    "remove",
    "scheduled",
    "unreadable",
]

LIMIT_S = 30
"""For `crontab`, `systemctl` and `loginctl`."""
AS_IT_IS = "surrogateescape"
"""Others' lines are given back to the byte, whatever they are encoded in."""
CRON_D = Path("/etc/cron.d")
"""Where cron looks for files of packages and administrators."""


class Place(StrEnum):
    """Which timetable."""

    CRONTAB = "crontab"
    """The user's own."""
    SYSTEM = "system"
    """A file in /etc/cron.d."""
    SYSTEMD = "systemd"
    """A timer of the user's systemd."""


def install(job: Job, place: Place, user: str) -> tuple[str, ...]:
    """Put the job there, in the place of an older one for its folder; what now stands there.

    Raises:
        ConfigError: this machine or this user has no such timetable.
    """
    if place is Place.CRONTAB:
        before = _read_crontab()
        after = with_job(before, job)
        if after != before:
            _write_crontab(after)
        return crontab_lines(job)
    if place is Place.SYSTEM:
        return _write({job.name: cron_file(job, user, _text(CRON_D / job.name))}, CRON_D)
    return _install_timer(job)


def remove(folder: Path, place: Place) -> tuple[str, ...]:
    """Take away what is there for that folder, and nothing else; what it was.

    Raises:
        ConfigError: this machine or this user has no such timetable.
    """
    if place is Place.CRONTAB:
        if not shutil.which("crontab"):
            return ()
        before = _read_crontab()
        lines = our_lines(before, folder)
        if lines:
            _write_crontab(without_job(before, folder))
        return lines
    there = _files(folder, place)
    silent = _disable(folder) if there and place is Place.SYSTEMD else ""
    for path in there:
        try:
            path.unlink()
        except OSError as error:
            raise ConfigError(str(path), f"cannot be removed ({error.strerror})", hint="Use sudo.") from error
    if there and place is Place.SYSTEMD and not silent:
        _systemctl("daemon-reload")
    note = f" (systemd could not be told; it forgets the timer when it starts again: {silent})" if silent else ""
    return tuple(f"{path}{note}" for path in there)


def owner(folder: Path) -> str:
    """Whose folder it is, and in whose name its night is to run."""
    try:
        return folder.owner()
    except (KeyError, OSError, NotImplementedError):  # a user without a name, or a system without owners
        return getpass.getuser()


def _install_timer(job: Job) -> tuple[str, ...]:
    """Its files, which are as before where systemd does not take them."""
    folder, new = _systemd_folder(), units(job)
    before = {name: _text(folder / name) for name in new}
    written = _write(new, folder)
    try:
        _systemctl("daemon-reload")
        _systemctl("enable", "--now", f"{job.name}.timer")
    except ConfigError:
        for name, text in before.items():
            if text:
                (folder / name).write_text(text, "utf-8", AS_IT_IS)
            else:
                (folder / name).unlink(missing_ok=True)
        raise
    return written


def _disable(folder: Path) -> str:
    """Switch the timer off; why that cannot be done, which must not keep its files."""
    try:
        _systemctl("disable", "--now", f"{file_name(folder)}.timer")
    except ConfigError as error:
        with suppress(OSError):
            (_systemd_folder() / "timers.target.wants" / f"{file_name(folder)}.timer").unlink(missing_ok=True)
        return error.message
    return ""


def _text(path: Path) -> str:
    """What stands in a file; nothing where it is not there."""
    try:
        return path.read_text("utf-8", AS_IT_IS)
    except OSError:
        return ""


def unreadable() -> str:
    """Why the user's crontab cannot be read, although this machine has cron; empty where it can."""
    try:
        _ = shutil.which("crontab") and _read_crontab()
    except ConfigError as error:
        return error.message
    return ""


def hindrance(place: Place) -> str:
    """What keeps this user's nights from starting there, and what to do; empty where nothing is known to.

    Timers of a user rest while the user is not logged in, unless the user lingers.
    """
    if place is not Place.SYSTEMD:
        return ""
    user = getpass.getuser()
    try:
        told = _run(["loginctl", "show-user", user, "--property=Linger"]).stdout
    except ConfigError:  # a systemd without logins
        return ""
    if told.strip() != "Linger=no":
        return ""
    return f"it starts only while {user} is logged in. On a server: sudo loginctl enable-linger {user}"


def scheduled(folder: Path) -> dict[Place, tuple[str, ...]]:
    """Where that folder stands on a timetable, and what stands there; a machine without cron has no crontab."""
    try:
        lines = our_lines(_read_crontab(), folder)
    except ConfigError:
        lines = ()
    files = {place: tuple(map(str, _files(folder, place))) for place in (Place.SYSTEM, Place.SYSTEMD)}
    return {place: told for place, told in {Place.CRONTAB: lines, **files}.items() if told}


def programs(folder: Path) -> tuple[Path, ...]:
    """What the timetables start for that folder, each once."""
    found = scheduled(folder)
    texts = list(found.get(Place.CRONTAB, ()))
    for path in (*found.get(Place.SYSTEM, ()), *found.get(Place.SYSTEMD, ())):
        with suppress(OSError):
            texts.append(Path(path).read_text("utf-8", AS_IT_IS))
    return programs_in("\n".join(texts), folder)


def gone(place: Place) -> tuple[Path, ...]:
    """The folders for which something of ours stands there, but which are themselves no longer where they were."""
    try:
        folders = [folder for text in _texts(place) for folder in folders_in(text)]
    except (OSError, ConfigError):
        return ()
    return tuple(folder for folder in dict.fromkeys(folders) if not folder.is_dir())


def _texts(place: Place) -> list[str]:
    if place is Place.CRONTAB:
        return [_read_crontab()]
    names = CRON_D.glob("briefing-*") if place is Place.SYSTEM else _systemd_folder().glob("briefing-*.timer")
    return [path.read_text("utf-8", AS_IT_IS) for path in sorted(names)]


def _files(folder: Path, place: Place) -> list[Path]:
    """Those that are there."""
    name = file_name(folder)
    names = (name,) if place is Place.SYSTEM else (f"{name}.timer", f"{name}.service")
    root = CRON_D if place is Place.SYSTEM else _systemd_folder()
    return [root / each for each in names if (root / each).is_file()]


def _systemd_folder() -> Path:
    """Of the user's own units."""
    config = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    return Path(os.path.expandvars(config)).expanduser() / "systemd" / "user"


def _write(files: Mapping[str, str], folder: Path) -> tuple[str, ...]:
    for name, text in files.items():
        path = folder / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", AS_IT_IS)
            path.chmod(0o644)  # cron takes no file that others may write
        except OSError as error:
            hint = "/etc is the superuser's: use sudo, or leave --system out."
            raise ConfigError(str(path), f"cannot be written ({error.strerror})", hint=hint) from error
    return tuple(str(folder / name) for name in files)


def _read_crontab() -> str:
    done = _run(["crontab", "-l"])
    if done.returncode and "no crontab" not in done.stderr:
        raise ConfigError("crontab", f"cannot be read ({' '.join(done.stderr.split())})", hint=_OTHERS)
    return done.stdout if not done.returncode else ""


def _write_crontab(text: str) -> None:
    done = _run(["crontab", "-"], text)
    if done.returncode:
        raise ConfigError("crontab", f"cannot be written ({' '.join(done.stderr.split())})", hint=_OTHERS)


def _systemctl(*words: str) -> None:
    done = _run(["systemctl", "--user", *words])
    if done.returncode:
        hint = "Nothing was put there. On a server try: loginctl enable-linger, and log in again."
        raise ConfigError(f"systemctl --user {' '.join(words)}", " ".join(done.stderr.split()), hint=hint)


_OTHERS = "Install cron (apt-get install cron), or use --systemd or --system."


def _run(words: Sequence[str], text: str | None = None) -> subprocess.CompletedProcess[str]:
    """In the C locale, so that what it says is known to us."""
    environment = os.environ | {"LC_ALL": "C.UTF-8"}
    try:
        return subprocess.run(  # noqa: S603  no shell
            words, input=text, capture_output=True, encoding="utf-8", errors=AS_IT_IS, check=False, timeout=LIMIT_S,
            env=environment,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ConfigError(words[0], f"cannot be run ({error})", hint=_OTHERS) from error
