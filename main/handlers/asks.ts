import * as v from 'valibot';
import type { Ask, CallName } from '../api.ts';
import { stepWork, tableWork } from './stepAsks.ts';

/**
 * The door: what every call may carry. `Agreement` below fails to compile where a schema and `Calls` say different things.
 */

const empty = v.strictObject({});
/** A name given by the program (ids of jobs, tables, models). */
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
/** A name given by a person. */
const name = v.pipe(v.string(), v.maxLength(500));
const path = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(4096),
  v.check((text) => !text.includes('\0'), 'no NUL'),
);
const formula = v.pipe(v.string(), v.maxLength(20_000));
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const list = <T extends v.GenericSchema>(of: T) => v.pipe(v.array(of), v.readonly());

const comparison = v.strictObject({ name, weights: v.record(v.string(), v.pipe(v.number(), v.finite())) });
const contrast = v.union([
  v.picklist(['treatment', 'sum', 'helmert', 'polynomial', 'difference']),
  v.strictObject({ kind: v.literal('treatment'), reference: v.string() }),
  v.strictObject({ kind: v.literal('custom'), comparisons: v.pipe(list(comparison), v.maxLength(200)) }),
]);
const scale = v.picklist(['continuous', 'nominal', 'ordinal', 'logical']);
const tab = v.picklist(['data', 'model', 'report']);

const modelSpec = v.strictObject({
  kind: v.literal('model'),
  formula,
  criterion: v.picklist(['REML', 'ML']),
  weights: v.optional(name),
  offset: v.optional(name),
  subset: v.optional(formula),
  contrasts: v.optional(v.record(v.string(), contrast)),
  allowDegenerateGroups: v.optional(v.boolean()),
});

const importOptions = v.strictObject({
  delimiter: v.optional(v.pipe(v.string(), v.maxLength(4))),
  decimal: v.optional(v.picklist(['.', ','])),
  encoding: v.optional(v.pipe(v.string(), v.maxLength(60))),
  header: v.optional(v.boolean()),
  missing: v.optional(list(name)),
  sheet: v.optional(name),
  range: v.optional(v.pipe(v.string(), v.maxLength(40))),
  kinds: v.optional(v.record(v.string(), v.picklist(['number', 'factor']))),
});

const cellRange = v.strictObject({ row: whole, count: whole, columns: list(name) });
const rowRun = v.strictObject({ row: whole, count: whole });
const value = v.union([v.number(), v.string()]);
const properties = v.strictObject({
  valueLabels: v.optional(v.nullable(v.pipe(list(v.strictObject({ value, label: v.string() })), v.maxLength(20_000)))),
  missingCodes: v.optional(
    v.nullable(
      v.strictObject({
        values: v.pipe(list(value), v.maxLength(1000)),
        range: v.nullable(v.pipe(v.tuple([v.number(), v.number()]), v.readonly())),
      }),
    ),
  ),
  notes: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(20_000)))),
  showLabels: v.optional(v.nullable(v.boolean())),
  hidden: v.optional(v.nullable(v.boolean())),
});
const search = v.strictObject({
  text: v.pipe(v.string(), v.maxLength(10_000)),
  whole: v.boolean(),
  matchCase: v.boolean(),
  ranges: v.nullable(list(cellRange)),
});

const tableEdit = v.variant('kind', [
  v.strictObject({ kind: v.literal('cells'), row: whole, columns: list(name), cells: list(list(v.string())) }),
  v.strictObject({ kind: v.literal('clear'), ranges: list(cellRange) }),
  v.strictObject({ kind: v.literal('fill'), from: rowRun, to: rowRun, columns: list(name) }),
  v.strictObject({ kind: v.literal('column-kind'), column: name, to: scale, more: v.optional(list(name)) }),
  v.strictObject({ kind: v.literal('column-properties'), columns: list(name), set: properties }),
  v.strictObject({ kind: v.literal('labels-to-categories'), columns: list(name) }),
  v.strictObject({ kind: v.literal('move-columns'), columns: list(name), to: whole }),
  v.strictObject({ kind: v.literal('rename-column'), column: name, to: name }),
  v.strictObject({ kind: v.literal('label-column'), column: name, label: name }),
  v.strictObject({ kind: v.literal('order-levels'), column: name, levels: list(v.string()) }),
  v.strictObject({ kind: v.literal('insert-rows'), at: whole, count: whole }),
  v.strictObject({
    kind: v.literal('delete-rows'),
    from: whole,
    count: whole,
    more: v.optional(list(v.strictObject({ from: whole, count: whole }))),
  }),
  v.strictObject({ kind: v.literal('insert-column'), at: whole, name, scale }),
  v.strictObject({ kind: v.literal('delete-columns'), columns: list(name) }),
]);

const readFile = v.strictObject({ job: id, path, options: v.nullable(importOptions) });

const column = name;
const noColumn = v.nullable(name);
/** A table may have many columns, but not without end. */
const columns = v.pipe(list(name), v.maxLength(5000));
const look = v.variant('what', [
  v.strictObject({ what: v.literal('summary'), columns, by: noColumn }),
  v.strictObject({ what: v.literal('frequencies'), columns }),
  v.strictObject({ what: v.literal('crosstab'), rows: column, columns: column }),
  v.strictObject({ what: v.literal('correlations'), columns, group: noColumn }),
  v.strictObject({ what: v.literal('missing'), columns }),
  v.strictObject({ what: v.literal('scale'), items: columns, reversed: columns }),
  v.strictObject({
    what: v.literal('histogram'),
    column,
    by: noColumn,
    bins: v.nullable(v.pipe(whole, v.minValue(1), v.maxValue(500))),
  }),
  v.strictObject({ what: v.literal('boxes'), column, by: column, colour: noColumn, shape: v.picklist(['box', 'violin']) }),
  v.strictObject({
    what: v.literal('scatter'),
    x: column,
    y: column,
    colour: noColumn,
    line: v.picklist(['none', 'straight', 'smooth', 'groups']),
    group: noColumn,
    jitter: v.boolean(),
  }),
  v.strictObject({ what: v.literal('spaghetti'), time: column, y: column, group: column, colour: noColumn }),
]);
const output = v.strictObject({ decimal: v.picklist(['.', ',']), separator: v.picklist([',', ';', '\t']) });

/** More columns than any table that can be shown. */
const COLUMNS = 200_000;
const many = <T extends v.GenericSchema>(of: T) => v.pipe(v.array(of), v.maxLength(COLUMNS), v.readonly());
const match = v.strictObject({ file: name, to: v.nullable(name), kind: v.optional(v.picklist(['number', 'factor'])) });
const combination = v.variant('kind', [
  v.strictObject({ kind: v.literal('append'), columns: v.nullable(many(match)), source: v.nullable(name) }),
  v.strictObject({
    kind: v.literal('join'),
    keys: v.nullable(v.pipe(list(v.strictObject({ table: name, file: name })), v.maxLength(20))),
    take: v.nullable(many(v.strictObject({ file: name, name }))),
  }),
  v.strictObject({ kind: v.literal('replace'), columns: v.nullable(many(match)) }),
]);
const combine = v.strictObject({ job: id, tableId: id, path, options: v.nullable(importOptions), how: combination });
const sheetCell = v.nullable(v.union([v.string(), v.number()]));
const sheet = v.strictObject({ name, rows: list(list(sheetCell)) });

/** A choice may name or number many things, but not without end. */
const MANY = 2000;
const choice = v.union([
  name,
  v.pipe(v.number(), v.finite()),
  v.boolean(),
  v.null(),
  v.pipe(list(name), v.maxLength(MANY)),
  v.pipe(list(v.nullable(v.pipe(v.number(), v.finite()))), v.maxLength(MANY)),
]);
const choices = v.pipe(v.record(id, choice), v.maxEntries(100), v.readonly());

export const asks = {
  'app.info': empty,

  'files.list': v.strictObject({ directory: v.nullable(path) }),
  'files.choose': v.strictObject({ purpose: v.picklist(['open', 'save']), suggestedName: name }),

  'project.new': empty,
  'project.open': v.strictObject({ path }),
  'project.saveAs': v.strictObject({ path, overwrite: v.boolean() }),
  'project.copyWithoutData': v.strictObject({ path, overwrite: v.boolean() }),
  'project.output': v.strictObject({ output }),
  'project.close': empty,
  'project.remember': v.strictObject({
    view: v.strictObject({ tab, activeModel: v.nullable(id), compared: v.nullable(list(id)) }),
  }),
  'history.undo': empty,
  'history.redo': empty,

  'data.preview': readFile,
  'data.import': readFile,
  'data.sample': v.strictObject({ job: id, id }),
  'data.export': v.strictObject({
    job: id,
    tableId: id,
    path,
    format: v.picklist(['csv', 'tsv', 'xlsx', 'sav', 'dta']),
    output,
    leftOnly: v.boolean(),
    overwrite: v.boolean(),
  }),
  'combine.look': combine,
  'combine.apply': combine,
  'table.rows': v.strictObject({
    tableId: id,
    from: whole,
    count: v.pipe(whole, v.maxValue(100_000)),
    columns: v.optional(list(name)),
  }),
  'table.sort': v.strictObject({
    job: id,
    tableId: id,
    by: v.pipe(list(v.strictObject({ column: name, descending: v.boolean() })), v.maxLength(64)),
  }),
  'table.find': v.strictObject({ job: id, tableId: id, search }),
  'table.replace': v.strictObject({ job: id, tableId: id, search, replacement: v.pipe(v.string(), v.maxLength(10_000)) }),
  'table.figures': v.strictObject({ job: id, tableId: id, ranges: list(cellRange) }),
  'table.look': v.strictObject({
    tableId: id,
    widths: v.pipe(v.record(v.string(), v.pipe(whole, v.maxValue(10_000))), v.readonly()),
    frozen: whole,
  }),
  'table.edit': v.strictObject({ job: id, tableId: id, edit: tableEdit }),
  'data.look': v.strictObject({ job: id, tableId: id, look }),
  'steps.preview': v.strictObject({ job: id, tableId: id, work: stepWork, id: v.nullable(id) }),
  'steps.add': v.strictObject({ tableId: id, work: stepWork, name: v.nullable(name) }),
  'steps.change': v.strictObject({ id, work: stepWork, name: v.nullable(name) }),
  'steps.enable': v.strictObject({ id, enabled: v.boolean() }),
  'steps.move': v.strictObject({ id, to: whole }),
  'steps.remove': v.strictObject({ id }),
  'tables.preview': v.strictObject({ job: id, tableId: id, work: tableWork }),
  'tables.make': v.strictObject({ job: id, tableId: id, work: tableWork, name }),
  'tables.refresh': v.strictObject({ job: id, tableId: id, work: v.nullable(tableWork) }),
  'steps.intoValues': v.strictObject({ tableId: id, id }),
  'levels.answer': v.strictObject({ tableId: id, questionId: v.string(), answer: v.nullable(v.picklist(['nested', 'crossed'])) }),
  'levels.setGrouping': v.strictObject({ tableId: id, columns: list(name), grouping: v.boolean() }),

  'model.create': v.strictObject({ tableId: id, spec: modelSpec, name: v.nullable(name) }),
  'model.rename': v.strictObject({ id, name }),
  'model.delete': v.strictObject({ id }),
  'model.move': v.strictObject({ id, to: whole }),
  'model.change': v.strictObject({ id, spec: modelSpec, step: name }),
  'model.fit': v.strictObject({
    job: id,
    id,
    within: v.optional(v.pipe(v.number(), v.minValue(0))),
    aside: v.optional(v.boolean()),
  }),
  'model.report': v.strictObject({ id }),
  'models.compare': v.strictObject({ ids: list(id) }),

  'analyses.offered': v.strictObject({ id }),
  'analyses.kept': v.strictObject({ id }),
  'analysis.report': v.strictObject({ report: id }),
  'analysis.run': v.strictObject({ job: id, id, analysis: id, choices, key: v.nullable(id) }),
  'analysis.remove': v.strictObject({ key: id }),

  'job.cancel': v.strictObject({ job: id }),
  'export.text': v.strictObject({ path, text: v.string() }),
  'export.image': v.strictObject({ path, base64: v.pipe(v.string(), v.base64()) }),
  'export.workbook': v.strictObject({ path: v.nullable(path), sheets: v.pipe(list(sheet), v.maxLength(500)) }),
} satisfies { readonly [K in CallName]: v.GenericSchema<unknown, Ask<K>> };

/** `satisfies` above: no schema lets through what its call does not know. Here: no schema refuses what its call allows. */
type Narrower = { [K in CallName]: Ask<K> extends v.InferOutput<(typeof asks)[K]> ? never : K }[CallName];
type Agreement<Trouble extends never> = Trouble;
export type AsksAgree = Agreement<Narrower>;
