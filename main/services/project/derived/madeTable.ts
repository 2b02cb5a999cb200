import type { TableWork } from '../../../../engine/contract/index.ts';

/** What a table was made from. */
export interface MadeTable {
  readonly tableId: string;
  readonly work: TableWork;
  /** The state of the other table that it was made of. */
  readonly key: string;
}
