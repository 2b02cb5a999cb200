export { gemm } from './gemm.ts';
export { cholesky, choleskyPanel } from './cholesky.ts';
export { gramOfLower, invertLower, solveRight, solveRightTransposed } from './triangular.ts';
