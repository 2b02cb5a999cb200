/**
 * Models against each other: `compare` cases, in the layout of R's anova.
 */
import type { ColumnTable, ReferenceCase } from '../../contract/index.ts';
import { modelFrame } from '../../frame/modelFrame.ts';
import { lm } from '../../glm/lm.ts';
import { aic, bic } from '../../inference/information.ts';
import { fTestP, waldChisqP } from '../../inference/wald.ts';
import { mixedEstimates } from '../mixedEstimates.ts';
import { frameOptions } from './framing.ts';
import { checkFamily } from './answerCase.ts';
import type { Results } from './quantities.ts';

export function answerComparison(asked: ReferenceCase, table: ColumnTable): Results {
  checkFamily(asked);
  const models = asked.model.models ?? {};
  const mixed = Object.values(models).some((formula) => formula.includes('|'));
  const rows = mixed ? likelihoodRows(asked, models, table) : fRows(asked, models, table);
  return { models, test: mixed ? 'Chisq' : 'F', refit_ML: mixed, table: rows };
}

/** By maximum likelihood, fewest parameters first; each model against the one before it. */
function likelihoodRows(asked: ReferenceCase, models: Readonly<Record<string, string>>, table: ColumnTable) {
  const fits = Object.entries(models).map(([model, formula]) => {
    const { logLik, npar, frame } = mixedEstimates(modelFrame(formula, table, frameOptions(asked)), 'ML');
    return { model, logLik, npar, n: frame.n };
  });
  fits.sort((a, b) => a.npar - b.npar);
  return fits.map(({ model, logLik, npar, n }, index) => ({
    model,
    npar,
    AIC: aic(logLik, npar),
    BIC: bic(logLik, npar, n),
    logLik,
    deviance: -2 * logLik,
    ...(index === 0 ? { Chisq: null, Df: null, 'Pr(>Chisq)': null } : ratioTo(fits[index - 1], { logLik, npar })),
  }));
}

function ratioTo(smaller: { logLik: number; npar: number }, larger: { logLik: number; npar: number }) {
  const chisq = Math.max(2 * (larger.logLik - smaller.logLik), 0);
  const df = larger.npar - smaller.npar;
  return { Chisq: chisq, Df: df, 'Pr(>Chisq)': df > 0 ? waldChisqP(chisq, df) : null };
}

/** Residual squares of each linear model against the one before it, over the variance that the largest leaves. */
function fRows(asked: ReferenceCase, models: Readonly<Record<string, string>>, table: ColumnTable) {
  const fits = Object.values(models).map((formula) => lm(modelFrame(formula, table, frameOptions(asked))));
  const largest = fits.reduce((one, other) => (other.dfResidual < one.dfResidual ? other : one));
  return fits.map(({ dfResidual, rss }, index) => {
    const before = fits[index - 1];
    const row = { model: String(index + 1), 'Resid. Df': dfResidual, 'Resid. Dev': rss };
    if (!before) return { ...row, Df: null, Deviance: null, F: null, 'Pr(>F)': null };
    const [df, squares] = [before.dfResidual - dfResidual, before.rss - rss];
    const F = squares / df / largest.sigma ** 2;
    return { ...row, Df: df, Deviance: squares, F, 'Pr(>F)': fTestP(F, Math.abs(df), largest.dfResidual) };
  });
}
