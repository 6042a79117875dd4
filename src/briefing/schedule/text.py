"""When the nightly run starts: a crontab line, a file in /etc/cron.d, or a systemd timer.

Text in, text out.  Whatever is written carries the folder of its edition as a mark, so that only what is ours is
changed or removed.
"""

from __future__ import annotations

import hashlib
import shlex
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import ConfigError

if TYPE_CHECKING:
    from datetime import time

__all__ = [
    "Job",
    "cron_file",
    "crontab_lines",
    "file_name",
    "folders_in",
    "our_lines",
    "programs_in",
    "units",
    "with_job",
    "without_job",
]

_MARK = "# briefing nightly: "
_HEAD = "# Written by `briefing nightly install --system`; `briefing nightly remove --system` takes it away.\n"
_TIMER = "Description=Briefing every night: "


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be started, and when.  Paths are absolute and hold no line break."""

    program: Path
    """Of the user's own venv."""
    folder: Path
    """Of the edition."""
    at: tuple[time, ...]
    """Of every day, at least one, in the time zone of the machine."""

    def __post_init__(self) -> None:
        """Take each time once, and refuse what no crontab can hold.

        Raises:
            ConfigError: a path holds a line break.
        """
        object.__setattr__(self, "at", tuple(dict.fromkeys(self.at)))
        for path in (self.program, self.folder):
            if not str(path).isprintable():
                raise ConfigError(str(path), "has characters that no timetable can hold", hint="Rename the folder.")

    @property
    def command(self) -> tuple[str, ...]:
        """The program and its words."""
        return str(self.program), "--home", str(self.folder), "nightly", "run"

    @property
    def name(self) -> str:
        """Of its files: only letters, digits and hyphens, as cron wants it; another one for every folder."""
        return file_name(self.folder)


def file_name(folder: Path) -> str:
    """What the files of a folder's timetable are called, without an ending."""
    return f"briefing-{hashlib.sha256(str(folder).encode()).hexdigest()[:10]}"


def crontab_lines(job: Job) -> tuple[str, ...]:
    """Lines for the user's crontab, without line breaks; a mark at the end of each makes it ours."""
    return tuple(f"{at.minute} {at.hour} * * * {_for_cron(job)}" for at in job.at)


def cron_file(job: Job, user: str, before: str = "") -> str:
    """A whole file for /etc/cron.d, whose lines name the user; what somebody added to the one before stays."""
    kept = without_job(before, job.folder) if before else _HEAD
    kept += "\n" if kept and not kept.endswith("\n") else ""
    return kept + "".join(f"{at.minute} {at.hour} * * * {user} {_for_cron(job)}\n" for at in job.at)


def _for_cron(job: Job) -> str:
    """The command as cron hands it to the shell: a `%` that is not escaped would end the line."""
    return f"{shlex.join(job.command)} {_mark(job.folder)}".replace("%", "\\%")


def _mark(folder: Path) -> str:
    """A comment to the shell."""
    return f"{_MARK}{folder}"


def with_job(crontab: str, job: Job) -> str:
    """A crontab with the job's lines in it, once; every other line stays as it is."""
    rest = without_job(crontab, job.folder)
    lines = "".join(f"{line}\n" for line in crontab_lines(job))
    return rest + ("\n" if rest and not rest.endswith("\n") else "") + lines


def without_job(crontab: str, folder: Path) -> str:
    """A crontab without the lines for that folder."""
    return "".join(line for line in crontab.splitlines(keepends=True) if not _is_ours(line, folder))


def our_lines(crontab: str, folder: Path) -> tuple[str, ...]:
    """The lines for that folder."""
    return tuple(line for line in crontab.splitlines() if _is_ours(line, folder))


def _is_ours(line: str, folder: Path) -> bool:
    mark = _mark(folder).replace("%", "\\%")
    return line.rstrip("\r\n").endswith(mark) and not line.lstrip().startswith("#")


def folders_in(text: str) -> tuple[Path, ...]:
    """The folders for which a crontab, a file of cron or a timer has a line of ours."""
    found = []
    for line in text.splitlines():
        for mark, escaped in ((_MARK, "\\%"), (_TIMER, "%%")):
            _, ours, folder = line.rpartition(mark)
            if ours and not line.lstrip().startswith("#"):
                found.append(Path(folder.replace(escaped, "%")))
    return tuple(found)


def programs_in(text: str, folder: Path) -> tuple[Path, ...]:
    """What a crontab, a file of cron or a service starts for that folder, each once."""
    starts = [line.replace("\\%", "%") for line in our_lines(text, folder)]
    service = (line for line in text.splitlines() if line.startswith("ExecStart="))
    starts += [line.partition("=")[2].replace("%%", "%").replace("$$", "$") for line in service]
    found = []
    for line in starts:
        with suppress(ValueError):  # somebody else wrote it, and a quotation mark is missing
            words = shlex.split(line, comments=True)
            found += [Path(word) for word, after in pairwise(words) if after == "--home"]
    return tuple(dict.fromkeys(found))


def units(job: Job) -> dict[str, str]:
    """A systemd service and its timer, by file name; a run that was missed is made up for."""
    command = " ".join(_for_systemd(word) for word in job.command)
    service = f"[Unit]\nDescription=Briefing: {_plain(job.folder)}\n\n[Service]\nType=oneshot\nExecStart={command}\n"
    times = "".join(f"OnCalendar=*-*-* {at:%H:%M}:00\n" for at in job.at)
    timer = (
        f"[Unit]\n{_TIMER}{_plain(job.folder)}\n\n"
        f"[Timer]\n{times}Persistent=true\n\n[Install]\nWantedBy=timers.target\n"
    )
    return {f"{job.name}.service": service, f"{job.name}.timer": timer}


def _for_systemd(word: str) -> str:
    """Quoted for ExecStart, where `%` and `$` are commands of systemd."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"'


def _plain(folder: Path) -> str:
    return str(folder).replace("%", "%%")
