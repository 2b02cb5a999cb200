export { gemm } from './gemm.ts';
export { cholesky, choleskyPanel } from './cholesky.ts';
export { gramOfLower, invertLower, solveRight, solveRightTransposed } from './triangular.ts';
export { kernelSpace, spaceNeeded } from './memory.ts';
export type { KernelSpace, Placed, Values, Zeros } from './memory.ts';
export { askingAtPauses, pause } from './pause.ts';
export { isKernelModeChosen, kernelMode, useKernels } from './runtime.ts';
export type { KernelMode, Kernels } from './runtime.ts';
