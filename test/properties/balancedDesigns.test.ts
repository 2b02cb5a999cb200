import { describe, expect, it } from 'vitest';
import type { ModelFrame } from '../../engine/frame/types.ts';
import { kenwardRogerCoefficients, kenwardRogerF, kenwardRogerPieces } from '../../engine/inference/kenwardRoger.ts';
import { selecting } from '../../engine/inference/linearHypothesis.ts';
import { coefficientDf, satterthwaiteF } from '../../engine/inference/satterthwaite.ts';
import * as lmm from '../../engine/lmm/index.ts';
import { handMadeFrame, ones } from '../support/handMadeFrame.ts';
import { seeded } from '../support/seeded.ts';

/** A balanced design and the degrees of freedom of its classical analysis of variance. */
interface Balanced {
  readonly frame: ModelFrame;
  /** Of each coefficient. */
  readonly df: readonly number[];
  /** Coefficients that are tested together, and the df of the stratum they lie in. */
  readonly together: { readonly columns: readonly number[]; readonly df: number };
}

const designs: readonly (readonly [string, (seed: number) => Balanced])[] = [
  ['treatments within groups', blocks],
  ['a split plot', splitPlot],
  ['a slope in every group', slopes],
  ['groups within treatments', betweenGroups],
  ['rows in groups in larger groups', nested],
  ['groups crossed with groups', crossed],
];
const cases = designs.flatMap(([name, make]) => [1, 2, 3].map((seed) => [name, seed, make(seed)] as const));

describe('in a balanced design fitted by REML, no variance at zero', () => {
  it.each(cases)(
    'Kenward–Roger, Satterthwaite and ANOVA agree on the degrees of freedom: %s, %i',
    (_, __, { frame, df, together }) => {
      const model = lmm.linearMixedModel(frame);
      const fit = lmm.fit(model, 'REML');
      expect(fit.isSingular).toBe(false);
      const pieces = kenwardRogerPieces(model, fit);
      const satterthwaite = lmm.satterthwaitePieces(model, fit);
      const vcov = lmm.vcovBeta(fit);
      near(
        kenwardRogerCoefficients(pieces).map((row) => row.df),
        df,
        1e-6,
      );
      near(coefficientDf(vcov, satterthwaite), df, 1e-4);
      const L = selecting(together.columns, frame.p);
      near([kenwardRogerF(L, fit.beta, pieces).denDf], [together.df], 1e-6);
      near([satterthwaiteF(L, fit.beta, vcov, satterthwaite).denDf], [together.df], 1e-4);
    },
  );

  it.each(cases)('the covariance needs no adjustment: %s, %i', (_, __, { frame }) => {
    const model = lmm.linearMixedModel(frame);
    const { vcov, adjusted } = kenwardRogerPieces(model, lmm.fit(model, 'REML'));
    near(adjusted.flat(), vcov.flat(), 1e-9);
  });
});

/** Three treatments twice in each of 8 blocks. */
function blocks(seed: number): Balanced {
  const [groups, treatments, repeats] = [8, 3, 2];
  const { row, normal, n } = crossedRows([groups, treatments, repeats], seed);
  const group = effects(groups, 2, normal);
  const frame = handMadeFrame({
    y: row.map(([g, t]) => group[g] + t + normal()),
    fixed: {
      '(Intercept)': ones(n),
      ...sumCoded(
        't',
        row.map(([, t]) => t),
        treatments,
      ),
    },
    groups: [{ name: 'g', codes: row.map(([g]) => g) }],
    random: [{ group: 'g', columns: { '(Intercept)': ones(n) } }],
  });
  const within = n - groups - (treatments - 1);
  return { frame, df: [groups - 1, within, within], together: { columns: [1, 2], df: within } };
}

/** Six blocks of three whole plots with a variety each, split into four subplots with a dose each. */
function splitPlot(seed: number): Balanced {
  const [groups, varieties, doses] = [6, 3, 4];
  const { row, normal, n } = crossedRows([groups, varieties, doses], seed);
  const block = effects(groups, 3, normal);
  const plot = effects(groups * varieties, 2, normal);
  const frame = handMadeFrame({
    y: row.map(([b, v, d]) => block[b] + plot[b * varieties + v] + v + d + normal()),
    fixed: {
      '(Intercept)': ones(n),
      ...sumCoded(
        'v',
        row.map(([, v]) => v),
        varieties,
      ),
      ...sumCoded(
        'd',
        row.map(([, , d]) => d),
        doses,
      ),
    },
    groups: [
      { name: 'b', codes: row.map(([b]) => b) },
      { name: 'v:b', codes: row.map(([b, v]) => b * varieties + v) },
    ],
    random: [
      { group: 'b', columns: { '(Intercept)': ones(n) } },
      { group: 'v:b', columns: { '(Intercept)': ones(n) } },
    ],
  });
  const whole = (groups - 1) * (varieties - 1);
  const sub = n - groups * varieties - (doses - 1);
  return { frame, df: [groups - 1, whole, whole, sub, sub, sub], together: { columns: [1, 2], df: whole } };
}

/** Twelve groups measured at the same five times, each with its own line. */
function slopes(seed: number): Balanced {
  const [groups, times] = [12, 5];
  const { row, normal, n } = crossedRows([groups, times], seed);
  const level = effects(groups, 2, normal);
  const slope = effects(groups, 1, normal);
  const time = Float64Array.from(row, ([, t]) => t);
  const frame = handMadeFrame({
    y: row.map(([g, t]) => level[g] + (0.5 + slope[g]) * t + normal()),
    fixed: { '(Intercept)': ones(n), time },
    groups: [{ name: 'g', codes: row.map(([g]) => g) }],
    random: [{ group: 'g', columns: { '(Intercept)': ones(n), time } }],
  });
  return { frame, df: [groups - 1, groups - 1], together: { columns: [1], df: groups - 1 } };
}

/** Twelve groups, four under each of three treatments, five rows each. */
function betweenGroups(seed: number): Balanced {
  const [treatments, each, repeats] = [3, 4, 5];
  const { row, normal, n } = crossedRows([treatments, each, repeats], seed);
  const group = effects(treatments * each, 2, normal);
  const frame = handMadeFrame({
    y: row.map(([t, g]) => group[t * each + g] + t + normal()),
    fixed: {
      '(Intercept)': ones(n),
      ...sumCoded(
        't',
        row.map(([t]) => t),
        treatments,
      ),
    },
    groups: [{ name: 'g', codes: row.map(([t, g]) => t * each + g) }],
    random: [{ group: 'g', columns: { '(Intercept)': ones(n) } }],
  });
  const between = treatments * (each - 1);
  return { frame, df: [between, between, between], together: { columns: [1, 2], df: between } };
}

/** Three treatments, each given to five groups of four smaller groups, three rows each; a second treatment within the smaller groups. */
function nested(seed: number): Balanced {
  const [treatments, outer, inner, times] = [3, 5, 4, 3];
  const { row, normal, n } = crossedRows([treatments, outer, inner, times], seed);
  const large = effects(treatments * outer, 3, normal);
  const small = effects(treatments * outer * inner, 2, normal);
  const outerOf = ([t, g]: readonly number[]) => t * outer + g;
  const innerOf = (own: readonly number[]) => outerOf(own) * inner + own[2];
  const coded = (name: string, at: number, levels: number) => sumCoded(name, row.map((own) => own[at]), levels); // prettier-ignore
  const frame = handMadeFrame({
    y: row.map((own) => large[outerOf(own)] + small[innerOf(own)] + own[0] + own[3] + normal()),
    fixed: { '(Intercept)': ones(n), ...coded('t', 0, treatments), ...coded('d', 3, times) },
    groups: [
      { name: 'g', codes: row.map(outerOf) },
      { name: 'h:g', codes: row.map(innerOf) },
    ],
    random: [
      { group: 'g', columns: { '(Intercept)': ones(n) } },
      { group: 'h:g', columns: { '(Intercept)': ones(n) } },
    ],
  });
  const between = treatments * (outer - 1);
  const within = n - treatments * outer * inner - (times - 1);
  return { frame, df: [between, between, between, within, within], together: { columns: [3, 4], df: within } };
}

/** Ten persons, each answering the same eight questions in each of three conditions. */
function crossed(seed: number): Balanced {
  const [persons, questions, conditions] = [10, 8, 3];
  const { row, normal, n } = crossedRows([persons, questions, conditions], seed);
  const person = effects(persons, 2, normal);
  const question = effects(questions, 2, normal);
  const conditionCodes = row.map(([, , c]) => c);
  const frame = handMadeFrame({
    y: row.map(([p, q, c]) => person[p] + question[q] + c + normal()),
    fixed: sumCoded('c', conditionCodes, conditions),
    groups: [
      { name: 'p', codes: row.map(([p]) => p) },
      { name: 'q', codes: row.map(([, q]) => q) },
    ],
    random: [
      { group: 'p', columns: { '(Intercept)': ones(n) } },
      { group: 'q', columns: { '(Intercept)': ones(n) } },
    ],
  });
  const within = n - (persons - 1) - (questions - 1) - (conditions - 1) - 1;
  return { frame, df: [within, within], together: { columns: [0, 1], df: within } };
}

function crossedRows(sizes: readonly number[], seed: number) {
  const row = sizes.reduce<number[][]>(
    (rows, size) => rows.flatMap((own) => Array.from({ length: size }, (_, i) => [...own, i])),
    [[]],
  );
  const { normal } = seeded(1000 + seed);
  return { row, normal, n: row.length };
}

function effects(count: number, sd: number, normal: () => number): number[] {
  return Array.from({ length: count }, () => sd * normal());
}

/** Columns of a factor coded to sum to zero. */
function sumCoded(name: string, codes: readonly number[], levels: number): Record<string, number[]> {
  return Object.fromEntries(
    Array.from({ length: levels - 1 }, (_, j) => [
      `${name}${j + 1}`,
      codes.map((code) => (code === levels - 1 ? -1 : Number(code === j))),
    ]),
  );
}

function near(found: readonly number[], wanted: readonly number[], share: number): void {
  const size = Math.max(...wanted.map(Math.abs));
  expect(Math.max(...wanted.map((value, i) => Math.abs(found[i] - value)))).toBeLessThan(share * size);
}
