/** What the module offers: whole sweeps over a model whose arrays stand in its memory, and the product for panels that do not. */
export { gemm } from './product';
export { factorLeaf, leafGradient, multiplyLeaf, subtractLeaf } from './leaf';
export { factorSupernodes, selectedInverse } from './supernodal';
export { factorGroups, groupsGradient, packGroups } from './groups';
export { addRows, centre, foldRows, standardize, toRows } from './rows';
export { choleskyPanel, gramOfLower, invertLower, solveRight, solveRightTransposed } from './triangles';

import { PRODUCT_WORK } from './product';

/** Bytes of working space that a product needs. */
export function productWork(): usize {
  return PRODUCT_WORK;
}

/** The first address that the module's own tables leave free. */
export function firstFree(): usize {
  return __heap_base;
}
