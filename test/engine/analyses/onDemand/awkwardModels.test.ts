import { describe, expect, it } from 'vitest';
import type { ChoiceValues } from '../../../../engine/contract/index.ts';
import { analysesFor } from '../../../../engine/index.ts';
import { sampleTable } from '../../../reference/models.ts';
import { askedOf } from '../../../support/askedOf.ts';

const sleep = sampleTable('sleepstudy', ['Subject']);
const oats = sampleTable('Oats', ['Block', 'Variety']);
const hsb = sampleTable('hsb', ['School', 'Sector', 'Sex']);

const models = [
  [sleep, 'Reaction ~ Days + (0 + Days | Subject)'],
  [sleep, 'Reaction ~ 0 + Days + (1 | Subject)'],
  [sleep, 'log(Reaction) ~ poly(Days, 2) + (poly(Days, 2) | Subject)'],
  [sleep, 'Reaction ~ scale(Days) + (scale(Days) | Subject)'],
  [sleep, 'Reaction ~ factor(Days) + (1 | Subject)'],
  [sleep, 'Reaction ~ Days + offset(Days) + (Days > 4 | Subject)'],
  [sleep, 'Reaction ~ Days + (Days | Subject) + (1 | Days)'],
  [oats, 'yield ~ nitro * Variety + (Variety | Block)'],
  [oats, 'yield ~ nitro + (nitro:Variety | Block)'],
  [oats, 'yield ~ nitro + (0 + Variety || Block)'],
  [hsb, 'MathAch ~ SES * Sex + I(SES - MEANSES) + (SES + Sex | School)'],
] as const;

const further: Readonly<Record<string, ChoiceValues>> = {
  'icc-by-level': { taken: 'at' },
  'share-bootstrap': { taken: 'at' },
  'variance-explained': { terms: true },
};
const always: Readonly<Record<string, ChoiceValues>> = { 'share-bootstrap': { replicates: 20 } };

describe('variance parts and descriptions', () => {
  it.each(models)('have a number or nothing in each cell: %#', (table, formula) => {
    const { fit, ask } = askedOf(table, formula);
    const offers = analysesFor(fit).filter(({ area }) => area === 'variance' || area === 'data');
    expect(offers.length).toBeGreaterThan(4);
    for (const { id, choices } of offers) {
      const chosen = Object.entries(further[id] ?? {}).filter(([name]) => choices.some((choice) => choice.id === name));
      for (const values of [{}, Object.fromEntries(chosen)])
        expect(notNumbers(ask(id, { ...always[id], ...values })), id).toEqual([]);
    }
  });
});

function notNumbers({ report }: ReturnType<ReturnType<typeof askedOf>['ask']>): string[] {
  const tables = report.blocks.filter((block) => block.kind === 'table');
  return tables.flatMap(({ id, rows }) =>
    rows.flatMap((row) =>
      Object.entries(row.cells).flatMap(([column, cell]) => {
        const value = typeof cell === 'object' && cell !== null ? cell.value : cell;
        return typeof value === 'number' && !Number.isFinite(value) ? [`${id} ${row.id} ${column}`] : [];
      }),
    ),
  );
}
