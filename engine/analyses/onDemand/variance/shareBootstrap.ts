/**
 * Intervals of intraclass correlations and R² by the parametric bootstrap.
 */
import type { Choice, Replicates, TableColumn } from '../../../contract/index.ts';
import { bootstrapBounds, bootstrapReplicates } from '../../../inference/bootstrap.ts';
import { parameterValues } from '../../../inference/parameters.ts';
import { partsOfParameters } from '../../../inference/partsOfParameters.ts';
import { meanProducts } from '../../../inference/varianceShares.ts';
import { sd } from '../../../stats/index.ts';
import { intervalWords } from '../../../text/intervals.ts';
import { iccWords, shareBootstrapWords as words } from '../../../text/variance.ts';
import type { RowCells } from '../../defineTable.ts';
import type { Chosen } from '../chosen.ts';
import { coverageChoice, coverageOf } from '../coverage.ts';
import { defineAnalysis } from '../defineAnalysis.ts';
import type { Subject } from '../subject.ts';
import { table } from '../table.ts';
import { heldValues, slopeChoices, takenNote } from './intraclassCorrelation.ts';
import { sharedSets } from './sharedGroups.ts';
import { randomRowsWith } from './slopeVariables.ts';

const repetitions: readonly Choice[] = [
  {
    id: 'replicates',
    kind: 'number',
    label: intervalWords.replicates,
    value: 500,
    min: 20,
    max: 100_000,
    whole: true,
  },
  {
    id: 'seed',
    kind: 'number',
    label: intervalWords.seed,
    explanation: intervalWords.seedExplanation,
    value: 1,
    min: 0,
    max: 2 ** 52,
    whole: true,
  },
];

export const shareBootstrap = defineAnalysis({
  id: 'share-bootstrap',
  title: words.title,
  about: words.about,
  area: 'variance',
  applies: ({ method }) => method === 'lmm',
  choices: (fit) => [...slopeChoices(fit), coverageChoice, ...repetitions],
  repeated: { count: (chosen) => chosen.given('replicates'), make },
  blocks: (subject, chosen, replicates) => {
    const { model, fit } = subject.asked;
    const estimates = sharesOf(subject, chosen)(parameterValues(model, fit));
    const made = replicates.filter(([first]) => !Number.isNaN(first));
    const rows = shareRows(subject).map((row, i) => ({
      ...row,
      cells: cellsOf(
        estimates[i],
        made.map((shares) => shares[i]),
        coverageOf(chosen),
      ),
    }));
    const failed = replicates.length - made.length;
    return [
      table({
        id: 'share-bootstrap',
        title: words.title,
        columns,
        rows,
        notes: [
          ...takenNote(subject, heldValues(subject, chosen)),
          words.method(replicates.length, chosen.given('seed')),
          ...(failed ? [words.failed(failed)] : []),
        ],
      }),
    ];
  },
});

const columns: readonly TableColumn[] = [
  { id: 'share', title: '', format: 'text' },
  { id: 'value', title: intervalWords.estimate, format: 'share' },
  { id: 'se', title: intervalWords.spread, format: 'share' },
  { id: 'lower', title: intervalWords.lower, format: 'share' },
  { id: 'upper', title: intervalWords.upper, format: 'share' },
];

/** A row for each set of groups that two rows can share, then the two R². */
function shareRows({ frame, fit }: Subject) {
  const nameOf = (g: number): string => frame.groups[g].name;
  return [
    ...sharedSets(frame.groups).map(({ named, apart }) => ({
      id: named.map(nameOf).join(' & '),
      label: `${words.icc}: ${iccWords.same(named.map(nameOf), apart.map(nameOf))}`,
      level: Math.min(...named.map((g) => fit.groups[g].level)),
    })),
    ...(fit.terms.length
      ? [
          { id: 'marginal', label: `${words.r2} · ${words.marginal}` },
          { id: 'conditional', label: `${words.r2} · ${words.conditional}` },
        ]
      : []),
  ];
}

/** The shares of `shareRows` from parameter values. */
function sharesOf(subject: Subject, chosen: Chosen): (values: readonly number[]) => number[] {
  const products = randomRowsWith(subject, heldValues(subject, chosen)).map(meanProducts);
  const parts = partsOfParameters(subject.model, products);
  const sets = sharedSets(subject.frame.groups);
  return (values) => {
    const { fixed, groups, residual } = parts(values);
    const random = groups.reduce((sum, variance) => sum + variance, 0);
    const correlations = sets.map((set) => set.groups.reduce((sum, g) => sum + groups[g], 0) / (random + residual));
    const total = fixed + random + residual;
    return [...correlations, fixed / total, (fixed + random) / total];
  };
}

function make(subject: Subject, chosen: Chosen, from: number, to: number): Replicates {
  const { asked, hooks } = subject;
  const shares = sharesOf(subject, chosen);
  return bootstrapReplicates(asked.model, asked.fit, from, to, {
    seed: chosen.given('seed'),
    checkCancelled: hooks.checkCancelled,
    onDone: (done) => hooks.onProgress({ stage: 'repetitions', done, total: to - from }),
  }).map(shares);
}

function cellsOf(value: number, replicates: readonly number[], coverage: number): RowCells {
  const bounds = bootstrapBounds(replicates, value, coverage);
  return bounds === null ? { value } : { value, se: sd(replicates), lower: bounds.lower, upper: bounds.upper };
}
