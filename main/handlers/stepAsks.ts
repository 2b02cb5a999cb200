import * as v from 'valibot';

/** The door for data steps: what a step may hold. */

const name = v.pipe(v.string(), v.maxLength(500));
const expression = v.pipe(v.string(), v.maxLength(20_000));
const finite = v.pipe(v.number(), v.finite());
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const MANY = 2000;
const list = <T extends v.GenericSchema>(of: T) => v.pipe(v.array(of), v.maxLength(MANY), v.readonly());

const match = v.variant('kind', [
  v.strictObject({ kind: v.literal('values'), values: list(v.string()) }),
  v.strictObject({ kind: v.literal('range'), low: v.nullable(finite), high: v.nullable(finite) }),
  v.strictObject({ kind: v.literal('missing') }),
]);

const textChange = v.variant('kind', [
  v.strictObject({ kind: v.picklist(['upper', 'lower', 'trim', 'length']) }),
  v.strictObject({ kind: v.literal('part'), first: whole, last: whole }),
  v.strictObject({ kind: v.literal('replace'), find: name, by: name }),
  v.strictObject({ kind: v.literal('join'), with: list(name), separator: name }),
]);

export const stepWork = v.variant('kind', [
  v.strictObject({ kind: v.literal('compute'), column: name, expression }),
  v.strictObject({
    kind: v.literal('recode'),
    column: name,
    from: name,
    numeric: v.boolean(),
    rules: list(v.strictObject({ match, to: v.nullable(v.string()) })),
    otherwise: v.picklist(['keep', 'missing']),
  }),
  v.strictObject({
    kind: v.literal('bin'),
    column: name,
    from: name,
    by: v.variant('kind', [
      v.strictObject({ kind: v.literal('breaks'), breaks: list(finite) }),
      v.strictObject({ kind: v.picklist(['quantiles', 'widths']), groups: whole }),
    ]),
    labels: list(v.string()),
  }),
  v.strictObject({
    kind: v.literal('centre'),
    column: name,
    from: name,
    groups: list(name),
    as: v.picklist(['deviation', 'mean', 'z']),
  }),
  v.strictObject({
    kind: v.literal('date'),
    column: name,
    from: name,
    part: v.picklist(['year', 'month', 'day', 'weekday', 'days']),
    since: name,
  }),
  v.strictObject({ kind: v.literal('text'), column: name, from: name, change: textChange }),
  v.strictObject({ kind: v.literal('filter'), condition: expression }),
  v.strictObject({
    kind: v.literal('sample'),
    size: v.variant('kind', [
      v.strictObject({ kind: v.literal('rows'), rows: whole }),
      v.strictObject({ kind: v.literal('share'), share: finite }),
    ]),
    groups: list(name),
    seed: whole,
  }),
]);

export const tableWork = v.variant('kind', [
  v.strictObject({
    kind: v.literal('long'),
    columns: list(name),
    nameColumn: name,
    valueColumn: name,
    numbered: v.boolean(),
    idColumn: v.nullable(name),
    dropMissing: v.boolean(),
  }),
  v.strictObject({ kind: v.literal('wide'), ids: list(name), key: name, values: list(name) }),
  v.strictObject({
    kind: v.literal('aggregate'),
    groups: list(name),
    summaries: list(
      v.strictObject({
        column: name,
        from: name,
        of: v.picklist(['mean', 'sd', 'sum', 'min', 'max', 'median', 'n', 'first']),
      }),
    ),
  }),
]);
