import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

/**
 * Who may import whom. The longest `from` that a file's path begins with counts; it may import itself, what `may` lists by path
 * prefix, and packages unless `packages` says which. `types` may be imported as types only.
 */
interface Layer {
  readonly from: string;
  readonly may: readonly string[];
  readonly types?: readonly string[];
  /** Packages allowed; absent: any but `electron`. */
  readonly packages?: readonly string[];
  /** Files that may not be imported although `may` covers them. */
  readonly never?: readonly string[];
}

const words = ['engine/contract', 'engine/text'];
const engineFolders = ['engine/'];

const layers: readonly Layer[] = [
  { from: 'engine/contract', may: [], packages: [] },
  { from: 'engine/text', may: ['engine/contract'], packages: [] },
  { from: 'engine/kernels', may: words, packages: [] },
  { from: 'engine/linalg', may: [...words, 'engine/kernels'] },
  { from: 'engine/stats', may: [...words, 'engine/kernels'] },
  { from: 'engine/formula', may: words, packages: [] },
  { from: 'engine/optim', may: [...words, 'engine/linalg'] },
  { from: 'engine/frame', may: [...words, 'engine/formula', 'engine/linalg', 'engine/stats'] },
  ...['engine/glm', 'engine/lmm'].map((from) => ({
    from,
    may: [...words, 'engine/frame', 'engine/optim', 'engine/linalg', 'engine/stats', 'engine/kernels'],
  })),
  {
    from: 'engine/glmm',
    may: [
      ...words,
      'engine/glm',
      'engine/lmm',
      'engine/frame',
      'engine/optim',
      'engine/linalg',
      'engine/stats',
      'engine/kernels',
    ],
  },
  ...['engine/inference', 'engine/describe'].map((from) => ({
    from,
    may: engineFolders,
    never: ['engine/report', 'engine/analyses', 'engine/run.ts', 'engine/index.ts', 'engine/inference', 'engine/describe'],
  })),
  { from: 'engine/report', may: words, packages: [] },
  { from: 'engine/analyses', may: engineFolders, never: ['engine/run.ts', 'engine/index.ts'] },
  { from: 'engine/version.ts', may: [], packages: [] },
  { from: 'engine/run.ts', may: engineFolders },
  { from: 'engine/index.ts', may: engineFolders },

  { from: 'main/api.ts', may: [], types: ['engine/contract'], packages: [] },
  {
    from: 'main/services',
    may: [...words, 'engine/formula', 'engine/frame', 'engine/report', 'engine/version.ts', 'main/api.ts'],
  },
  { from: 'main/createApp.ts', may: [...words, 'main/services', 'main/api.ts', 'main/router.ts', 'main/handlers'] },
  { from: 'main/router.ts', may: [...words, 'main/services', 'main/api.ts', 'main/handlers/asks.ts'] },
  { from: 'main/handlers', may: [...words, 'main/services', 'main/api.ts'], types: ['main/router.ts'] },
  { from: 'main/worker.ts', may: [...words, 'main/services', 'engine/index.ts'] },
  { from: 'main/hosts', may: [...words, 'main/createApp.ts', 'main/router.ts', 'main/services', 'main/api.ts'] },
  // It prints reports, and a report is read through engine/report everywhere.
  { from: 'main/hosts/terminal', may: [...words, 'engine/report', 'main/hosts', 'main/services', 'main/api.ts'] },
  {
    from: 'main/hosts/electron',
    may: [...words, 'main/hosts', 'main/createApp.ts', 'main/router.ts', 'main/services', 'main/api.ts'],
    packages: ['electron', 'node:*', 'valibot'],
  },

  { from: 'renderer', may: [...words, 'engine/formula', 'engine/report'], types: ['main/api.ts'] },
  { from: 'test', may: [''], packages: ['*'] },
];

const root = fileURLToPath(new URL('..', import.meta.url));

interface Import {
  readonly file: string;
  /** A path from the root, or a package's name. */
  readonly target: string;
  readonly isPackage: boolean;
  readonly isType: boolean;
}

describe('the layers of the program', () => {
  const files = ['engine', 'main', 'renderer'].flatMap((folder) => sourcesUnder(folder));

  test('has a rule for every folder', () => {
    expect(files.filter((file) => !layerOf(file))).toEqual([]);
  });

  test('has no rule for what is not there', () => {
    const planned = ['engine/kernels', 'engine/glm', 'engine/glmm', 'engine/describe', 'test'];
    const used = new Set(files.map((file) => layerOf(file)?.from));
    expect(layers.map(({ from }) => from).filter((from) => !used.has(from) && !planned.includes(from))).toEqual([]);
  });

  test('imports only downwards', () => {
    expect(files.flatMap(importsOf).map(trouble).filter(Boolean)).toEqual([]);
  });

  test.each([
    ['engine/linalg/qr.ts', "import { run } from '../run.ts';", 'engine/linalg/qr.ts imports engine/run.ts'],
    ['engine/formula/scan.ts', "import Papa from 'papaparse';", 'engine/formula/scan.ts imports papaparse'],
    ['main/services/data/readFile.ts', "import { app } from 'electron';", 'main/services/data/readFile.ts imports electron'],
    [
      'main/services/data/readFile.ts',
      "export * from '../../../engine/index.ts';",
      'main/services/data/readFile.ts imports engine/index.ts',
    ],
    [
      'main/api.ts',
      "import { failure } from '../engine/contract/index.ts';",
      'main/api.ts imports engine/contract/index.ts (as a value)',
    ],
    ['renderer/app.ts', "const x = await import('../main/createApp.ts');", 'renderer/app.ts imports main/createApp.ts'],
    [
      'renderer/views/A.svelte',
      "<script>import type { A } from '../../engine/lmm/fit.ts';</script>",
      'renderer/views/A.svelte imports engine/lmm/fit.ts',
    ],
  ])('names the fault in %s', (file, text, fault) => {
    expect(importsIn(file, text).map(trouble)).toEqual([fault]);
  });

  test.each([
    ['main/api.ts', "import type { Failure } from '../engine/contract/index.ts';"],
    ['renderer/views/A.svelte', "<script>import type { Calls } from '../../main/api.ts';\nimport B from './B.svelte';</script>"],
    ['main/hosts/electron/main.ts', "import { app } from 'electron';"],
    ['main/worker.ts', "import { run } from '../engine/index.ts';"],
  ])('lets %s be', (file, text) => {
    expect(importsIn(file, text).map(trouble).filter(Boolean)).toEqual([]);
  });
});

/** What is wrong with an import, in words; null where nothing is. */
function trouble({ file, target, isPackage, isType }: Import): string | null {
  const layer = layerOf(file);
  if (!layer) return `${file} lies in no layer`;
  if (isPackage) return allowsPackage(layer, target) ? null : `${file} imports ${target}`;
  if (within(target, layer.from) || (covers(layer.may, target) && !covers(layer.never ?? [], target))) return null;
  if (!covers(layer.types ?? [], target)) return `${file} imports ${target}`;
  return isType ? null : `${file} imports ${target} (as a value)`;
}

function allowsPackage({ packages }: Layer, name: string): boolean {
  if (!packages) return name !== 'electron' && !name.startsWith('electron/');
  return packages.some(
    (allowed) => allowed === '*' || allowed === name || (allowed.endsWith('*') && name.startsWith(allowed.slice(0, -1))),
  );
}

function layerOf(file: string): Layer | undefined {
  return layers.filter(({ from }) => within(file, from)).sort((a, b) => b.from.length - a.from.length)[0];
}

const covers = (places: readonly string[], target: string) => places.some((place) => within(target, place));
const within = (path: string, place: string) =>
  path === place || path.startsWith(place.endsWith('/') || place === '' ? place : `${place}/`);

function importsOf(file: string): Import[] {
  return importsIn(file, readFileSync(join(root, file), 'utf8'));
}

function importsIn(file: string, text: string): Import[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const statement =
    /(?:^|[;>\n])\s*(import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g;
  return [...code.matchAll(statement)].map(([, , type, from, dynamic]) => target(file, from ?? dynamic, Boolean(type)));
}

function target(file: string, specifier: string, isType: boolean): Import {
  if (!specifier.startsWith('.')) return { file, target: specifier, isPackage: true, isType };
  return {
    file,
    target: normalize(join(dirname(file), specifier))
      .split(sep)
      .join('/'),
    isPackage: false,
    isType,
  };
}

function sourcesUnder(folder: string): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile() && /\.(ts|svelte)$/.test(entry.name));
  return files.map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/')).sort();
}
