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
  /** In the order of the pairs, the warm-up left out. */
  readonly seconds: readonly number[];
  readonly criterion: number | null;
  /** The most memory the process had up to the end of its first work; with data, without what repetitions leave behind. */
  readonly megabytes: number | null;
  /** Whether there was a warm-up; first work that takes over 10 s counts itself. */
  readonly isWarm: boolean;
  /** Why there are no (more) measurements. */
  readonly gaveUp: string | null;
}

export interface RowResult {
  readonly row: BenchRow;
  readonly engine: SideResult | null;
  readonly r: SideResult | null;
}

/** CPU seconds of a pair beyond which a row gets two pairs, and one. */
const SLOW = 10;
const VERY_SLOW = 60;

/** @returns sides null where the row's data are absent, and R's where it has no such method */
export async function measureRow(row: BenchRow, wishes: Wishes): Promise<RowResult> {
  const table = row.table();
  if (!table) return { row, engine: null, r: null };
  const folder = mkdtempSync(join(tmpdir(), 'terrace-bench-'));
  writeTable(folder, table);
  const engine = new Side(engineOn(row, folder, wishes.limitSeconds));
  const r = row.targets && new Side(rOn(row, folder, wishes.limitSeconds));
  try {
    await race(engine, r, wishes.pairs);
    return { row, engine: engine.result(), r: r && r.result() };
  } finally {
    engine.end();
    r?.end();
    rmSync(folder, { recursive: true });
  }
}

/** Gets ready and warm one after the other, then measures as many pairs as there is time for. */
async function race(engine: Side, r: Side | null, pairs: number): Promise<void> {
  const sides = r ? [engine, r] : [engine];
  for (const side of sides) await side.warmUp();
  const seconds = sides.reduce((sum, { firstSeconds }) => sum + firstSeconds, 0);
  const wanted = seconds > VERY_SLOW ? 1 : seconds > SLOW ? Math.min(2, pairs) : pairs;
  for (let pair = 1; pair <= wanted; pair++) for (const side of sides) await side.measureUpTo(pair);
}

class Side {
  readonly #contestant: Contestant;
  readonly #measured: Measurement[] = [];
  #runsOn: string | null = null;
  #gaveUp: string | null = null;

  constructor(contestant: Contestant) {
    this.#contestant = contestant;
  }

  get firstSeconds(): number {
    return this.#measured[0]?.seconds ?? 0;
  }

  async warmUp(): Promise<void> {
    await this.#unlessGivenUp(async () => (this.#runsOn = await this.#contestant.ready()));
    await this.#measure();
  }

  /** Has a measurement for this pair, the first being 1. */
  async measureUpTo(pair: number): Promise<void> {
    if (this.#measured.length < pair + Number(this.#isWarm)) await this.#measure();
  }

  result(): SideResult {
    const [first] = this.#measured;
    return {
      runsOn: this.#runsOn,
      seconds: this.#measured.slice(Number(this.#isWarm)).map(({ seconds }) => seconds),
      criterion: first?.criterion ?? null,
      megabytes: first?.megabytes ?? null,
      isWarm: this.#isWarm,
      gaveUp: this.#gaveUp,
    };
  }

  end(): void {
    this.#contestant.end();
  }

  get #isWarm(): boolean {
    return this.firstSeconds <= SLOW;
  }

  async #measure(): Promise<void> {
    await this.#unlessGivenUp(async () => this.#measured.push(await this.#contestant.measure()));
  }

  async #unlessGivenUp(step: () => Promise<unknown>): Promise<void> {
    if (this.#gaveUp !== null) return;
    try {
      await step();
    } catch (thrown) {
      if (!(thrown instanceof GivenUp)) throw thrown;
      this.#gaveUp = thrown.message;
      this.end();
    }
  }
}
