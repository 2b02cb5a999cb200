/**
 * What is said of a measured row: medians, the ratio with its spread, and whether the promise is kept.
 */
import type { RowResult, SideResult } from './measureRow.ts';
import type { BenchRow } from './rows.ts';

export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export interface Summary {
  readonly id: string;
  readonly title: string;
  readonly pairs: number;
  /** CPU seconds, medians. */
  readonly engineSeconds: number | null;
  readonly rSeconds: number | null;
  /** Engine over R, pair by pair. */
  readonly ratio: Spread | null;
  /** Engine over R, for the BLAS that R ran on. */
  readonly target: number | null;
  readonly atMost: RowResult['row']['atMost'] | null;
  readonly isMet: boolean | null;
  readonly engineMegabytes: number | null;
  readonly rMegabytes: number | null;
  /** Engine's criterion less R's: below zero where the engine's optimum is the better. */
  readonly criterionLess: number | null;
  readonly notes: readonly string[];
  readonly blas: string | null;
}

export function summaryOf({ row, engine, r }: RowResult): Summary {
  const ratio = engine && r && ratioOf(engine, r);
  const blas = r?.runsOn ?? null;
  const target = row.targets && (/openblas/i.test(blas ?? '') ? row.targets.openblas : row.targets.reference);
  const engineSeconds = engine && medianOf(engine.seconds);
  const summary = {
    id: row.id,
    title: row.title,
    pairs: Math.min(engine?.seconds.length ?? 0, r?.seconds.length ?? Infinity),
    engineSeconds,
    rSeconds: r && medianOf(r.seconds),
    ratio,
    target,
    atMost: row.atMost ?? null,
    engineMegabytes: engine?.megabytes ?? null,
    rMegabytes: r?.megabytes ?? null,
    criterionLess: difference(engine?.criterion ?? null, r?.criterion ?? null),
    notes: engine ? notesOf(row, engine, r) : ['data absent'],
    blas,
  };
  return { ...summary, isMet: isMet(summary) };
}

/** null where nothing was measured that the promise speaks of. */
function isMet({ ratio, target, atMost, engineSeconds, engineMegabytes }: Omit<Summary, 'isMet'>): boolean | null {
  const kept = [
    ratio && target ? ratio.median <= target : null,
    atMost?.seconds && engineSeconds !== null ? engineSeconds <= atMost.seconds : null,
    atMost?.megabytes && engineMegabytes !== null ? engineMegabytes <= atMost.megabytes : null,
  ].filter((one) => one !== null);
  return kept.length > 0 ? kept.every(Boolean) : null;
}

function ratioOf(engine: SideResult, r: SideResult): Spread | null {
  const pairs = Math.min(engine.seconds.length, r.seconds.length);
  const ratios = engine.seconds.slice(0, pairs).map((seconds, pair) => seconds / r.seconds[pair]);
  const median = medianOf(ratios);
  return median === null ? null : { median, least: Math.min(...ratios), most: Math.max(...ratios) };
}

function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function difference(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a - b;
}

/** Why a side has no measurements, or not all of them. */
function notesOf({ rCannot }: BenchRow, engine: SideResult, r: SideResult | null): string[] {
  const reasons = { engine: engine.gaveUp, R: r?.gaveUp ?? rCannot };
  return Object.entries(reasons).flatMap(([who, reason]) => (reason ? [`${who}: ${reason.split('\n').at(-1)}`] : []));
}
