#!/usr/bin/env python3
"""Pack the grids of Burstein & Heiles (1982) into the form that the plugin carries.

    pack_grids.py bh82.fits bh82.gz

The input has four FITS image extensions, REDNORTH, REDSOUTH (93 x 1200, E(B-V) in 0.001 mag), HINORTH and HISOUTH
(201 x 201, hydrogen column), of 32-bit floats that are all whole numbers, NaN where there are no data. They are the grids
that the dustmaps package distributes (dustmaps/data/bh/bh.h5), after the tape of the authors.

The output is those four in that order, row by row as in the input, as big-endian 16-bit integers, -9999 for no data, all
in one gzip stream without a time stamp. Nothing is rounded: the script fails if a value does not survive. Needs Python 3
and numpy.
"""

import gzip
import pathlib
import sys

import numpy as np

BLOCK, CARD = 2880, 80
SHAPES = {"REDNORTH": (93, 1200), "REDSOUTH": (93, 1200), "HINORTH": (201, 201), "HISOUTH": (201, 201)}
NO_DATA = -9999


def images(data):
    """Return the image extensions of a FITS file by name."""
    found, at = {}, 0
    while at < len(data):
        header, ended = {}, False
        while not ended:
            for i in range(at, at + BLOCK, CARD):
                card = data[i:i + CARD].decode("ascii")
                ended = ended or card.rstrip() == "END"
                if card[8:10] == "= ":
                    header[card[:8].strip()] = card[10:].split("/")[0].strip(" '")
            at += BLOCK
        axes = [int(header[f"NAXIS{i}"]) for i in range(int(header["NAXIS"]), 0, -1)]
        if axes:
            assert header["BITPIX"] == "-32", header
            count = int(np.prod(axes))
            found[header["EXTNAME"]] = np.frombuffer(data, ">f4", count, at).reshape(axes)
            at += -(-4 * count // BLOCK) * BLOCK
    return found


def main(source, target):
    grids = images(pathlib.Path(source).read_bytes())
    packed = b""
    for name, shape in SHAPES.items():
        grid = grids[name]
        assert grid.shape == shape, (name, grid.shape)
        cells = np.where(np.isnan(grid), NO_DATA, grid).astype(">i2")
        restored = np.where(cells == NO_DATA, np.nan, cells.astype(">f4"))
        assert np.array_equal(restored, grid, equal_nan=True), name + " does not fit 16-bit integers"
        packed += cells.tobytes()
    pathlib.Path(target).write_bytes(gzip.compress(packed, 9, mtime=0))


if __name__ == "__main__":
    main(*sys.argv[1:])
