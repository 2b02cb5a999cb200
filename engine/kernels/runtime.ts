/**
 * Which kernels run: compiled ones with fused products and sums where the runtime has them, compiled ones without, or the plain TypeScript.
 *
 * `fused` differs in last digits from one kind of processor to another; `plain` and `typescript` give the same bits everywhere. The environment
 * variable TERRACE_KERNELS or `useKernels` choose; a model keeps what was chosen when it was built.
 */
import { fused, plain } from './compiled.ts';
import { pause } from './pause.ts';

export type KernelMode = 'fused' | 'plain' | 'typescript';

/** The module's exports: addresses are bytes, everything else counts elements. */
export interface Kernels {
  productWork(): number;
  firstFree(): number;
  gemm(
    m: number,
    n: number,
    k: number,
    alpha: number,
    A: number,
    aRow: number,
    aColumn: number,
    B: number,
    bRow: number,
    bColumn: number,
    C: number,
    ldc: number,
    lower: number,
    work: number,
  ): void;
  choleskyPanel(m: number, n: number, A: number, lda: number, work: number): number;
  solveRightTransposed(m: number, n: number, L: number, ldl: number, X: number, ldx: number, work: number): void;
  solveRight(m: number, n: number, L: number, ldl: number, X: number, ldx: number, work: number): void;
  invertLower(n: number, L: number, ldl: number): void;
  gramOfLower(n: number, M: number, ld: number): void;
  factorSupernodes(plan: number): number;
  selectedInverse(plan: number): void;
  factorLeaf(leaf: number, plan: number): number;
  subtractLeaf(leaf: number, plan: number): void;
  multiplyLeaf(leaf: number, plan: number): void;
  leafGradient(leaf: number, plan: number): void;
  factorGroups(groups: number): number;
  groupsGradient(groups: number): void;
  packGroups(groups: number, levels: number, A: number, B: number): void;
  foldRows(m: number, p: number, X: number, R: number): void;
  centre(m: number, x: number, value: number, weights: number): void;
  toRows(m: number, p: number, X: number, rows: number, width: number): void;
  standardize(
    m: number,
    S: number,
    raw: number,
    centres: number,
    scales: number,
    weights: number,
    Z: number,
    k: number,
    first: number,
  ): void;
  addRows(m: number, k: number, width: number, codes: number, Z: number, rows: number, A: number, B: number): void;
}

let wished: KernelMode | null = askedFor(process.env['TERRACE_KERNELS']);
let supported: KernelMode | null = null;
const modules = new Map<KernelMode, WebAssembly.Module>();

/** What a model built now will run on. */
export function kernelMode(): KernelMode {
  supported ??= supportedMode();
  return wished ?? supported;
}

/** Whether someone chose: then every model runs on the choice, however small. */
export function isKernelModeChosen(): boolean {
  return wished !== null;
}

/** Choose for the models built from now on; null for what suits the machine. */
export function useKernels(mode: KernelMode | null): void {
  wished = mode;
}

function askedFor(name: string | undefined): KernelMode | null {
  return name === 'fused' || name === 'plain' || name === 'typescript' ? name : null;
}

function supportedMode(): KernelMode {
  if (typeof WebAssembly === 'undefined') return 'typescript';
  if (WebAssembly.validate(bytesOf(fused))) return 'fused';
  return WebAssembly.validate(bytesOf(plain)) ? 'plain' : 'typescript';
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(text, 'base64'));
}

/** The kernels on a memory of their own; null where plain TypeScript is to run. */
export function kernelsOn(memory: WebAssembly.Memory, mode: KernelMode): Kernels | null {
  if (mode === 'typescript') return null;
  const module = modules.get(mode) ?? new WebAssembly.Module(bytesOf(mode === 'fused' ? fused : plain));
  modules.set(mode, module);
  return new WebAssembly.Instance(module, { env: { memory, pause } }).exports as unknown as Kernels;
}
