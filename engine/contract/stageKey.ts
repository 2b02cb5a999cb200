import type { ComparisonRequest, Criterion, ModelSpec } from './modelSpec.ts';

/**
 * What has to be worked out again when something changes, in the order in which the work is done. A stage's key changes exactly
 * when something that the stage or an earlier one reads has changed; a label or an unused column is read by none.
 */
export type Stage = 'data' | 'model' | 'estimation' | 'inference' | 'presentation';

/** The state of the data a request reads: a revision for each column used, and one for which rows there are. */
export interface DataRevisions {
  readonly columns: Readonly<Record<string, number>>;
  readonly rows: number;
}

/**
 * The key of one stage of a request. Equal keys: the stage's result can be used again.
 *
 * Estimation depends on the criterion beyond what the model does; inference and presentation read nothing more of a `ModelSpec`.
 */
export function stageKey(request: ModelSpec, stage: Stage, revisions: DataRevisions): string {
  const { criterion, ...model } = request;
  const parts: Record<Stage, unknown> = {
    data: { revisions },
    model: { revisions, model },
    estimation: { revisions, model, criterion },
    inference: { revisions, model, criterion },
    presentation: { revisions, model, criterion },
  };
  return stableHash(parts[stage]);
}

/** The key of a fit of `spec` by `criterion` on the data as `revisions` say it is. */
export function fitKey(spec: ModelSpec, criterion: Criterion, revisions: DataRevisions): string {
  return stageKey({ ...spec, criterion }, 'estimation', revisions);
}

/** The key of a comparison: the fits compared, in order, under their names. */
export function comparisonKey(request: ComparisonRequest, fitKeys: readonly string[]): string {
  return stableHash({ names: request.models.map((model) => model.name), fitKeys });
}

/** 106 bits of hash as text, the same for equal plain data whatever the order of its fields. */
export function stableHash(value: unknown): string {
  const text = canonical(value);
  return lane(text, 0x9e3779b9, 0x85ebca6b) + lane(text, 0xc2b2ae35, 0x27d4eb2f);
}

/** JSON with sorted fields, fields without a value left out, and a form of their own for numbers that JSON has no word for. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'number' && !Number.isFinite(value)) return `#${value}`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`;
}

/**
 * FNV-1a of 32 bits and a variant of it with another multiplier and a shift, joined to 53 bits, as 14 hexadecimal digits.
 *
 * @see Fowler, Noll & Vo, "The FNV Non-Cryptographic Hash Algorithm", RFC 9923
 */
function lane(text: string, seedA: number, seedB: number): string {
  let a = seedA;
  let b = seedB;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x5bd1e995);
    b ^= b >>> 15;
  }
  const high = (a ^ (a >>> 16)) & 0x1fffff;
  return (high * 2 ** 32 + (b >>> 0)).toString(16).padStart(14, '0');
}
