/**
 * The engine's half of a row, in a process of its own: says that it is ready, then measures once for every line it is sent.
 *
 * usage: node engineSide.ts TASK FORMULA FOLDER
 */
import { createInterface } from 'node:readline';
import { modelFrame } from '../../engine/frame/index.ts';
import { kenwardRogerCoefficients, kenwardRogerPieces } from '../../engine/inference/kenwardRoger.ts';
import { profileIntervals } from '../../engine/inference/profile.ts';
import { coefficientDf } from '../../engine/inference/satterthwaite.ts';
import { fit, linearMixedModel, satterthwaitePieces, vcovBeta } from '../../engine/lmm/index.ts';
import type { Measurement } from './contestant.ts';
import type { Task } from './rows.ts';
import { readTable } from './tableFolder.ts';

/** Work is repeated within one measurement for this long, so that the clock's grain does not show. */
const CPU_SECONDS = 0.25;

const [task, formula, folder] = process.argv.slice(2) as [Task, string, string];
const table = readTable(folder);
const work = workOf(task);
console.log(JSON.stringify({ ready: `Node ${process.version}` }));
for await (const _ of createInterface({ input: process.stdin })) console.log(JSON.stringify(measure()));

/** One piece of work: what is timed. Gives the criterion reached, where there is one. */
function workOf(asked: Task): () => number | null {
  if (asked === 'fit') return () => fit(linearMixedModel(modelFrame(formula, table)), 'REML').criterionValue;
  const model = linearMixedModel(modelFrame(formula, table));
  const fitted = fit(model, 'REML');
  switch (asked) {
    case 'satterthwaite':
      return () => untold(coefficientDf(vcovBeta(fitted), satterthwaitePieces(model, fitted)));
    case 'kenwardRoger':
      return () => untold(kenwardRogerCoefficients(kenwardRogerPieces(model, fitted)));
    case 'profile':
      return () => untold(profileIntervals(model, fit(model, 'ML', { start: fitted.theta })));
  }
}

function untold(_: unknown): null {
  return null;
}

function measure(): Measurement {
  globalThis.gc?.();
  const began = process.cpuUsage();
  for (let repetitions = 1; ; repetitions++) {
    const criterion = work();
    const { user, system } = process.cpuUsage(began);
    const seconds = (user + system) / 1e6;
    if (seconds >= CPU_SECONDS) {
      const megabytes = process.resourceUsage().maxRSS / 1024;
      return { seconds: seconds / repetitions, repetitions, criterion, megabytes };
    }
  }
}
