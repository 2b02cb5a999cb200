import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { failure } from '../../engine/contract/index.ts';
import { sampleUnknown } from '../../engine/text/dataFailures.ts';
import type { ImportOptions, SampleInfo } from '../api.ts';

const Codebook = v.array(
  v.object({
    id: v.string(),
    title: v.string(),
    description: v.string(),
    citation: v.string(),
    rows: v.number(),
    kinds: v.record(v.string(), v.picklist(['number', 'factor'])),
    codebook: v.array(v.object({ column: v.string(), meaning: v.string() })),
  }),
);

/** The samples of the welcome page, the guided first one at the front. `folder` holds codebook.json and the files it names. */
export function listSamples(folder: string): SampleInfo[] {
  return readCodebook(folder).map(({ kinds: _, ...sample }) => ({ ...sample, columns: sample.codebook.length }));
}

/**
 * Where a sample's file is and how to read it.
 *
 * @throws Failure 'sample.unknown'
 */
export function sampleFile(folder: string, id: string): { path: string; title: string; options: ImportOptions } {
  const samples = readCodebook(folder);
  const sample = samples.find((each) => each.id === id);
  if (!sample)
    throw failure(
      'sample.unknown',
      { id },
      sampleUnknown(
        id,
        samples.map((each) => each.id),
      ),
    );
  return { path: join(folder, `${id}.csv`), title: sample.title, options: { kinds: sample.kinds } };
}

function readCodebook(folder: string): v.InferOutput<typeof Codebook> {
  return v.parse(Codebook, JSON.parse(readFileSync(join(folder, 'codebook.json'), 'utf8')));
}
