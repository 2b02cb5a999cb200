import { kernelSpace, spaceNeeded } from '../kernels/index.ts';
import type { Kernels, KernelSpace, Placed, Values, Zeros } from '../kernels/index.ts';
import { workSizes } from '../linalg/supernodalCholesky.ts';
import type { SupernodalPlan } from '../linalg/supernodes.ts';
import type { LeafPart } from './leafPart.ts';
import type { Numeric, NumericSizes } from './linearMixedModel.ts';

/** The sweeps over a model as single calls of compiled kernels, which reach its arrays. */
export interface CompiledSweeps {
  readonly kernels: Kernels;
  /** Addresses of the kernels' structures `Plan` and `Leaf`. */
  readonly plan: number;
  readonly leaf: number;
  /** Address of `Groups`: one factor alone, its groups side by side; 0 where there are others. */
  readonly groups: number;
  /** The leaf's products with the border where the kernels see them, and the array they were last copied from. */
  readonly B: Float64Array;
  copiedFrom: Float64Array | null;
}

/** A leaf, a plan and work arrays, all of which stand in one kernel memory. */
export interface CompiledModel {
  readonly leaf: LeafPart;
  readonly plan: SupernodalPlan;
  readonly numeric: Numeric;
}

/** Move a model into a memory that compiled kernels reach; null where plain TypeScript is to run. */
export function compiledModel(leaf: LeafPart, plan: SupernodalPlan, sizes: NumericSizes): CompiledModel | null {
  const arrays = { ...structureOf(leaf, plan), ...workOf(leaf, plan, sizes) };
  const lambdas = sizes.byFactor.map((doubles) => ({ doubles }));
  const words = { ints: 64 + 2 * lambdas.length };
  const space = kernelSpace(spaceNeeded([...Object.values(arrays), ...lambdas, ...lambdas, words]));
  return space && assembled(space, leaf, plan, placedIn(space, arrays), lambdas.map(space.place), lambdas.map(space.place));
}

/** What stays as it is: the plan, the leaf's pattern and its products. */
function structureOf(leaf: LeafPart, plan: SupernodalPlan) {
  const { firstColumn, rowStart, rows, offset, panelOf, updates } = plan;
  const { A, rowStart: leafRowStart, rows: leafRows, cross, blockStart, blockRow, blockFactor, intoPanels } = leaf;
  const own = { A, leafRowStart, leafRows, cross, blockStart, blockRow, blockFactor };
  const { start, leaf: intoLeaf, first: intoFirst, last: intoLast } = intoPanels;
  return { firstColumn, rowStart, rows, offset, panelOf, ...updates, ...own, start, intoLeaf, intoFirst, intoLast };
}

function workOf(leaf: LeafPart, plan: SupernodalPlan, sizes: NumericSizes) {
  const { update, product, relative } = workSizes(plan);
  return {
    B: { doubles: sizes.leafBorder },
    L: { doubles: sizes.L },
    update: { doubles: update },
    product: { doubles: product },
    relative: { ints: relative },
    localRow: { ints: sizes.localRow },
    leafL: { doubles: sizes.leafL },
    leafW: { doubles: sizes.leafW },
    leafY: { doubles: sizes.leafW },
    leafBorder: { doubles: sizes.leafBorder },
    M: { doubles: sizes.small },
    N: { doubles: sizes.small },
    T: { doubles: sizes.small },
    borderY: { doubles: sizes.borderY },
    ...groupsOf(leaf, plan),
  };
}

/** Groups side by side in one block, as the kernels have them. */
const RUN = 64;

function groupsOf({ k, levels }: LeafPart, { sparse, border }: SupernodalPlan) {
  const isAlone = sparse === 0;
  const runs = Math.ceil(levels / RUN) * k * (k + border);
  return {
    groupValues: { doubles: isAlone ? RUN * runs : 0 },
    groupWork: { doubles: isAlone ? RUN * k * (4 * k + 2 * border) : 0 },
  };
}

type Arrays = ReturnType<typeof structureOf> & ReturnType<typeof workOf>;
type PlacedArrays = { readonly [K in keyof Arrays]: Placed<Arrays[K]> };

function placedIn(space: KernelSpace, arrays: Arrays): PlacedArrays {
  const entries = Object.entries(arrays).map(([name, wanted]: [string, Values | Zeros]) => [name, space.place(wanted)]);
  return Object.fromEntries(entries) as PlacedArrays;
}

function assembled(
  space: KernelSpace,
  leaf: LeafPart,
  plan: SupernodalPlan,
  own: PlacedArrays,
  lambda: readonly Float64Array[],
  byLambda: readonly Float64Array[],
): CompiledModel {
  const { M, N, T, borderY, update, product, relative, L, localRow, leafL, leafW, leafY, leafBorder } = own;
  const { firstColumn, rowStart, rows, offset, panelOf } = own;
  const { source, target, first, last, sourceStart, targetStart, byTarget } = own;
  const updates = { source, target, first, last, sourceStart, targetStart, byTarget };
  const { A, leafRowStart, leafRows, cross, blockStart, blockRow, blockFactor } = own;
  const intoPanels = { start: own.start, leaf: own.intoLeaf, first: own.intoFirst, last: own.intoLast };
  const planFields = [
    firstColumn,
    rowStart,
    rows,
    offset,
    panelOf,
    source,
    target,
    first,
    last,
    sourceStart,
    targetStart,
    byTarget,
  ];
  const planAt = space.words([plan.panels, plan.border, ...addresses([...planFields, L, update, product, relative]), space.work]);
  const leafFields = [A, own.B, leafRowStart, leafRows, cross, blockStart, blockRow, blockFactor];
  const leafWork = [leafL, leafW, leafBorder, leafY, localRow, M, N, T, borderY];
  const { start, leaf: levels, first: from, last: to } = intoPanels;
  const lambdas = space.words(addresses(lambda));
  const gradients = space.words(addresses(byLambda));
  const leafAt = space.words([
    leaf.factor,
    leaf.k,
    leaf.levels,
    ...addresses([...leafFields, start, levels, from, to, ...leafWork]),
    lambdas,
    gradients,
  ]);
  const corner = L.byteOffset + 8 * plan.offset[plan.panels - 1];
  const groups =
    plan.sparse === 0
      ? space.words([
          leaf.k,
          plan.border,
          Math.ceil(leaf.levels / RUN),
          leaf.factor,
          own.groupValues.byteOffset,
          corner,
          lambdas,
          gradients,
          own.groupWork.byteOffset,
        ])
      : 0;
  const sweeps = { kernels: space.kernels, plan: planAt, leaf: leafAt, groups, B: own.B, copiedFrom: null };
  const work = { update, product, relative };
  const small = { M, N, T, borderY };
  return {
    leaf: { ...leaf, A, rowStart: leafRowStart, rows: leafRows, cross, blockStart, blockRow, blockFactor, intoPanels },
    plan: { ...plan, firstColumn, rowStart, rows, offset, panelOf, updates },
    numeric: { lambda, byLambda, leafL, leafW, leafY, leafBorder, L, work, localRow, small, sweeps },
  };
}

function addresses(arrays: readonly Values[]): number[] {
  return arrays.map(({ byteOffset }) => byteOffset);
}

/** Let the kernels see this leaf's products with the border: models of other outcomes share all else. */
export function showProducts(sweeps: CompiledSweeps, { A, B, levels }: LeafPart): void {
  if (sweeps.copiedFrom === B) return;
  sweeps.B.set(B);
  sweeps.copiedFrom = B;
  if (sweeps.groups !== 0) sweeps.kernels.packGroups(sweeps.groups, levels, A.byteOffset, sweeps.B.byteOffset);
}
