"""onnxruntime, which runs the models of neural voices.  Heavy: imported when a voice first speaks, and not before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import onnxruntime

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["open_session"]


def open_session(model: Path) -> onnxruntime.InferenceSession:
    """Load a model that works in one thread: the workers are as many as the cores.

    Raises:
        Exception: whatever a damaged model makes of the library, whose errors have no common base.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4  # its complaints come as exceptions too
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
