/** How a number that JSON has no word for is kept. */
const MARK = '$number';

/** JSON that keeps NaN and the infinities, which results have where a model leaves nothing to estimate. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, allFinite(value) ? undefined : marked);
}

export function fromJson(text: string): unknown {
  return JSON.parse(text, text.includes(`"${MARK}"`) ? unmarked : undefined) as unknown;
}

/** Looked at first because a replacer makes writing a large result three times as slow. */
function allFinite(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (value === null || typeof value !== 'object') return true;
  return Array.isArray(value) ? value.every(allFinite) : Object.values(value).every(allFinite);
}

function marked(_name: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? { [MARK]: String(value) } : value;
}

function unmarked(_name: string, value: unknown): unknown {
  const isMarked = value !== null && typeof value === 'object' && MARK in value;
  return isMarked ? Number(value[MARK]) : value;
}
