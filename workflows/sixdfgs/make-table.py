#!/usr/bin/env python3
"""Make galaxies.ecsv from table 8 of Campbell et al. (2014), as published with the paper.

    make-table.py campbell_table8.ascii > galaxies.ecsv

It keeps the columns that a J-band Fundamental Plane needs, all rows, and every digit; -1 for "none" becomes an empty cell.
"""
import sys

HEADER = """# %ECSV 1.0
# ---
# delimiter: ' '
# datatype:
# - {name: id, datatype: string, description: 6dFGS identifier}
# - {name: ra, unit: hourangle, datatype: float64, description: Right ascension J2000}
# - {name: dec, unit: deg, datatype: float64, description: Declination J2000}
# - {name: cz, unit: km/s, datatype: float64, description: 'cz of the galaxy, CMB frame (additive, 371 km/s to l=264.14, b=48.26)'}
# - {name: group, datatype: string, description: Group}
# - {name: czgroup, unit: km/s, datatype: float64, description: 'cz of the group, CMB frame (additive)'}
# - {name: logre, unit: dex(kpc/h), datatype: float64, description: 'log effective radius in J, at the redshift distance'}
# - {name: elogre, unit: dex(kpc/h), datatype: float64, description: Error of logre}
# - {name: logie, unit: dex(solLum/pc**2), datatype: float64, description: 'log mean surface brightness in J, SFD98 extinction removed'}
# - {name: elogie, unit: dex(solLum/pc**2), datatype: float64, description: Error of logie}
# - {name: logsigma, unit: dex(km/s), datatype: float64, description: log central velocity dispersion}
# - {name: elogsigma, unit: dex(km/s), datatype: float64, description: Error of logsigma}
# - {name: mtype, datatype: float64, description: Morphological type}
# - {name: pvcode, datatype: int32, description: 1 for the J-band peculiar-velocity sample}
# meta:
#   source: 'Campbell et al. 2014, MNRAS 443, 1231, table 8 (6dF Galaxy Survey Fundamental Plane sample)'
#   made-by: make-table.py
# schema: astropy-2.0
"""


def main(path):
    sys.stdout.write(HEADER)
    with open(path) as table:
        names = table.readline().split()
        print("id ra dec cz group czgroup logre elogre logie elogie logsigma elogsigma mtype pvcode")
        for line in table:
            row = dict(zip(names, line.split()))
            group = row["Groupid"] if row["Groupid"] != "-1" else '""'
            czgroup = row["zgroup"] if row["zgroup"] != "-1" else '""'
            print(row["6dFGSid"], row["ra"], row["dec"], row["cz"], group, czgroup, row["logRe_J"], row["elogRe_J"],
                  row["logIe_J"], row["elogIe_J"], row["logsigma"], row["elogsigma"], row["mtype"], row["pvcodeJ"])


if __name__ == "__main__":
    main(sys.argv[1])
