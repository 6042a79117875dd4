"""The timetable, with a `crontab` of our own on the PATH."""

from __future__ import annotations

import os
import shlex
import subprocess
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import briefing.schedule
from briefing.errors import ConfigError
from briefing.schedule import Job, Place, gone, hindrance, install, programs, remove, scheduled, unreadable
from briefing.schedule.text import cron_file, crontab_lines, our_lines, units, with_job, without_job
from tests.commands import run

JOB = Job(Path("/srv/news/.venv/bin/briefing"), Path("/srv/news/desk"), (time(4, 5),))
CRONTAB = """#!/bin/sh
file="$CRONTAB_FILE"
case "$1" in
  -l) test -f "$file" && exec cat "$file"; echo "no crontab for ann" >&2; exit 1 ;;
  -) exec cat > "$file" ;;
esac
"""
LOGINCTL = '#!/bin/sh\ntest "$*" = "show-user ann --property=Linger" && echo "Linger=$ANN_LINGERS"\n'
SYSTEMCTL = '#!/bin/sh\necho "$*" >> "$SYSTEMCTL_LOG"\n'
PATHS = st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters="/"), min_size=1, max_size=20)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with cron and systemd; its crontab is the file `crontab` in the folder."""
    for name, text in {"crontab": CRONTAB, "systemctl": SYSTEMCTL, "loginctl": LOGINCTL}.items():
        program = tmp_path / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(text)
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    monkeypatch.setenv("CRONTAB_FILE", str(tmp_path / "crontab"))
    monkeypatch.setenv("SYSTEMCTL_LOG", str(tmp_path / "systemctl.log"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("LOGNAME", "ann")
    monkeypatch.setenv("ANN_LINGERS", "yes")
    monkeypatch.setattr(briefing.schedule, "CRON_D", tmp_path / "cron.d")
    return tmp_path


def as_cron_runs_it(line: str) -> list[str]:
    """The words that the shell gets: cron takes a bare percent sign for the end of the line."""
    command = line.split(None, 5)[5]
    assert "%" not in command.replace("\\%", "")
    return shlex.split(command.replace("\\%", "%"), comments=True)


def test_a_line_is_the_time_and_the_whole_command() -> None:
    """With absolute paths, since cron knows no others."""
    assert crontab_lines(JOB)[0].startswith(
        "5 4 * * * /srv/news/.venv/bin/briefing --home /srv/news/desk nightly run # briefing nightly: /srv/news/desk"
    )


@given(PATHS)
def test_whatever_a_folder_is_called_cron_starts_it(name: str) -> None:
    """Spaces, quotes, `%` and `#` included."""
    folder = Path("/srv") / f"a {name}"
    job = Job(JOB.program, folder, JOB.at)
    words = ["/srv/news/.venv/bin/briefing", "--home", str(folder), "nightly", "run"]
    assert as_cron_runs_it(crontab_lines(job)[0]) == words
    assert as_cron_runs_it(cron_file(job, "ann").splitlines()[1].replace(" ann ", " ", 1)) == words
    assert without_job(with_job("", job), folder) == ""


@pytest.mark.parametrize("before", ["", "0 1 * * * backup\n", "# mine\nMAILTO=a@b.example\n", "0 1 * * * no-line-end"])
def test_installing_twice_is_installing_once_and_nothing_else_is_touched(before: str) -> None:
    """Another edition's line counts as somebody else's."""
    other = with_job(before, Job(JOB.program, Path("/srv/news/desk2"), JOB.at))
    once = with_job(other, JOB)
    assert with_job(once, JOB) == once
    assert without_job(once, JOB.folder) == other
    later = with_job(once, Job(JOB.program, JOB.folder, (time(6, 0),)))
    assert our_lines(later, JOB.folder) == crontab_lines(Job(JOB.program, JOB.folder, (time(6, 0),)))


def test_a_folder_that_no_timetable_can_hold_is_refused() -> None:
    """A line break would be another line of the crontab."""
    with pytest.raises(ConfigError):
        Job(JOB.program, Path("/srv/a\n* * * * * rm"), JOB.at)


def test_a_systemd_timer_makes_up_for_missed_nights() -> None:
    """What is special to systemd is escaped."""
    told = units(Job(JOB.program, Path('/srv/100% "$news"'), JOB.at))
    service, timer = told.values()
    assert '"/srv/100%% \\"$$news\\""' in service
    assert "OnCalendar=*-*-* 04:05:00\nPersistent=true\n" in timer


def test_a_crontab_line_is_installed_shown_and_removed(machine: Path) -> None:
    """And a crontab that was there is as before."""
    (machine / "crontab").write_text("0 1 * * * backup\n")
    assert install(JOB, Place.CRONTAB, "ann") == crontab_lines(JOB)
    assert scheduled(JOB.folder) == {Place.CRONTAB: crontab_lines(JOB)}
    assert remove(JOB.folder, Place.CRONTAB) == crontab_lines(JOB)
    assert (machine / "crontab").read_text() == "0 1 * * * backup\n"
    assert (scheduled(JOB.folder), remove(JOB.folder, Place.CRONTAB)) == ({}, ())


def test_a_file_of_the_system_names_the_user(machine: Path) -> None:
    """Its name has no dot, or cron would not read it."""
    (path,) = install(JOB, Place.SYSTEM, "ann")
    assert "." not in Path(path).name
    assert " * * * ann /srv/news/.venv/bin/briefing " in Path(path).read_text()
    assert Path(path).stat().st_mode & 0o777 == 0o644
    assert scheduled(JOB.folder) == {Place.SYSTEM: (path,)}
    assert remove(JOB.folder, Place.SYSTEM) == (path,)
    assert list((machine / "cron.d").iterdir()) == []


def test_a_timer_is_switched_on_and_off(machine: Path) -> None:
    """Through systemctl."""
    written = install(JOB, Place.SYSTEMD, "ann")
    assert {Path(path).suffix for path in written} == {".service", ".timer"}
    assert set(remove(JOB.folder, Place.SYSTEMD)) == set(written)
    told = (machine / "systemctl.log").read_text().splitlines()
    assert [line.split()[1] for line in told] == ["daemon-reload", "enable", "disable", "daemon-reload"]


@pytest.mark.parametrize("place", Place)
def test_which_program_a_timetable_starts_is_read_from_it(machine: Path, place: Place) -> None:
    """Whatever its folder is called."""
    program = Path('/srv/100% "my $news"/bin/briefing')
    install(Job(program, machine / "50% desk", JOB.at), place, "ann")
    assert programs(machine / "50% desk") == (program,)


def silence(machine: Path) -> None:
    """A systemd that cannot be reached, as without a user bus."""
    (machine / "bin" / "systemctl").write_text("#!/bin/sh\necho 'Failed to connect to bus' >&2\nexit 1\n")


@pytest.mark.parametrize(
    ("place", "lingers", "told"),
    [
        (
            "--systemd",
            "no",
            "systemd: it starts only while ann is logged in. On a server: sudo loginctl enable-linger ann\n",
        ),
        ("--systemd", "yes", ""),
        ("--system", "no", ""),
    ],
)
def test_a_timer_that_rests_while_its_user_is_away_says_so(
    machine: Path, monkeypatch: pytest.MonkeyPatch, place: str, lingers: str, told: str
) -> None:
    """Or no edition would ever come from a server at which nobody is logged in."""
    (machine / "briefing.toml").touch()
    monkeypatch.setenv("ANN_LINGERS", lingers)
    assert run("--home", str(machine), "nightly", "install", place).stderr == told


def test_without_loginctl_a_timer_is_taken_as_it_is(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is known then of who is logged in when; also where it knows no such user."""
    (machine / "bin" / "loginctl").write_text("#!/bin/sh\necho 'Failed to get user' >&2\nexit 1\n")
    assert hindrance(Place.SYSTEMD) == ""
    (machine / "bin" / "loginctl").unlink()
    monkeypatch.setenv("PATH", str(machine / "bin"))
    assert hindrance(Place.SYSTEMD) == ""


def test_a_timer_that_systemd_does_not_take_leaves_nothing_behind(machine: Path) -> None:
    """And what was there before is there again."""
    later = Job(JOB.program, JOB.folder, (time(6, 0),))
    files = install(JOB, Place.SYSTEMD, "ann")
    before = [Path(path).read_text() for path in files]
    silence(machine)
    with pytest.raises(ConfigError, match="bus"):
        install(later, Place.SYSTEMD, "ann")
    assert [Path(path).read_text() for path in files] == before
    with pytest.raises(ConfigError, match="bus"):
        install(Job(JOB.program, machine / "new", JOB.at), Place.SYSTEMD, "ann")
    assert scheduled(machine / "new") == {}


def test_a_timer_is_removed_also_where_systemd_cannot_be_told(machine: Path) -> None:
    """Which is said."""
    files = install(JOB, Place.SYSTEMD, "ann")
    silence(machine)
    told = remove(JOB.folder, Place.SYSTEMD)
    assert not any(Path(path).exists() for path in files)
    assert all("could not be told" in line for line in told)


def test_what_somebody_added_to_a_file_of_the_system_stays(machine: Path) -> None:
    """Installing again changes the times alone; a time that is given twice counts once."""
    (path,) = install(JOB, Place.SYSTEM, "ann")
    Path(path).write_text("MAILTO=ann@a.example\n" + Path(path).read_text())
    install(Job(JOB.program, JOB.folder, (time(6, 0), time(6, 0))), Place.SYSTEM, "ann")
    lines = Path(path).read_text().splitlines()
    assert [line.split()[0] for line in lines] == ["MAILTO=ann@a.example", "#", "0"]


@pytest.mark.parametrize("place", [Place.CRONTAB, Place.SYSTEM])
def test_what_others_wrote_in_another_encoding_stays_to_the_byte(machine: Path, place: Place) -> None:
    """Years ago, in Latin-1; it must not keep the night off the timetable."""
    old = "# Sicherung f\xfcr das B\xfcro\n".encode("latin-1")
    path = machine / "crontab" if place is Place.CRONTAB else machine / "cron.d" / JOB.name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(old)
    install(JOB, place, "ann")
    assert old in path.read_bytes()
    assert scheduled(JOB.folder)[place]
    assert gone(place) == (JOB.folder,)
    if place is Place.CRONTAB:
        remove(JOB.folder, place)
        assert path.read_bytes() == old


def test_a_crontab_that_cannot_be_read_is_not_one_without_lines(machine: Path) -> None:
    """Where somebody may not use cron; a machine without cron has nothing to be told of."""
    assert unreadable() == ""
    (machine / "bin" / "crontab").write_text("#!/bin/sh\necho 'You are not allowed to use this program' >&2\nexit 1\n")
    assert "not allowed" in unreadable()


def test_a_machine_without_crontab_has_nothing_to_remove(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And says that the night is on no timetable."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert (unreadable(), remove(JOB.folder, Place.CRONTAB)) == ("", ())
    assert run("--home", str(tmp_path), "nightly", "remove").stdout == "It is on no timetable.\n"


def test_the_folders_owner_runs_its_nights_and_two_timetables_are_told(machine: Path) -> None:
    """Not root, who installs them; and whoever removes one hears of the other."""
    (machine / "briefing.toml").touch()
    home = ("--home", str(machine), "nightly")
    wrong = run(*home, "install", "--at", "4am")
    assert (wrong.exit_code, "a time such as 04:00" in wrong.stderr) == (2, True)
    run(*home, "install", "--system")
    (path,) = scheduled(machine)[Place.SYSTEM]
    assert f" * * * {machine.owner()} " in Path(path).read_text()
    assert "system: it stands there too" in run(*home, "install").stderr
    assert "nightly remove --system" in run(*home, "remove").stderr


def test_a_machine_without_cron_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And has nothing on its timetable."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    with pytest.raises(ConfigError, match="crontab") as caught:
        install(JOB, Place.CRONTAB, "ann")
    assert "--systemd" in caught.value.hint
    assert scheduled(JOB.folder) == {}


def test_the_line_that_is_installed_can_be_run_by_a_shell(machine: Path) -> None:
    """As cron does it, in a folder with a space and a percent sign."""
    folder = machine / "100% news"
    folder.mkdir()
    (line,) = install(Job(Path("/bin/echo"), folder, JOB.at), Place.CRONTAB, "ann")
    command = line.split(None, 5)[5].replace("\\%", "%")
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=True, env=dict(os.environ))
    assert done.stdout == f"--home {folder} nightly run\n"


def test_a_day_can_have_two_editions() -> None:
    """A line, or a time of the timer, for each; installing again puts the new times in the places of all old ones."""
    job = Job(JOB.program, JOB.folder, (time(6, 0), time(17, 30)))
    assert [line.split()[:2] for line in crontab_lines(job)] == [["0", "6"], ["30", "17"]]
    assert cron_file(job, "ann").count(" ann ") == 2
    timer = next(text for name, text in units(job).items() if name.endswith(".timer"))
    assert "OnCalendar=*-*-* 06:00:00\nOnCalendar=*-*-* 17:30:00\n" in timer
    assert our_lines(with_job(with_job("", job), JOB), JOB.folder) == crontab_lines(JOB)


@pytest.mark.parametrize("place", Place)
def test_a_folder_that_was_moved_is_found_on_the_timetable(machine: Path, place: Place) -> None:
    """And what stands there for it can be taken away, while what stands there for others stays."""
    there, moved = machine / "100% here", machine / "50% gone"
    there.mkdir()
    for folder in (there, moved):
        install(Job(Path("/srv/bin/briefing"), folder, (time(4, 5),)), place, "ann")
    assert gone(place) == (moved,)
    assert remove(moved, place)
    assert gone(place) == ()
    assert place in scheduled(there)
