import { failureOf } from '../contract/index.ts';
import { gridOf, type GridModel, type GridRandom } from './grid.ts';
import { chainsOf, chainText, type Chain } from './nesting.ts';
import { parseFormula } from './parse.ts';

/**
 * The formula of a grid as text. Nested grouping factors with the same effects are written in R's short form
 * `(1 | school/class)`; groups without effects are left out. Reading the text back and printing it again changes nothing.
 */
export function formulaOf(grid: GridModel): string {
  const text = textOf(grid);
  try {
    return settled(text);
  } catch (thrown) {
    if (failureOf(thrown)) return text;
    throw thrown;
  }
}

/** Terms take their order, and interactions the order of their variables, from the text before: twice is enough. */
function settled(text: string): string {
  let [before, now] = ['', text];
  for (let pass = 0; pass < 4 && now !== before; pass++) {
    const grid = gridOf(parseFormula(now));
    [before, now] = [now, grid ? textOf(grid) : now];
  }
  return now;
}

function textOf(grid: GridModel): string {
  const bars = chainsOf(grid.random.filter(hasEffects)).map(barText);
  return `${grid.outcome} ~ ${[...effectTexts(grid.intercept, grid.fixed), ...grid.rest, ...bars].join(' + ')}`;
}

function barText(chain: Chain): string {
  const { intercept, slopes, correlated } = chain[0];
  const effects = [intercept ? '1' : '0', ...slopes];
  const isApart = !correlated && slopes.length + Number(intercept) > 1;
  return `(${effects.join(' + ')} ${isApart ? '||' : '|'} ${chainText(chain)})`;
}

function effectTexts(intercept: boolean, terms: readonly string[]): string[] {
  if (!intercept) return ['0', ...terms];
  return terms.length > 0 ? [...terms] : ['1'];
}

function hasEffects({ intercept, slopes }: GridRandom): boolean {
  return intercept || slopes.length > 0;
}
