import type { LinearMixedModel } from './linearMixedModel.ts';

/**
 * Z'DZ times some columns of random effects, in standard coordinates, from the products of levels.
 *
 * @param effects for each factor levels × k × columns; all columns of one level's column lie together
 * @returns the same layout
 */
export function timesGram(model: LinearMixedModel, effects: readonly Float64Array[], columns: number): Float64Array[] {
  const { factors, leaf, rest } = model;
  const M = factors.map(({ levels, k }) => new Float64Array(levels * k * columns));
  for (const part of [leaf, ...rest.factors]) addOwn(part, effects[part.factor], columns, M[part.factor]);
  addLeafPairs(model, effects, columns, M);
  addRestPairs(model, effects, columns, M);
  return M;
}

interface OwnProducts {
  readonly k: number;
  readonly levels: number;
  readonly A: Float64Array;
}

function addOwn({ k, levels, A }: OwnProducts, effects: Float64Array, columns: number, M: Float64Array): void {
  for (let level = 0; level < levels; level++) {
    for (let a = 0; a < k; a++) {
      const to = (level * k + a) * columns;
      for (let c = 0; c < k; c++) addRow(A[(level * k + a) * k + c], effects, (level * k + c) * columns, M, to, columns);
    }
  }
}

function addLeafPairs(
  { leaf }: LinearMixedModel,
  effects: readonly Float64Array[],
  columns: number,
  M: readonly Float64Array[],
): void {
  const { factor, k } = leaf;
  for (let g = 0; g < leaf.levels; g++) {
    for (let block = leaf.blockStart[g]; block < leaf.blockStart[g + 1]; block++) {
      const h = leaf.blockFactor[block];
      const row = leaf.blockRow[block];
      const size = leaf.blockRow[block + 1] - row;
      for (let r = 0; r < size; r++) {
        const atH = (leaf.blockLevel[block] * size + r) * columns;
        for (let a = 0; a < k; a++) {
          const value = leaf.cross[(row + r) * k + a];
          addRow(value, effects[factor], (g * k + a) * columns, M[h], atH, columns);
          addRow(value, effects[h], atH, M[factor], (g * k + a) * columns, columns);
        }
      }
    }
  }
}

function addRestPairs(
  { rest }: LinearMixedModel,
  effects: readonly Float64Array[],
  columns: number,
  M: readonly Float64Array[],
): void {
  for (const { row, column, kRow, kColumn, transposed, block, values, rowLevel, columnLevel } of rest.pairs) {
    const [alongRow, alongColumn] = transposed ? [1, kRow] : [kColumn, 1];
    for (let i = 0; i < block.length; i++) {
      for (let r = 0; r < kRow; r++) {
        for (let c = 0; c < kColumn; c++) {
          const value = values[block[i] * kRow * kColumn + r * alongRow + c * alongColumn];
          const atRow = (rowLevel[i] * kRow + r) * columns;
          const atColumn = (columnLevel[i] * kColumn + c) * columns;
          addRow(value, effects[column], atColumn, M[row], atRow, columns);
          addRow(value, effects[row], atRow, M[column], atColumn, columns);
        }
      }
    }
  }
}

/** to[into…] += factor · from[at…]. */
export function addRow(factor: number, from: Float64Array, at: number, to: Float64Array, into: number, columns: number): void {
  if (factor === 0) return;
  for (let j = 0; j < columns; j++) to[into + j] += factor * from[at + j];
}
