import { describe, expect, it } from 'vitest';
import { modelFrame } from '../../../../../engine/frame/index.ts';
import { fitWithoutLevel } from '../../../../../engine/inference/withoutLevel.ts';
import { fit, linearMixedModel, varCorr } from '../../../../../engine/lmm/index.ts';
import { sampleTable } from '../../../../reference/models.ts';
import values from '../../../../reference/values/predictions.json' with { type: 'json' };
import { askedOf, valueOf } from '../../../../support/askedOf.ts';

const sleepTable = sampleTable('sleepstudy', ['Subject']);
const sleep = askedOf(sleepTable, 'Reaction ~ Days + (Days | Subject)');
const penicillin = askedOf(sampleTable('Penicillin', ['plate', 'sample']), 'diameter ~ 1 + (1 | plate) + (1 | sample)');
const quiet = () => undefined;

describe('influence of groups', () => {
  it.each([
    ['Subject', sleep, values.deletion.sleep],
    ['sample', penicillin, values.deletion.penicillin],
  ] as const)('is what refitting in R without each %s gives', (name, asked, wanted) => {
    const answer = asked.ask('group-influence');
    expect(answer.table('group-influence').rows).toHaveLength(wanted.levels.length);
    wanted.levels.forEach((level, i) => {
      expect(Math.abs(answer.number('group-influence', level, 'cook')! - wanted.cook[i])).toBeLessThan(
        1e-4 * (1 + wanted.cook[i]),
      );
      wanted.dfbetas[i].forEach((value, j) =>
        expect(Math.abs(answer.number('group-influence', level, `dfbetas-${j}`)! - value)).toBeLessThan(1e-4),
      );
      wanted.beta[i].forEach((value, j) =>
        expect(Math.abs(answer.number('coefficients-without', level, `beta-${j}`)! / value - 1)).toBeLessThan(1e-6),
      );
    });
    expect(answer.notes).toContain(name === 'Subject' ? '4/J = 0.222' : '4/J = 0.667');
  });

  it('sorts by Cook’s distance, which lme4 has (J − p) / J times as large', () => {
    const answer = sleep.ask('group-influence');
    const cooks = answer.table('group-influence').rows.map(({ cells }) => valueOf(cells.cook)!);
    expect(cooks).toEqual([...cooks].sort((a, b) => b - a));
    const ofLme4 = [...values.deletion.sleep.lme4Cook].sort((a, b) => b - a);
    cooks.forEach((cook, i) => expect(Math.abs((cook * 16) / 18 - ofLme4[i])).toBeLessThan(1e-3));
  });

  it('leaves out the levels nested in a group with it', () => {
    const table = sampleTable('Pastes', ['batch', 'cask', 'sample']);
    const frame = modelFrame('strength ~ 1 + (1 | batch/cask)', table);
    const full = fit(linearMixedModel(frame), 'REML');
    const left = fitWithoutLevel(
      frame,
      frame.groups.findIndex(({ name }) => name === 'batch'),
      0,
      full,
      true,
      quiet,
    )!;
    expect(left.beta[0]).toBeCloseTo(values.deletion.pastes.beta, 6);
    values.deletion.pastes.sd.forEach((sd, i) => expect(Math.abs(left.sds[i] / sd - 1)).toBeLessThan(1e-4));
  });

  it('equals a fit from scratch on the rows left', () => {
    const frame = modelFrame('Reaction ~ Days + (Days | Subject)', sleepTable);
    const full = fit(linearMixedModel(frame), 'REML');
    const kept = Int32Array.from(frame.groups[0].codes, (code, i) => (code === 3 ? -1 : i)).filter((i) => i >= 0);
    const rest = modelFrame('Reaction ~ Days + (Days | Subject)', {
      rows: kept.length,
      columns: sleepTable.columns.map((column) =>
        column.kind === 'number'
          ? { ...column, values: Float64Array.from(kept, (i) => column.values[i]) }
          : { ...column, codes: Int32Array.from(kept, (i) => column.codes[i]) },
      ),
    });
    const model = linearMixedModel(rest);
    const scratch = fit(model, 'REML');
    const left = fitWithoutLevel(frame, 0, 3, full, true, quiet)!;
    left.beta.forEach((value, j) => expect(value).toBeCloseTo(scratch.beta[j], 6));
    const sds = varCorr(model, scratch).filter(({ var2 }) => var2 === null);
    left.sds.forEach((sd, j) => expect(Math.abs(sd / sds[j].sdcor! - 1)).toBeLessThan(1e-6));
  });

  it('has no value for a coefficient that one group alone determines', () => {
    const only = sleepTable.columns.find((column) => column.name === 'Subject')!;
    const codes = only.kind === 'factor' ? only.codes : new Int32Array(0);
    const table = {
      rows: sleepTable.rows,
      columns: [
        ...sleepTable.columns,
        { kind: 'number' as const, name: 'odd', values: Float64Array.from(codes, (code, i) => (code === 0 ? i : 0)) },
      ],
    };
    const answer = askedOf(table, 'Reaction ~ Days + odd + (1 | Subject)').ask('group-influence');
    const rows = answer.table('group-influence').rows;
    expect(rows[rows.length - 1].cells.cook).toBeNull();
    expect(rows.filter(({ cells }) => cells.cook === null)).toHaveLength(1);
    expect(answer.notes).toContain('Empty');
  });

  it('moves towards the exact result when the variances are held', () => {
    const cook = (searched: boolean) => sleep.ask('group-influence', { searched }).number('group-influence', '309', 'cook')!;
    expect(cook(false)).not.toBe(cook(true));
    expect(Math.abs(cook(false) / cook(true) - 1)).toBeLessThan(0.1);
  });
});

describe('group effects', () => {
  it('are ranked from the highest, and flagged where the interval leaves out 0', () => {
    const rows = sleep.ask('group-effects').table('effects-0').rows;
    expect(rows.map(({ cells }) => cells.rank)).toEqual(rows.map((_, i) => i + 1));
    for (const { cells } of rows) {
      const [lower, upper] = [valueOf(cells.lower)!, valueOf(cells.upper)!];
      expect(cells.flag).toBe(lower > 0 ? 'above' : upper < 0 ? 'below' : null);
    }
  });

  it('added to the fixed effects give the lines of the groups', () => {
    const answer = sleep.ask('group-effects');
    const effect = answer.number('effects-1', '308', 'value')!;
    expect(answer.number('lines', '308', 'coef-1')).toBeCloseTo(sleep.fit.beta[1] + effect, 10);
  });
});
