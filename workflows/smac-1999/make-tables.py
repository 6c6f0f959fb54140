#!/usr/bin/env python3
"""Make the tables of the synthetic SMAC twin from its frozen realisation.

    make-tables.py FOLDER

FOLDER holds mock_clusters.csv, mock_galaxies.csv and mock_sigma.csv, a synthetic survey with the numbers of clusters,
galaxies and dispersions of Hudson et al. (1999), picked among 500 for resembling that Letter. Its surface brightnesses are
free of dust; here they are dimmed by A_R = 2.673 E(B-V) of the stand-in dust maps in data/sfd98, bilinearly interpolated, so
that the survey can be corrected again, with those maps or with others. Needs numpy.
"""
import csv
import os
import sys

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
K_R = 2.673


def rows(path):
    with open(path) as f:
        return list(csv.DictReader(line for line in f if not line.startswith("#")))


def fits(path):
    """Read the primary image of a FITS file: 32-bit floats, two axes."""
    with open(path, "rb") as f:
        raw = f.read()
    header, block = {}, 0
    while "END" not in header:
        for i in range(36):
            card = raw[block * 2880 + 80 * i:block * 2880 + 80 * i + 80].decode("ascii")
            header[card[:8].strip()] = card[10:].split("/")[0].strip()
        block += 1
    n = int(header["NAXIS1"])
    return np.frombuffer(raw, ">f4", n * n, block * 2880).reshape(n, n).astype(float), float(header["LAM_SCAL"])


MAPS = {n: fits(os.path.join(HERE, "data", "sfd98", "SFD_stand_in_256_%s.fits" % p)) for n, p in ((1, "ngp"), (-1, "sgp"))}


def reddening(l, b):
    n = 1 if b >= 0 else -1
    image, scale = MAPS[n]
    size = image.shape[0]
    l, b = np.radians(l), np.radians(b)
    rho = np.sqrt(2) * np.sin(np.pi / 4 - n * b / 2)
    x = scale * rho * np.cos(l) + (size - 1) / 2
    y = -n * scale * rho * np.sin(l) + (size - 1) / 2
    ix, iy = (min(max(int(np.floor(t)), 0), size - 2) for t in (x, y))
    fx, fy = min(max(x - ix, 0), 1), min(max(y - iy, 0), 1)
    return ((1 - fy) * ((1 - fx) * image[iy, ix] + fx * image[iy, ix + 1])
            + fy * ((1 - fx) * image[iy + 1, ix] + fx * image[iy + 1, ix + 1]))


def write(name, columns, note, lines):
    with open(os.path.join(HERE, name), "w") as f:
        f.write("# %ECSV 1.0\n# ---\n# datatype:\n")
        for column, kind, unit, text in columns:
            f.write("# - {name: %s, datatype: %s%s, description: '%s'}\n"
                    % (column, kind, ", unit: %s" % unit if unit else "", text))
        f.write("# meta: {note: '%s'}\n# schema: astropy-2.0\n" % note)
        f.write(" ".join(c[0] for c in columns) + "\n")
        f.writelines(" ".join(line) + "\n" for line in lines)


def main(folder):
    note = "SYNTHETIC: the SMAC twin, not the SMAC catalogue; made by make-tables.py"
    clusters = rows(os.path.join(folder, "mock_clusters.csv"))
    write("clusters.ecsv",
          [("name", "string", "", "Cluster"), ("l", "float64", "deg", "Galactic longitude"),
           ("b", "float64", "deg", "Galactic latitude"), ("cz", "float64", "km/s", "Heliocentric cz, synthetic")],
          note, ((c["name"], c["l_deg"], c["b_deg"], c["cz_hel_kms"]) for c in clusters))
    dimmed = {c["name"]: K_R * reddening(float(c["l_deg"]), float(c["b_deg"])) for c in clusters}
    write("galaxies.ecsv",
          [("id", "string", "", "Galaxy"), ("cluster", "string", "", "Its cluster"), ("type", "string", "", "E or S0"),
           ("log_theta", "float64", "dex(arcsec)", "log effective radius"),
           ("mu_e", "float64", "mag/arcsec**2", "Mean R surface brightness within it, dimmed by the stand-in dust"),
           ("mg2", "float64", "mag", "Mg2 index")],
          note,
          ((g["gal_id"], g["cluster"], g["type"], g["log_theta_e"], "%.10f" % (float(g["mu_e"]) + dimmed[g["cluster"]]),
            g["mg2"]) for g in rows(os.path.join(folder, "mock_galaxies.csv"))))
    write("dispersions.ecsv",
          [("id", "string", "", "Galaxy"), ("run", "string", "", "Observing run or source of literature"),
           ("log_sigma", "float64", "dex(km/s)", "log central velocity dispersion"),
           ("error", "float64", "dex(km/s)", "Its random error")],
          note, ((m["gal_id"], m["system"], m["log_sigma"], m["err"]) for m in rows(os.path.join(folder, "mock_sigma.csv"))))


if __name__ == "__main__":
    main(sys.argv[1])
