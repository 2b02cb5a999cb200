/**
 * Information criteria from a log-likelihood.
 *
 * @see Akaike (1974), IEEE Trans. Autom. Control 19(6); Schwarz (1978), Ann. Statist. 6(2); Spiegelhalter et al. (2002), JRSS B 64(4)
 */

export function aic(logLik: number, npar: number): number {
  return -2 * logLik + 2 * npar;
}

/** `n` rows used; R counts all of them for REML fits too. */
export function bic(logLik: number, npar: number, n: number): number {
  return -2 * logLik + Math.log(n) * npar;
}

/**
 * The DIC that arm::display prints of a mixed model.
 *
 * D̄ is taken to be the deviance of the maximum-likelihood fit, D(θ̄) the criterion of the fit shown, so DIC = 2 D̄ − D(θ̄);
 * of a maximum-likelihood fit it is the deviance itself.
 */
export function dic(devianceML: number, criterionValue: number): number {
  return 2 * devianceML - criterionValue;
}
