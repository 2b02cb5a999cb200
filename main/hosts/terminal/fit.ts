/**
 * `npm run fit -- FILE "formula" [--ml] [--json]`: a model's report on standard output.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { failureOf, type ModelSpec } from '../../../engine/contract/index.ts';
import { reportToText } from '../../../engine/report/index.ts';
import { complain, endOnBrokenPipe, writeOut } from './standardOutput.ts';
import { withPool } from './withPool.ts';

const usage = 'npm run fit -- FILE "outcome ~ predictors + (1 | group)" [--ml] [--json]';

interface Asked {
  readonly path: string;
  readonly spec: ModelSpec;
  readonly json: boolean;
}

endOnBrokenPipe();
process.exitCode = await main(process.argv.slice(2));

/** 0 with a report, 1 where the model is refused, 2 where the command line makes no sense. */
async function main(args: readonly string[]): Promise<number> {
  const asked = askedBy(args);
  if (!asked) return 2;
  try {
    await writeOut(await reportFor(asked));
    return 0;
  } catch (thrown) {
    const expected = failureOf(thrown);
    complain(expected ? `${expected.message} ${expected.remedy}` : String(thrown instanceof Error ? thrown.stack : thrown));
    return 1;
  }
}

async function reportFor({ path, spec, json }: Asked): Promise<string> {
  const fitted = await withPool((pool) => pool.run('readAndFit', { path, options: null, spec }, { job: 'fit' }));
  for (const { message } of fitted.notices) complain(message);
  return json ? `${JSON.stringify({ report: fitted.report, fits: fitted.fits }, null, 2)}\n` : reportToText(fitted.report);
}

function askedBy(args: readonly string[]): Asked | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { ml: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
    });
    if (positionals.length !== 2) throw new Error(`Usage: ${usage}`);
    const spec: ModelSpec = { kind: 'model', formula: positionals[1], criterion: values.ml ? 'ML' : 'REML' };
    return { path: resolve(positionals[0]), spec, json: values.json };
  } catch (thrown) {
    complain(thrown instanceof Error ? thrown.message : String(thrown));
    return null;
  }
}
