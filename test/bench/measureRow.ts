/**
 * Measures one row: engine and R in turn, pair by pair, so that both meet the same weather on a machine that others use too.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineOn, GivenUp, rOn, type Contestant, type Measurement } from './contestant.ts';
import type { BenchRow } from './rows.ts';
import { writeTable } from './tableFolder.ts';

export interface Wishes {
  readonly pairs: number;
  /** A measurement that takes longer is given up, in seconds by the clock. */
  readonly limitSeconds: number;
}

export interface SideResult {
  readonly runsOn: string | null;
  /** In the order of the pairs, the warm-up left out (except where it counts, see `RowResult.isWarm`). */
  readonly seconds: readonly number[];
  readonly criterion: number | null;
  /** The most memory the process had up to the end of its first work; with data, without what repetitions leave behind. */
  readonly megabytes: number | null;
  /** Why there are no (more) measurements. */
  readonly gaveUp: string | null;
}

export interface RowResult {
  readonly row: BenchRow;
  readonly engine: SideResult | null;
  readonly r: SideResult | null;
  /** Rows whose first work takes over 10 s have no warm-up of their own: the first measurement counts. */
  readonly isWarm: boolean;
}

/** Beyond these, in CPU seconds of a pair, a row gets two pairs and one. */
const SLOW = 10;
const VERY_SLOW = 60;

/** @returns sides null where the row's data are absent, and R's where it has no such method */
export async function measureRow(row: BenchRow, wishes: Wishes): Promise<RowResult> {
  const table = row.table();
  if (!table) return { row, engine: null, r: null, isWarm: false };
  const folder = mkdtempSync(join(tmpdir(), 'terrace-bench-'));
  writeTable(folder, table);
  const engine = new Side(engineOn(row, folder, wishes.limitSeconds));
  const r = row.targets && new Side(rOn(row, folder, wishes.limitSeconds));
  try {
    const isWarm = await race(engine, r, wishes.pairs);
    return { row, engine: engine.result(isWarm), r: r && r.result(isWarm), isWarm };
  } finally {
    engine.end();
    r?.end();
    rmSync(folder, { recursive: true });
  }
}

/** Gets ready one after the other, measures a first time, then as many pairs as there is time for. */
async function race(engine: Side, r: Side | null, pairs: number): Promise<boolean> {
  await engine.prepare();
  await r?.prepare();
  await engine.measure();
  await r?.measure();
  const first = engine.lastSeconds + (r?.lastSeconds ?? 0);
  const isWarm = first <= SLOW;
  const wanted = first > VERY_SLOW ? 1 : isWarm ? pairs : Math.min(2, pairs);
  for (let pair = isWarm ? 0 : 1; pair < wanted; pair++) {
    await engine.measure();
    await r?.measure();
  }
  return isWarm;
}

class Side {
  readonly #contestant: Contestant;
  readonly #measured: Measurement[] = [];
  #runsOn: string | null = null;
  gaveUp: string | null = null;

  constructor(contestant: Contestant) {
    this.#contestant = contestant;
  }

  get lastSeconds(): number {
    return this.#measured.at(-1)?.seconds ?? 0;
  }

  async prepare(): Promise<void> {
    await this.#unlessGivenUp(async () => (this.#runsOn = await this.#contestant.ready()));
  }

  async measure(): Promise<void> {
    await this.#unlessGivenUp(async () => this.#measured.push(await this.#contestant.measure()));
  }

  result(isWarm: boolean): SideResult {
    const [first] = this.#measured;
    return {
      runsOn: this.#runsOn,
      seconds: this.#measured.slice(isWarm ? 1 : 0).map(({ seconds }) => seconds),
      criterion: first?.criterion ?? null,
      megabytes: first?.megabytes ?? null,
      gaveUp: this.gaveUp,
    };
  }

  end(): void {
    this.#contestant.end();
  }

  async #unlessGivenUp(step: () => Promise<unknown>): Promise<void> {
    if (this.gaveUp !== null) return;
    try {
      await step();
    } catch (thrown) {
      if (!(thrown instanceof GivenUp)) throw thrown;
      this.gaveUp = thrown.message;
      this.end();
    }
  }
}
