"""What is remembered between runs, under `out/state`: the library, the clips, the encoded blocks."""
