import { describe, expect, it } from 'vitest';
import type { Report, TableBlock } from '../../../engine/contract/index.ts';
import { emptyReport, run } from '../../../engine/index.ts';
import { fittedModel, modelIds, specOf, tableOf } from '../../reference/models.ts';

const tablesOf = (report: Report) => report.blocks.filter((block): block is TableBlock => block.kind === 'table');
const outline = (report: Report) =>
  tablesOf(report).map(({ id, title, columns, rows, notes }) => ({
    id,
    title,
    columns,
    notes,
    rows: rows.map(({ cells: _, ...shape }) => shape),
  }));
const table = (report: Report, id: string) => tablesOf(report).find((block) => block.id === id)!;

describe.each(modelIds)('the page of %s', (id) => {
  const { report } = fittedModel(id);

  it('has the same tables, rows and columns before the fit and after it', () => {
    expect(outline(emptyReport(specOf(id), tableOf(id)))).toEqual(outline(report));
  });

  it('explains every row', () => {
    for (const { rows } of tablesOf(report)) for (const { explanation } of rows) expect(explanation).toMatch(/\w{3}.*\.$/);
  });

  it('fills every cell of the coefficients', () => {
    const { rows, columns } = table(report, 'coefficients');
    for (const { cells } of rows)
      for (const column of columns)
        expect(cells[column.id], column.id).toSatisfy((cell) => typeof cell === 'string' || Number.isFinite(cell));
  });

  it('survives being stored', () => {
    expect(JSON.parse(JSON.stringify(report))).toEqual(JSON.parse(JSON.stringify(fittedModel(id).report)));
    expect(JSON.stringify(report)).not.toMatch(/NaN|undefined/);
  });
});

describe('a model’s page', () => {
  it('tells the shape before the fit starts', () => {
    const told: string[] = [];
    const hooks = {
      onProgress: () => void told.push('fit'),
      checkCancelled: () => undefined,
      onShape: () => void told.push('shape'),
    };
    run(specOf('sleep-slope'), tableOf('sleep-slope'), hooks);
    expect(told[0]).toBe('shape');
    expect(told).toContain('fit');
  });

  it('stops when asked to', () => {
    const stop = () => {
      throw new Error('stopped');
    };
    expect(() => run(specOf('hsb-slope'), tableOf('hsb-slope'), { onProgress: () => undefined, checkCancelled: stop })).toThrow(
      'stopped',
    );
  });

  it('shows what arm::display prints of a REML fit', () => {
    const rows = Object.fromEntries(
      table(fittedModel('sleep-slope').report, 'fit').rows.map(({ id, cells }) => [id, cells.value]),
    );
    expect(rows.criterion).toBeCloseTo(1743.628, 3);
    expect(rows.AIC).toBeCloseTo(1755.628, 3);
    expect(rows.deviance).toBeCloseTo(1751.939, 3);
    expect(rows.DIC).toBeCloseTo(1760.25, 2);
  });

  it('lays correlations out as a lower triangle', () => {
    const { columns, rows } = table(fittedModel('sleep-slope').report, 'random-effects');
    expect(columns.map(({ title }) => title)).toEqual(['Groups', 'Name', 'Variance', 'SD', 'Corr']);
    expect(rows.map(({ cells }) => [cells.group, cells.name])).toEqual([
      ['Subject', '(Intercept)'],
      ['', 'Days'],
      ['Residual', null],
    ]);
    expect(rows[0].cells.corr0).toBeUndefined();
    expect(rows[1].cells.corr0).toBeCloseTo(0.0656, 3);
  });

  it('counts what was left out, by variable', () => {
    const sleep = tableOf('sleep-slope');
    const columns = sleep.columns.map((column) =>
      column.kind === 'number' && column.name === 'Days'
        ? { ...column, values: column.values.map((value, i) => (i < 3 ? NaN : value)) }
        : column,
    );
    const { report, fits } = run(
      specOf('sleep-slope'),
      { ...sleep, columns },
      { onProgress: () => undefined, checkCancelled: () => undefined },
    );
    expect(table(report, 'sample').rows.map(({ cells }) => [cells.name, cells.rows])).toEqual([
      ['used', 177],
      ['left out', 3],
      ['Days missing', 3],
    ]);
    expect(fits[0].notices.map(({ code }) => code)).toContain('rows.dropped');
  });

  it('shows at most 2000 levels and says how many more there are', () => {
    const rows = 9000;
    const codes = Int32Array.from({ length: rows }, (_, i) => i % 3000);
    const y = Float64Array.from({ length: rows }, (_, i) => Math.sin(i * i) + Math.cos(codes[i]));
    const levels = Array.from({ length: 3000 }, (_, level) => `g${level}`);
    const data = {
      rows,
      columns: [
        { kind: 'number' as const, name: 'y', values: y },
        { kind: 'factor' as const, name: 'g', codes, levels, scale: 'nominal' as const },
      ],
    };
    const { report } = run({ kind: 'model', formula: 'y ~ 1 + (1 | g)', criterion: 'REML' }, data, {
      onProgress: () => undefined,
      checkCancelled: () => undefined,
    });
    expect(table(report, 'modes:g').rows).toHaveLength(2000);
    expect(table(report, 'modes:g').notes[0]).toMatch(/1000 more levels of g/);
  });
});
