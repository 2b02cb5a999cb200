import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import type { MachineSpeed } from '../../engine/contract/index.ts';
import type { Context } from './context.ts';

const rate = v.pipe(v.number(), v.finite(), v.minValue(1));
const Kept = v.object({
  stamp: v.string(),
  speed: v.object({ dense: rate, scattered: rate, groups: rate, cells: rate }),
});

/** What is known of the machine, by data folder; null while it is being measured. */
const known = new Map<string, MachineSpeed | null>();

/**
 * How fast this machine is, as it was measured when this version first ran on it. Where that is still to be done, a worker does it when it has
 * nothing else to do, and until then null is the answer.
 */
export function machineSpeed({ around, jobs }: Context): MachineSpeed | null {
  const { dataFolder, version } = around;
  const stamp = `${version}, Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}`;
  if (!known.has(dataFolder)) {
    const kept = read(dataFolder, stamp);
    known.set(dataFolder, kept);
    if (!kept)
      void jobs
        .run('measureSpeed', {}, { job: 'measure speed', quiet: true })
        .then((speed) => keep(dataFolder, stamp, speed), again);
  }
  return known.get(dataFolder)!;

  function again(): void {
    known.delete(dataFolder);
  }
}

function read(dataFolder: string, stamp: string): MachineSpeed | null {
  try {
    const kept = v.parse(Kept, JSON.parse(readFileSync(fileIn(dataFolder), 'utf8')));
    return kept.stamp === stamp ? kept.speed : null;
  } catch {
    return null;
  }
}

/** A folder that cannot be written to costs another measurement at the next start. */
function keep(dataFolder: string, stamp: string, speed: MachineSpeed): void {
  known.set(dataFolder, speed);
  try {
    writeFileSync(fileIn(dataFolder), JSON.stringify({ stamp, speed }));
  } catch {
    // What was measured holds for this sitting.
  }
}

const fileIn = (dataFolder: string): string => join(dataFolder, 'speed.json');
