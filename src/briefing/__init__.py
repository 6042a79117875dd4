"""Turns news stories into an audio edition in which you hear who is speaking."""

__version__ = "0.1.0"
