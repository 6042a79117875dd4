"""Where an edition can be brought: S3 and its like, SFTP, WebDAV (fsspec here).

Secrets come from the environment or from the files of these libraries (`~/.aws`, `~/.ssh`), never from the settings,
and are kept out of every message.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from briefing.errors import PublishError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from urllib.parse import SplitResult

    from briefing.targets.headers import Headers
    from briefing.targets.remote import Carrier

__all__ = ["PASSWORD", "open_carrier", "place_of"]

PASSWORD = "BRIEFING_PUBLISH_PASSWORD"  # noqa: S105  the name of a variable
"""The environment variable that holds the password for SFTP and WebDAV, where one is needed."""
_FORMS = "Write s3://bucket/folder, sftp://user@host/folder or webdavs://user@host/folder."


def place_of(address: str) -> SplitResult:
    """The parts of an address such as `s3://bucket/folder`; nobody is asked.

    Raises:
        PublishError: nothing can be brought to it, or it holds a password.
    """
    try:
        url = urlsplit(address)
        known, host = url.scheme in _KINDS, url.hostname
        _ = url.port
    except ValueError as error:
        raise PublishError("publish.to", "is no address", hint=_FORMS) from error
    if url.password is not None:
        hint = f"Take it out, and put it in the environment variable {PASSWORD}."
        raise PublishError("publish.to", "holds a password", hint=hint)
    if not known or not host or url.query or url.fragment:
        raise PublishError("publish.to", f"{address!r} is no place to publish to", hint=_FORMS)
    return url


def open_carrier(address: str) -> Carrier:
    """The carrier to a place such as `s3://bucket/folder`; nothing is sent yet, but for a greeting.

    Raises:
        PublishError: the address cannot be used, the extra `remote` is not installed, or nobody answers there.
    """
    url = place_of(address)
    place = f"{url.scheme}://{url.hostname}"
    try:
        return _KINDS[url.scheme](url)
    except ImportError as error:
        hint = "Install it: pip install 'briefing[remote]'"
        raise PublishError(place, f"what this needs is not installed ({error})", hint=hint) from error
    except Exception as error:
        raise _failed(place, error) from error


def _failed(name: str, error: Exception) -> PublishError:
    """What went wrong, without the password, whatever the library says."""
    secret = os.environ.get(PASSWORD) or "\0"
    reason = " ".join(str(error).replace(secret, "***").split())[:300] or type(error).__name__
    return PublishError(
        name, f"cannot be published ({reason})", hint="The next run goes on with what is missing; the feed stays."
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """A folder on a file system of fsspec."""

    files: Any
    folder: str
    at_once: int
    write: Callable[[Any, str, str, Headers], None]
    """File system, local file, path there, headers: puts it there, whole or not at all."""

    def put(self, file: Path, name: str, headers: Headers) -> None:
        """See `Carrier`."""
        try:
            self.write(self.files, str(file), f"{self.folder}{name}", headers)
        except Exception as error:  # each of these libraries has errors of its own
            raise _failed(name, error) from error

    def remove(self, name: str) -> None:
        """See `Carrier`."""
        try:
            with suppress(FileNotFoundError):
                self.files.rm_file(f"{self.folder}{name}")
        except Exception as error:
            raise _failed(name, error) from error


def _s3(url: SplitResult) -> Carrier:
    """Keys, region and endpoint come from where all of Amazon's tools look: AWS_… variables and ~/.aws."""
    import s3fs  # noqa: PLC0415  part of the extra

    folder = unquote(url.path).strip("/")
    files = s3fs.S3FileSystem(use_listings_cache=False, skip_instance_cache=True)
    return _Place(files, f"{url.netloc}/{folder}/" if folder else f"{url.netloc}/", 8, _put_s3)


def _put_s3(files: Any, source: str, target: str, headers: Headers) -> None:  # noqa: ANN401  fsspec has no types
    files.put_file(source, target, ContentType=headers.type, CacheControl=headers.cache)


def _sftp(url: SplitResult) -> Carrier:
    """Keys, known hosts and options come from ~/.ssh; a host that is not known is refused."""
    import sshfs  # noqa: PLC0415  part of the extra

    named = {"username": url.username, "password": os.environ.get(PASSWORD), "port": url.port}
    given = {name: value for name, value in named.items() if value is not None}
    # `()` has the host checked against ~/.ssh/known_hosts; sshfs would not check it.
    files = sshfs.SSHFileSystem(url.hostname, known_hosts=(), skip_instance_cache=True, timeout=30, **given)
    return _Place(files, f"{unquote(url.path).rstrip('/')}/", 4, _put_sftp)


def _put_sftp(files: Any, source: str, target: str, _: Headers) -> None:  # noqa: ANN401
    partial = _partial(target)
    files.put_file(source, partial)
    files.mv(partial, target)


def _webdav(url: SplitResult) -> Carrier:
    from webdav4.fsspec import WebdavFileSystem  # noqa: PLC0415  part of the extra

    scheme = "https" if url.scheme == "webdavs" else "http"
    host = url.netloc.rpartition("@")[2]
    login = (unquote(url.username), os.environ.get(PASSWORD, "")) if url.username else None
    files = WebdavFileSystem(f"{scheme}://{host}{url.path}", auth=login, skip_instance_cache=True)
    return _Place(files, "", 4, _put_webdav)


def _put_webdav(files: Any, source: str, target: str, _: Headers) -> None:  # noqa: ANN401
    partial = _partial(target)
    files.put_file(source, partial)
    files.client.move(partial, target, overwrite=True)


def _partial(target: str) -> str:
    folder, slash, name = target.rpartition("/")
    return f"{folder}{slash}.{name}.part"


_KINDS: dict[str, Callable[[SplitResult], Carrier]] = {"s3": _s3, "sftp": _sftp, "webdav": _webdav, "webdavs": _webdav}
