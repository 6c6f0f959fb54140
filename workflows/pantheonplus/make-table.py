#!/usr/bin/env python3
"""Make supernovae.ecsv from the Pantheon+SH0ES data release (Scolnic et al. 2022), file Pantheon+SH0ES.dat.

    make-table.py Pantheon+SH0ES.dat > supernovae.ecsv

It keeps the light curves with zCMB < 0.1, the columns that a flow needs, and every digit; a row's id is the supernova's name and the
number of the survey that observed it. Computed here are only the errors' correlations: from the covariances as published, where that of
x0 becomes that of mB = -2.5 log x0 + constant. Three covariances of mB and c are larger than their errors allow: no correlation.
"""
import math
import sys

HEADER = """# %ECSV 1.0
# ---
# delimiter: ' '
# datatype:
# - {name: id, datatype: string, description: 'Supernova (CID), survey (IDSURVEY)'}
# - {name: ra, unit: deg, datatype: float64, description: Right ascension J2000}
# - {name: dec, unit: deg, datatype: float64, description: Declination J2000}
# - {name: zhel, datatype: float64, description: Heliocentric redshift}
# - {name: ezhel, datatype: float64, description: Error of zhel}
# - {name: zcmb, datatype: float64, description: 'Redshift in the CMB frame, as catalogued'}
# - {name: zhd, datatype: float64, description: 'Redshift corrected for peculiar velocities (zHD): not for flows'}
# - {name: survey, datatype: string, description: Number of the survey that observed it (IDSURVEY)}
# - {name: mbcorr, unit: mag, datatype: float64, description: 'Standardised magnitude (m_b_corr), corrected for bias'}
# - {name: embcorr, unit: mag, datatype: float64, description: 'Error of mbcorr without intrinsic scatter (m_b_corr_err_RAW)'}
# - {name: mb, unit: mag, datatype: float64, description: SALT2 peak magnitude}
# - {name: emb, unit: mag, datatype: float64, description: Error of mb}
# - {name: x1, datatype: float64, description: SALT2 stretch}
# - {name: ex1, datatype: float64, description: Error of x1}
# - {name: c, unit: mag, datatype: float64, description: SALT2 colour}
# - {name: ec, unit: mag, datatype: float64, description: Error of c}
# - {name: rmbx1, datatype: float64, description: Correlation of the errors of mb and x1}
# - {name: rmbc, datatype: float64, description: Correlation of the errors of mb and c}
# - {name: rx1c, datatype: float64, description: Correlation of the errors of x1 and c}
# - {name: bias, unit: mag, datatype: float64, description: 'Correction for selection and host mass in mbcorr (biasCor_m_b)'}
# - {name: logmass, unit: dex, datatype: float64, description: 'log stellar mass of the host in solar masses (HOST_LOGMASS)'}
# - {name: mwebv, unit: mag, datatype: float64, description: '0.86 times E(B-V) of SFD98, which the light curves are corrected with'}
# - {name: calibrator, datatype: int32, description: 1 if its host has a Cepheid distance}
# meta:
#   source: 'Scolnic et al. 2022, ApJ 938, 113 (Pantheon+SH0ES.dat); redshifts of Carr et al. 2022, PASA 39, e046'
#   made-by: make-table.py
# schema: astropy-2.0
"""

COLUMNS = """id ra dec zhel ezhel zcmb zhd survey mbcorr embcorr mb emb x1 ex1 c ec rmbx1 rmbc rx1c bias logmass mwebv calibrator"""

MAG_PER_LN = 2.5 / math.log(10)


def main(path):
    sys.stdout.write(HEADER)
    print(COLUMNS)
    with open(path) as table:
        names = table.readline().split()
        for line in table:
            row = dict(zip(names, line.split()))
            if float(row["zCMB"]) >= 0.1:
                continue
            error = {name: float(row[name + "ERR"]) for name in ("mB", "x1", "c")}
            covariance = {name: float(row["COV_" + name]) for name in ("x1_c", "x1_x0", "c_x0")}
            per_x0 = -MAG_PER_LN / float(row["x0"])
            correlations = [
                per_x0 * covariance["x1_x0"] / (error["mB"] * error["x1"]),
                per_x0 * covariance["c_x0"] / (error["mB"] * error["c"]),
                covariance["x1_c"] / (error["x1"] * error["c"]),
            ]
            mass = row["HOST_LOGMASS"]
            print(f"{row['CID']}/{row['IDSURVEY']}", row["RA"], row["DEC"], row["zHEL"], row["zHELERR"], row["zCMB"],
                  row["zHD"], row["IDSURVEY"], row["m_b_corr"], row["m_b_corr_err_RAW"], row["mB"], row["mBERR"], row["x1"], row["x1ERR"],
                  row["c"], row["cERR"], *(f"{r:.4f}" if abs(r) <= 1 else '""' for r in correlations), row["biasCor_m_b"],
                  mass if float(mass) > 0 else '""', row["MWEBV"], row["IS_CALIBRATOR"])


if __name__ == "__main__":
    main(sys.argv[1])
