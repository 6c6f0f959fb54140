#!/usr/bin/env python3
"""Make a coarse pair of maps that stands in for the dust maps of Schlegel, Finkbeiner & Davis (1998).

The result is NOT the SFD98 map. It is a guess at it, with pixels of 0.6 deg, made from numbers that others published, so
that a workflow that names the SFD98 maps runs before anyone has downloaded them. Its headers say so.

    make_stand_in.py SOURCES OUTPUT [--size 256]

SOURCES is a folder with
    pantheonplus/Pantheon+SH0ES.dat       Scolnic et al. (2022), Brout et al. (2022): MWEBV / 0.86 is SFD98 E(B-V)
    sfd/ZTF_Fields.txt                    SFD98 E(B-V), to 0.01 mag, at the centres of the fields of the ZTF survey
    sfd/ned_output.json                   A_V of Schlafly & Finkbeiner (2011) by NED; divided by 2.742 it is SFD98 E(B-V)
    bh82/bh82.fits                        the grids of Burstein & Heiles (1982)
    sfd/SFD_dust_4096_ngp_cutout.fits     a real piece of SFD98, never fitted to: only compared with
OUTPUT receives SFD_stand_in_<size>_ngp.fits and _sgp.fits. Needs Python 3.9, numpy and scipy; uses no random numbers.

What it does. All is done in t = ln(E(B-V) + 0.01 mag), in which dust is roughly as rough at the pole as in the plane.
 1. A Gaussian process on the sphere, with a cosecant law and low harmonics of longitude as its mean and a sum of two
    exponential kernels, interpolates the published SFD98 values: the smooth part, S.
 2. Burstein & Heiles + 0.0197 mag (the median difference of the two maps), averaged over a pixel, is the pattern B; where
    that map has no data (|b| < 10 deg, south of its HI survey) B = S.
 3. Kriging with B as external drift: the process interpolates t - beta B between the published values, and beta B is put
    back at each pixel. So values near a published one follow that value, and the rest follow Burstein & Heiles.
The scales of the kernels, the noise and beta were chosen among a few by the rms of held-out values, which hardly depends on
them. The script prints that rms, from ten folds of whole cells of 3 deg, and the comparison with the real piece of SFD98.
"""

import argparse
import csv
import json
import pathlib
import sys

import numpy as np
from scipy.linalg import cho_factor, cho_solve

SOFTENING = 0.01  # mag
OFFSET = 0.0197  # mag, median SFD98 - BH82 at the supernovae with |b| > 10 deg
FLOOR = 0.003  # mag; the lowest values of the real maps are of this order
FOLDS = 10

# Equatorial J2000 to Galactic, from the Hipparcos definition of the axes.
TO_GALACTIC = np.array([
    [-0.0548755604, -0.8734370902, -0.4838350155],
    [0.4941094279, -0.4448296300, 0.7469822445],
    [-0.8676661490, -0.1980763734, 0.4559837762],
])


def unit(lon, lat):
    lon, lat = np.radians(lon), np.radians(lat)
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=-1)


def galactic(vectors):
    l = np.degrees(np.arctan2(vectors[..., 1], vectors[..., 0])) % 360
    return l, np.degrees(np.arctan2(vectors[..., 2], np.hypot(vectors[..., 0], vectors[..., 1])))


def published(sources):
    """Return direction, E(B-V), its error and the source of every published SFD98 value."""
    where, ebv, error, source = [], [], [], []

    with open(sources / "pantheonplus/Pantheon+SH0ES.dat") as file:
        seen = []
        for row in csv.DictReader(file, delimiter=" "):
            v = unit(float(row["RA"]), float(row["DEC"])) @ TO_GALACTIC.T
            if seen and np.min(np.sum((np.array(seen) - v) ** 2, axis=1)) < np.radians(2 / 3600) ** 2:
                continue
            seen.append(v)
            where.append(v)
            ebv.append(float(row["MWEBV"]) / 0.86)
            error.append(0.0)
            source.append("Pantheon+")

    # The galactic coordinates of this file are off by 0.6 deg: only its equatorial ones are used.
    for line in open(sources / "sfd/ZTF_Fields.txt"):
        if not line.startswith("%"):
            _, ra, dec, value = line.split()[:4]
            where.append(unit(float(ra), float(dec)) @ TO_GALACTIC.T)
            ebv.append(float(value))
            error.append(0.01 / np.sqrt(12))
            source.append("ZTF")

    for entry in json.load(open(sources / "sfd/ned_output.json")):
        where.append(unit(*entry["gal"]))
        ebv.append(entry["sf11_Av"] / 2.742)
        error.append(0.0002)
        source.append("NED")
    return np.array(where), np.array(ebv), np.array(error), np.array(source)


def fits_images(path):
    """Return the images of a FITS file as pairs of header and array."""
    data, at, images = path.read_bytes(), 0, []
    while at < len(data):
        header, ended = {}, False
        while not ended:
            for i in range(at, at + 2880, 80):
                card = data[i:i + 80].decode("ascii")
                ended = ended or card.rstrip() == "END"
                if card[8:10] == "= ":
                    header[card[:8].strip()] = card[10:].split("/")[0].strip().strip("'").strip()
            at += 2880
        shape = [int(header[f"NAXIS{i}"]) for i in range(int(header["NAXIS"]), 0, -1)]
        if shape:
            images.append((header, np.frombuffer(data, ">f4", int(np.prod(shape)), at).reshape(shape).astype(float)))
            at += -(-images[-1][1].size * 4 // 2880) * 2880
    return images


class BursteinHeiles:
    """The map of Burstein & Heiles (1982), nearest cell, NaN where it has no data."""

    def __init__(self, path):
        grids = {header["EXTNAME"]: image for header, image in fits_images(path)}
        self.mid = {1: grids["REDNORTH"], -1: grids["REDSOUTH"]}
        self.cap = {1: grids["HINORTH"], -1: grids["HISOUTH"]}

    def __call__(self, vectors):
        l, b = galactic(vectors)
        ebv = np.full(l.shape, np.nan)
        for pole in (1, -1):
            at = (np.sign(b) == pole) & (np.abs(b) >= 10) & (np.abs(b) < 65)
            row = np.floor((np.abs(b[at]) - 10) / 0.6 + 0.5).astype(int)
            column = np.floor((l[at] + 0.15) / 0.3 - 0.5).astype(int) % 1200
            ebv[at] = 0.001 * self.mid[pole][row, column]
            at = (np.sign(b) == pole) & (np.abs(b) >= 65)
            rho = (90 - np.abs(b[at])) / 0.3
            row = np.floor(100.5 + rho * np.sin(np.radians(l[at]))).astype(int)
            column = np.floor(100.5 + rho * np.cos(np.radians(l[at]))).astype(int)
            ebv[at] = -0.0372 + 3.57e-5 * self.cap[pole][row, column]
        return ebv

    def smoothed(self, vectors, radius_deg=0.3):
        """Average over a ring and its centre, which is about a pixel of the result."""
        east = np.cross([0.0, 0.0, 1.0], vectors)
        east /= np.maximum(np.linalg.norm(east, axis=-1, keepdims=True), 1e-12)
        north = np.cross(vectors, east)
        samples = [self(vectors)]
        for angle in np.radians(np.arange(0, 360, 60)):
            offset = np.radians(radius_deg) * (np.cos(angle) * east + np.sin(angle) * north)
            v = vectors + offset
            samples.append(self(v / np.linalg.norm(v, axis=-1, keepdims=True)))
        samples = np.array(samples)
        count = np.sum(np.isfinite(samples), axis=0)
        mean = np.nansum(samples, axis=0) / np.maximum(count, 1)
        return np.where(count >= 4, mean, np.nan)


def mean_basis(vectors):
    l, b = galactic(vectors)
    sine = np.abs(np.sin(np.radians(b)))
    height = np.log(1 / np.hypot(sine, np.sin(np.radians(2.0))))
    low = np.exp(-np.abs(b) / 15)
    l = np.radians(l)
    return np.stack([
        np.ones_like(height), height, height ** 2, vectors[..., 2],
        low * np.cos(l), low * np.sin(l), low * np.cos(2 * l), low * np.sin(2 * l), low * vectors[..., 2],
    ], axis=-1)


def kernel(a, b, p):
    angle = np.degrees(2 * np.arcsin(np.clip(np.sqrt(np.maximum(2 - 2 * a @ b.T, 0)) / 2, 0, 1)))
    return p[0] ** 2 * np.exp(-angle / p[1]) + p[2] ** 2 * np.exp(-angle / p[3])


def interpolator(where, variance, p, to):
    """Return the linear map from values at `where` to values at `to`; the mean is fitted by generalised least squares."""
    factor = cho_factor(kernel(where, where, p) + np.diag(variance + p[4] ** 2), lower=True)
    basis = mean_basis(where)
    weighted = cho_solve(factor, basis)
    normal = basis.T @ weighted
    parts = np.array_split(to, max(1, len(to) // 4000))

    def apply(values):
        coefficients = np.linalg.solve(normal, weighted.T @ values)
        weights = cho_solve(factor, values - basis @ coefficients)
        return np.concatenate([mean_basis(part) @ coefficients + kernel(part, where, p) @ weights for part in parts])

    return apply


def predict(where, t, variance, bh, p, beta, to, bh_to):
    """Steps 1 to 3 of the description: return t at directions `to`."""
    everywhere = interpolator(where, variance, p, np.concatenate([where, to]))
    smooth = everywhere(t)
    pattern = np.where(np.isfinite(bh), bh, smooth[:len(where)])
    pattern_to = np.where(np.isfinite(bh_to), bh_to, smooth[len(where):])
    return beta * pattern_to + everywhere(t - beta * pattern)[len(where):]


def folds(where):
    l, b = galactic(where)
    rows = np.floor((b + 90) / 3).astype(int)
    columns = np.floor(l * np.cos(np.radians(3 * rows - 88.5)) / 3).astype(int)
    return (rows * 7919 + columns * 104729) % 9973 % FOLDS


def held_out(where, t, variance, bh, p, beta):
    fold, guess = folds(where), np.empty_like(t)
    for k in range(FOLDS):
        out = fold == k
        guess[out] = predict(where[~out], t[~out], variance[~out], bh[~out], p, beta, where[out], bh[out])
    return guess


def lambert(size, pole):
    """Return the direction of every pixel."""
    scale, centre = size / 2, (size - 1) / 2
    dx, dy = np.meshgrid((np.arange(size) - centre) / scale, -pole * (np.arange(size) - centre) / scale)
    rho2 = dx ** 2 + dy ** 2
    v = np.stack([dx * np.sqrt(2 - rho2), dy * np.sqrt(2 - rho2), pole * (1 - rho2)], axis=-1)
    return v.reshape(-1, 3)


def write(path, image, size, pole):
    degrees = np.degrees(np.sqrt(2)) / (size / 2)
    cards = [
        "SIMPLE  =                    T / conforms to FITS standard",
        "BITPIX  =                  -32 / array data type",
        "NAXIS   =                    2 / number of array dimensions",
        f"NAXIS1  = {size:20d}",
        f"NAXIS2  = {size:20d}",
        "OBJECT  = 'STAND-IN, not SFD98' / a coarse guess at SFD98 E(B-V)",
        "BUNIT   = 'mag     '",
        f"CRPIX1  = {(size + 1) / 2:20.1f} / 1-indexed X pixel number of pole",
        "CRVAL1  =                 90.0",
        "CTYPE1  = 'GLON-ZEA'           / X=sqrt(1-NSGP*sin(b))*cos(l)*SCALE",
        f"CRPIX2  = {(size + 1) / 2:20.1f} / 1-indexed Y pixel number of pole",
        f"CRVAL2  = {90.0 * pole:20.1f}",
        "CTYPE2  = 'GLAT-ZEA'           / Y=-NSGP*sqrt(1-NSGP*sin(b))*sin(l)*SCALE",
        f"CD1_1   = {-degrees:20.13f}",
        "CD1_2   =                  0.0",
        "CD2_1   =                  0.0",
        f"CD2_2   = {degrees:20.13f}",
        "LONPOLE =                180.0",
        f"LAM_NSGP= {pole:20d} / NSGP=+1 for north polar, =-1 for south polar",
        f"LAM_SCAL= {size // 2:20d} / SCALE=number of pixels from b=0 to b=90 deg",
        "COMMENT STAND-IN, NOT THE MAP OF SCHLEGEL, FINKBEINER & DAVIS (1998).",
        "COMMENT Do not use it for science. Made by make_stand_in.py of Peculiar from",
        "COMMENT SFD98 values published with Pantheon+ (MWEBV/0.86), by the ZTF survey",
        "COMMENT and by NED, interpolated along the map of Burstein & Heiles (1982)",
        "COMMENT plus 0.0197 mag. The real maps: doi:10.7910/DVN/EWCNL5.",
        "END",
    ]
    header = "".join(card.ljust(80) for card in cards)
    assert all(len(card) <= 80 for card in cards)
    data = image.astype(">f4").tobytes()
    path.write_bytes(header.ljust(-(-len(header) // 2880) * 2880).encode("ascii")
                     + data + bytes(-len(data) % 2880))


def report(label, found, true, which):
    if which.any():
        difference = found[which] - true[which]
        rms = np.sqrt(np.mean(difference ** 2))
        robust = 1.4826 * np.median(np.abs(difference - np.median(difference)))
        print(f"  {label:44s} n {which.sum():5d}  median {np.median(difference):+.4f}  rms {rms:.4f}  robust {robust:.4f} mag"
              f"  r {np.corrcoef(found[which], true[which])[0, 1]:.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", type=pathlib.Path)
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("--size", type=int, default=256)
    arguments = parser.parse_args()

    where, ebv, error, source = published(arguments.sources)
    bh_map = BursteinHeiles(arguments.sources / "bh82/bh82.fits")
    to_t = lambda e: np.log(np.maximum(e, FLOOR) + SOFTENING)
    t, variance = to_t(ebv), (error / (ebv + SOFTENING)) ** 2
    bh_ebv = bh_map.smoothed(where) + OFFSET
    bh = to_t(bh_ebv)
    print({name: int(np.sum(source == name)) for name in ("Pantheon+", "ZTF", "NED")})

    p, beta = PARAMETERS[:5], PARAMETERS[5]
    guess = np.maximum(np.exp(held_out(where, t, variance, bh, p, beta)) - SOFTENING, FLOOR)
    high = np.abs(galactic(where)[1]) > 10
    print("held-out values, in ten folds of cells of 3 deg:")
    report("all, |b| > 10 deg", guess, ebv, high)
    report("Pantheon+, |b| > 10 deg", guess, ebv, high & (source == "Pantheon+"))
    report("ZTF field centres, |b| > 10 deg", guess, ebv, high & (source == "ZTF"))
    report("E(B-V) < 0.2 mag, |b| > 10 deg", guess, ebv, high & (ebv < 0.2))
    report("the same, BH82 + 0.0197 mag alone", bh_ebv, ebv, high & (ebv < 0.2) & np.isfinite(bh_ebv))
    report("|b| < 10 deg", guess, ebv, ~high)
    report("|b| < 10 deg, in ln E(B-V)", np.log(guess), np.log(ebv), ~high)

    for pole, name in ((1, "ngp"), (-1, "sgp")):
        pixels = lambert(arguments.size, pole)
        bh_pixels = to_t(bh_map.smoothed(pixels) + OFFSET)
        image = np.maximum(np.exp(predict(where, t, variance, bh, p, beta, pixels, bh_pixels)) - SOFTENING, FLOOR)
        # Five digits: below the noise of linear algebra on another machine.
        image = np.round(image, 5).reshape(arguments.size, arguments.size)
        write(arguments.output / f"SFD_stand_in_{arguments.size}_{name}.fits", image, arguments.size, pole)
        print(f"{name}: {image.min():.4f} to {image.max():.2f} mag, median {np.median(image):.4f}")
        if pole == 1:
            compare_with_cutout(arguments.sources / "sfd/SFD_dust_4096_ngp_cutout.fits", image, arguments.size)


def compare_with_cutout(path, image, size):
    """Compare with a real piece of SFD98, pixel by coarse pixel."""
    header, real = fits_images(path)[0]
    x0, y0 = (2047.5 - (float(header[f"CRPIX{i}"]) - 1) for i in (1, 2))
    ratio = size / 4096
    y, x = np.mgrid[0:real.shape[0], 0:real.shape[1]]
    column = np.floor((x + x0 + 0.5) * ratio).astype(int)
    row = np.floor((y + y0 + 0.5) * ratio).astype(int)
    stand_in = image[row, column]
    print(f"  real cutout: mean {real.mean():.4f}, stand-in {stand_in.mean():.4f}, "
          f"rms of pixels {np.sqrt(np.mean((stand_in - real) ** 2)):.4f} mag")


# Amplitude and scale (deg) of the two kernels, noise, beta.
PARAMETERS = (0.5, 15.0, 0.3, 2.0, 0.15, 0.6)

if __name__ == "__main__":
    sys.exit(main())
