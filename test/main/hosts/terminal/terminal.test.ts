import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../../..');
const sample = (name: string) => join(root, 'resources/samples', `${name}.csv`);
const folder = mkdtempSync(join(tmpdir(), 'terrace-terminal-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a terminal program to its end; with `firstBytes` its output is closed after so many. */
function run(program: 'fit' | 'reference', args: readonly string[], firstBytes = Infinity): Promise<Ended> {
  const child = spawn(process.execPath, [join(root, 'main/hosts/terminal', `${program}.ts`), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    if (out.length >= firstBytes) child.stdout.destroy();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

function caseFile(id: string, engine: string, model: object): string {
  const path = join(folder, `${id}.json`);
  const columns = { Reaction: { type: 'numeric' }, Days: { type: 'numeric' }, Subject: { type: 'factor' } };
  const want = { quantities: ['nobs', 'beta', 'sigma', 'REMLcrit', 'unheard-of'] };
  writeFileSync(path, JSON.stringify({ id, engine, data: { file: 'sleepstudy.csv', columns }, model, want }));
  return path;
}

describe('npm run fit', () => {
  it('prints the report and nothing else', async () => {
    const { code, out, err } = await run('fit', [sample('sleepstudy'), 'Reaction ~ Days + (Days | Subject)']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.split('\n')[0]).toBe('Reaction ~ Days + (Days | Subject)');
    expect(out).toContain('1743.6');
  });

  it('fits by maximum likelihood and prints JSON where asked', async () => {
    const { code, out } = await run('fit', [sample('sleepstudy'), 'Reaction ~ Days + (1 | Subject)', '--ml', '--json']);
    const { fits } = JSON.parse(out);
    expect(code).toBe(0);
    expect(fits).toHaveLength(1);
    expect(fits[0].criterion).toBe('ML');
    expect(fits[0].logLik).toBeCloseTo(-897.04, 2);
  });

  it('complains of a model that does not fit the file, on standard error', async () => {
    const { code, out, err } = await run('fit', [sample('sleepstudy'), 'Reaction ~ Dayz']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('There is no variable called “Dayz”.');
  });

  it('complains of a command line without formula', async () => {
    expect(await run('fit', [sample('sleepstudy')])).toMatchObject({ code: 2, out: '' });
  });

  it('ends quietly when nobody reads any more', async () => {
    const { err } = await run('fit', [sample('hsb'), 'MathAch ~ SES + (1 | School)', '--json'], 10);
    expect(err).toBe('');
  });
});

describe('npm run reference', () => {
  const data = ['--data', join(root, 'resources/samples')];

  it('answers each case on a line, with what it can of what is wanted', async () => {
    const cases = [
      caseFile('fits', 'lmer', { formula: 'Reaction ~ Days + (Days | Subject)', REML: true }),
      caseFile('refused', 'glmer', { formula: 'Reaction ~ Days + (1 | Subject)', family: 'poisson', link: 'log' }),
      caseFile('wrong', 'error', { formula: 'Reaction ~ Dayz + (1 | Subject)' }),
    ];
    const { code, out, err } = await run('reference', [...data, ...cases, '--repeat', '2']);
    const [fits, refused, wrong] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const given = Object.keys(fits.results).filter((name) => fits.results[name].not_available === undefined);
    expect(given).toEqual(['nobs', 'beta', 'sigma', 'REMLcrit']);
    expect(fits.results.REMLcrit).toBeCloseTo(1743.6283, 4);
    expect(fits.ms.total).toBeCloseTo(fits.ms.frame + fits.ms.fit, 9);
    expect(refused.failure.code).toBe('reference.unsupported');
    expect(wrong.failure.code).toBe('formula.unknown-column');
  });

  it('says which file it cannot read, and goes on', async () => {
    const good = caseFile('good', 'lm', { formula: 'Reaction ~ Days' });
    const { code, out, err } = await run('reference', [...data, join(folder, 'missing.json'), good]);
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ id: 'good', results: { nobs: 180 } });
    expect(err).toContain('missing.json');
  });

  it('answers a case without its data by a failure', async () => {
    const { out } = await run('reference', ['--data', folder, caseFile('lost', 'lm', { formula: 'Reaction ~ Days' })]);
    expect(JSON.parse(out)).toMatchObject({ id: 'lost', failure: { code: 'reference.unreadable' } });
  });
});
