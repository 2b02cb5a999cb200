/**
 * The forms in which a numeric predictor can stand in a model, read from a formula's terms and written into them.
 */
import { parseExpression, printExpression, type CallNode, type Expression, type GridModel } from '../../engine/formula/index.ts';
import { factorsOf, termKey } from './terms.ts';

export type PredictorForm =
  | { readonly kind: 'plain' | 'center' | 'scale' | 'square' | 'cubic' | 'spline' }
  | { readonly kind: 'within'; readonly group: string };

/** A variable in one of its forms; the group means that stand beside a variable centred in groups are `between`. */
export interface FormedPredictor {
  /** Formula text of the variable: `SES`. */
  readonly variable: string;
  readonly form: PredictorForm;
  readonly isBetween: boolean;
}

const TEXTS: Readonly<Record<Exclude<PredictorForm['kind'], 'within'>, (variable: string) => string>> = {
  plain: (variable) => variable,
  center: (variable) => `center(${variable})`,
  scale: (variable) => `scale(${variable})`,
  square: (variable) => `poly(${variable}, 2)`,
  cubic: (variable) => `poly(${variable}, 3)`,
  spline: (variable) => `ns(${variable}, df = 3)`,
};

/** The predictor that a term consists of; null for interactions and for what is computed otherwise. */
export function formedPredictor(label: string): FormedPredictor | null {
  const factors = factorsOf(label);
  return factors.length === 1 ? formOf(factors[0]) : null;
}

/** The term of a variable in a form. */
export function formText(variable: string, form: PredictorForm): string {
  return form.kind === 'within' ? `within(${variable}, ${form.group})` : TEXTS[form.kind](variable);
}

export function betweenText(variable: string, group: string): string {
  return `between(${variable}, ${group})`;
}

/** The main effects, in sight or not, that a variable stands in. */
export function labelsOf(labels: readonly string[], variable: string): string[] {
  return labels.filter((label) => formedPredictor(label)?.variable === variable);
}

/**
 * The grid with a variable in another form wherever it stands, interactions and slopes included. Centring in groups brings the group
 * means in as a fixed effect; any other form takes their place too.
 */
export function withForm(grid: GridModel, variable: string, form: PredictorForm): GridModel {
  const rewrite = (labels: readonly string[]) => inForm(labels, variable, form);
  const fixed = rewrite(grid.fixed);
  return {
    ...grid,
    fixed: form.kind === 'within' ? withMeans(fixed, variable, form.group) : fixed,
    random: grid.random.map((entry) => ({ ...entry, slopes: rewrite(entry.slopes) })),
  };
}

/** Terms with a variable in another form, each once. */
export function inForm(labels: readonly string[], variable: string, form: PredictorForm): string[] {
  const written = labels.map((label) =>
    factorsOf(label)
      .map((factor) => {
        const own = formOf(factor);
        if (own?.variable !== variable) return printExpression(factor);
        return own.isBetween && form.kind === 'within' ? betweenText(variable, form.group) : formText(variable, form);
      })
      .filter((text, index, all) => all.indexOf(text) === index)
      .join(':'),
  );
  return written.filter((label, index) => written.findIndex((other) => termKey(other) === termKey(label)) === index);
}

/** Group means right after the variable centred around them. */
function withMeans(fixed: readonly string[], variable: string, group: string): string[] {
  const [own, means] = [formText(variable, { kind: 'within', group }), betweenText(variable, group)];
  if (fixed.includes(means)) return [...fixed];
  const at = fixed.indexOf(own);
  return at < 0 ? [...fixed, means] : [...fixed.slice(0, at + 1), means, ...fixed.slice(at + 1)];
}

function formOf(node: Expression): FormedPredictor | null {
  if (node.kind === 'name') return { variable: printExpression(node), form: { kind: 'plain' }, isBetween: false };
  if (node.kind !== 'call' || node.args[0]?.value.kind !== 'name') return null;
  const variable = printExpression(node.args[0].value);
  if (node.name === 'within' || node.name === 'between') return groupForm(node, variable);
  const text = printExpression(node);
  const kind = (Object.keys(TEXTS) as (keyof typeof TEXTS)[]).find((one) => sameCall(TEXTS[one](variable), text));
  return kind ? { variable, form: { kind }, isBetween: false } : null;
}

function groupForm(node: CallNode, variable: string): FormedPredictor | null {
  const group = node.args[1]?.value;
  if (!group) return null;
  return { variable, form: { kind: 'within', group: printExpression(group) }, isBetween: node.name === 'between' };
}

/** `ns(x, 3)` says what `ns(x, df = 3)` says. */
function sameCall(own: string, typed: string): boolean {
  const bare = (text: string) => printExpression(parseExpression(text)).replace(/, (?:df|degree) = /, ', ');
  return bare(own) === bare(typed);
}
