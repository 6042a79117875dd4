"""The packages of the engines that are extras: which version is there, and what to do where none is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from briefing.errors import EngineMissing

__all__ = ["installed_version", "missing_package"]


def installed_version(engine: str, package: str) -> str:
    """The version of the package that an engine speaks through; the package itself is not imported.

    Raises:
        EngineMissing: it is not installed.
    """
    try:
        return version(package)
    except PackageNotFoundError as error:
        raise missing_package(engine, error) from error


def missing_package(engine: str, error: Exception) -> EngineMissing:
    """The error of an engine whose package cannot be found or loaded; its extra is called as the engine is."""
    return EngineMissing(engine, "", f"it cannot be loaded: {error}", hint=f"pip install 'briefing[{engine}]'")
