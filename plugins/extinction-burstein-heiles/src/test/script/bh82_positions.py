#!/usr/bin/env python3
"""Look 2,200 positions up in the maps of Burstein & Heiles (1982), independently of the plugin.

    bh82_positions.py bh82.fits bh82_positions.csv

Columns: l and b in degrees, E(B-V) in mag with the caps from 65 deg and from 62 deg, empty where unknown. 2,000 positions
are uniform on the sphere; 200 more lie in cells without data. Positions within 1e-5 of a row or column of the border of two
cells are left out. Where a cell has no data, every cell of its grid is tried, and the nearest one with data within 1.5 deg
taken. Written with numpy 2.4; the plugin must give the same bits.
"""

import pathlib
import sys

import numpy as np

AT = {"REDNORTH": (5760, (93, 1200)), "REDSOUTH": (455040, (93, 1200)),
      "HINORTH": (904320, (201, 201)), "HISOUTH": (1071360, (201, 201))}


def unit(l, b):
    l, b = np.radians(l), np.radians(b)
    return np.stack([np.cos(b) * np.cos(l), np.cos(b) * np.sin(l), np.sin(b)], axis=-1)


def centres(name):
    sign = 1 if name.endswith("NORTH") else -1
    if name.startswith("RED"):
        l, b = np.meshgrid(0.3 * np.arange(1200) + 0.15, 10 + 0.6 * np.arange(93))
    else:
        dx, dy = np.meshgrid(0.3 * np.arange(-100, 101), 0.3 * np.arange(-100, 101))
        l, b = np.degrees(np.arctan2(dy, dx)), 90 - np.hypot(dx, dy)
    return unit(l, sign * b)


def fractional(l, b, cap):
    side = "NORTH" if b > 0 else "SOUTH"
    if abs(b) >= cap:
        rho = (90 - abs(b)) / 0.3
        return "HI" + side, 100 + rho * np.sin(np.radians(l)), 100 + rho * np.cos(np.radians(l))
    return "RED" + side, (abs(b) - 10) / 0.6, (l + 0.15) / 0.3 - 1


def mag(name, value):
    return value / 1000 if name.startswith("RED") else -0.0372 + 3.57e-5 * value


def look_up(l, b, cap):
    """Return E(B-V) and whether the cell of the position itself has data."""
    if abs(b) < 10:
        return None, True
    name, row, column = fractional(l, b, cap)
    grid = GRIDS[name]
    i, k = int(np.floor(row + 0.5)), int(np.floor(column + 0.5))
    value = float(grid[i, k % 1200 if name.startswith("RED") else k])
    if not np.isnan(value):
        return mag(name, value), True
    difference = np.linalg.norm(CENTRES[name] - unit(l, b), axis=-1)
    separation = np.where(np.isnan(grid), 9, 2 * np.degrees(np.arcsin(difference / 2)))
    nearest = np.unravel_index(np.argmin(separation), grid.shape)
    return (mag(name, float(grid[nearest])) if separation[nearest] <= 1.5 else None), False


def near_border(l, b):
    return any(
        abs((x + 0.5) % 1 - 0.5 - 0.5) < 1e-5 or abs((x + 0.5) % 1) < 1e-5
        for cap in (62, 65) for x in fractional(l, b, cap)[1:]
    ) or min(abs(abs(b) - edge) for edge in (10, 62, 65)) < 1e-5


def main(source, target):
    random = np.random.default_rng(1982)
    rows, everywhere, gaps = [], 0, 0
    while everywhere < 2000 or gaps < 200:
        l = round(float(random.uniform(0, 360)), 6)
        b = round(float(np.degrees(np.arcsin(random.uniform(-1, 1)))), 6)
        if near_border(l, b):
            continue
        values = [look_up(l, b, cap) for cap in (65, 62)]
        if everywhere < 2000:
            everywhere += 1
        elif not all(has_data for _, has_data in values):
            gaps += 1
        else:
            continue
        rows.append(",".join([repr(l), repr(b)] + ["" if v is None else repr(v) for v, _ in values]))
    pathlib.Path(target).write_text("l,b,ebv_cap65,ebv_cap62\n" + "\n".join(rows) + "\n")


if __name__ == "__main__":
    data = pathlib.Path(sys.argv[1]).read_bytes()
    GRIDS = {n: np.frombuffer(data, ">f4", s[0] * s[1], at).reshape(s) for n, (at, s) in AT.items()}
    CENTRES = {n: centres(n) for n in AT}
    main(*sys.argv[1:])
