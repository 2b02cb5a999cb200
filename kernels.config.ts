/**
 * How the kernels are compiled: `npm run build:kernels` writes engine/kernels/compiled.ts, which is kept beside its sources, so that
 * nothing has to be built to run. A test holds it to a fresh build.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { main as assemblyscript } from 'assemblyscript/asc';

const sources = join(import.meta.dirname, 'engine/kernels/assembly');
const target = join(import.meta.dirname, 'engine/kernels/compiled.ts');
const flags = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--noExportMemory', '--enable', 'simd'];

/** Both modules, by whether products and sums are fused. */
export async function compileKernels(): Promise<{ fused: Uint8Array; plain: Uint8Array }> {
  return { fused: await compiled(['--enable', 'relaxed-simd']), plain: await compiled([]) };
}

async function compiled(features: readonly string[]): Promise<Uint8Array> {
  let module: Uint8Array | null = null;
  const options = ['index.ts', '--baseDir', sources, '--outFile', 'kernels.wasm', ...flags, ...features];
  const { error, stderr } = await assemblyscript(options, {
    writeFile: (_name: string, contents: string | Uint8Array) => void (module = contents as Uint8Array),
  });
  if (error || module === null) throw new Error(`The kernels do not compile.\n${stderr.toString()}`);
  return module;
}

/** The TypeScript file that carries the modules. */
export function asSource({ fused, plain }: { fused: Uint8Array; plain: Uint8Array }): string {
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  return [
    '// Made by `npm run build:kernels` from engine/kernels/assembly.',
    `export const fused =\n  '${text(fused)}';`,
    `export const plain =\n  '${text(plain)}';`,
    '',
  ].join('\n');
}

if (import.meta.main) writeFileSync(target, asSource(await compileKernels()));
