export { followMinimum } from './followMinimum.ts';
export type { Followed } from './followMinimum.ts';
export { centralHessian, forwardHessian } from './hessian.ts';
export { minimize } from './minimize.ts';
export type { Minimum, MinimizeOptions, SmoothFunction } from './types.ts';
export { quasiNewton } from './quasiNewton.ts';
export type { QuasiMinimum, QuasiNewtonOptions } from './quasiNewton.ts';
