import { describe, expect, it } from 'vitest';
import {
  expandFormula,
  formulaOf,
  gridOf,
  parseFormula,
  toggleCorrelated,
  toggleFixed,
  toggleIntercept,
  toggleRandomIntercept,
  toggleSlope,
  whyNoGrid,
  withOutcome,
  type GridModel,
} from '../../../engine/formula/index.ts';
import { seeded, type Seeded } from '../../support/seeded.ts';

const read = (text: string): GridModel => gridOf(parseFormula(text))!;
const rewritten = (text: string) => formulaOf(read(text));

describe('gridOf', () => {
  it('shows fixed terms, and each grouping factor with its effects', () => {
    expect(read('log(y) ~ x * z + offset(w) + (1 + x | g) + (0 + z | `h h`)')).toEqual({
      outcome: 'log(y)',
      intercept: true,
      fixed: ['x', 'z', 'x:z'],
      random: [
        { group: 'g', intercept: true, slopes: ['x'], correlated: true },
        { group: '`h h`', intercept: false, slopes: ['z'], correlated: true },
      ],
      rest: ['offset(w)'],
    });
  });

  it('shows nested factors as two groupings, the outer one first', () => {
    const groups = (text: string) => read(text).random.map(({ group }) => group);
    expect(groups('y ~ (1 | school/class)')).toEqual(['school', 'class:school']);
    expect(groups('y ~ (1 | class:school) + (1 | school)')).toEqual(['school', 'class:school']);
    expect(groups('y ~ (1 | a/b/c)')).toEqual(['a', 'b:a', 'c:(b:a)']);
  });

  it.each([
    ['y ~ (x || g)', { group: 'g', intercept: true, slopes: ['x'], correlated: false }],
    ['y ~ (1 | g) + (0 + x | g) + (0 + z | g)', { group: 'g', intercept: true, slopes: ['x', 'z'], correlated: false }],
    ['y ~ (x | g)', { group: 'g', intercept: true, slopes: ['x'], correlated: true }],
    ['y ~ (1 || g)', { group: 'g', intercept: true, slopes: [], correlated: true }],
    ['y ~ (0 + x + z || g)', { group: 'g', intercept: false, slopes: ['x', 'z'], correlated: false }],
  ])('%s', (text, want) => {
    expect(read(text).random).toEqual([want]);
  });

  it.each([
    ['~ x', 'no outcome'],
    ['y ~ .', 'all other variables'],
    ['y ~ (x | g) + (0 + z | g)', 'several groups of correlated effects'],
    ['y ~ (1 | g) + (1 | g)', 'twice'],
    ['y ~ (1 | factor(g))', 'computed'],
    ['y ~ x + 1 | g', 'without parentheses'],
  ])('%s has none, and says why', (text, reason) => {
    expect(gridOf(parseFormula(text))).toBeNull();
    expect(whyNoGrid(parseFormula(text))).toContain(reason);
  });
});

describe('formulaOf', () => {
  it.each([
    ['y ~ x*z', 'y ~ x + z + x:z'],
    ['y ~ (1|school/class)', 'y ~ 1 + (1 | school/class)'],
    ['y ~ x + (1|school) + (1|class:school)', 'y ~ x + (1 | school/class)'],
    ['y ~ x + (x|school) + (1|class:school)', 'y ~ x + (1 + x | school) + (1 | class:school)'],
    ['y ~ (1|a/b/c)', 'y ~ 1 + (1 | a/b/c)'],
    ['y ~ (x|a/b) + (1|c:(b:a))', 'y ~ 1 + (1 + x | a/b) + (1 | c:(b:a))'],
    ['y ~ (1|a) + (1|b) + (1|a:b)', 'y ~ 1 + (1 | a) + (1 | b) + (1 | a:b)'],
    ['y ~ (1|a) + (1|b:a) + (1|c:a)', 'y ~ 1 + (1 | a/b) + (1 | c:a)'],
    ['y ~ (1|school:class) + (1|school)', 'y ~ 1 + (1 | school:class) + (1 | school)'],
    ['y ~ 0 + x + (x||g)', 'y ~ 0 + x + (1 + x || g)'],
    ['y ~ x - 1', 'y ~ 0 + x'],
    ['`a b` ~ `c d` + (1|`e f`/g)', '`a b` ~ `c d` + (1 | `e f`/g)'],
    ['y ~ x + offset(log(w))', 'y ~ x + offset(log(w))'],
    ['y ~ x:z + z + x', 'y ~ z + x + z:x'],
  ])('%s is written %s', (text, want) => {
    expect(rewritten(text)).toBe(want);
  });

  it('leaves out groups without effects', () => {
    const grid = { ...read('y ~ x'), random: [{ group: 'g', intercept: false, slopes: [], correlated: true }] };
    expect(formulaOf(grid)).toBe('y ~ x');
  });

  it('writes text that gives the same grid and the same text again, for 300 random grids', () => {
    const random = seeded(4);
    for (let count = 0; count < 300; count++) {
      const text = formulaOf(randomGrid(random));
      const grid = read(text);
      expect(formulaOf(grid), text).toBe(text);
      expect(read(formulaOf(grid)), text).toEqual(grid);
    }
  });

  it('keeps the model: the same terms and random parts come out', () => {
    const columns = ['y', 'x', 'z', 'g', 'a', 'b', 'c'];
    const model = (text: string) => {
      const { terms, intercept, random } = expandFormula(parseFormula(text), columns);
      const parts = random.map(
        (part) => `${part.intercept ? 1 : 0}${part.terms.map(({ label }) => label).join('+')}|${part.group.name}`,
      );
      return { terms: terms.map(({ label }) => label), intercept, parts: parts.sort() };
    };
    for (const text of [
      'y ~ x * z + (x || a/b) + (1 | c:a)',
      'y ~ (1 | a) + (0 + x | a) + (1 | b:a)',
      'y ~ 0 + x + (z | g) + (1 | a/b/c)',
    ])
      expect(model(rewritten(text))).toEqual(model(text));
  });
});

describe('a click in the grid', () => {
  it('adds and removes what it stands for', () => {
    let grid = read('y ~ x');
    grid = toggleFixed(grid, 'z');
    grid = toggleRandomIntercept(grid, 'school');
    grid = toggleRandomIntercept(grid, 'class:school');
    expect(formulaOf(grid)).toBe('y ~ x + z + (1 | school/class)');
    grid = toggleSlope(grid, 'school', 'x');
    expect(formulaOf(grid)).toBe('y ~ x + z + (1 + x | school) + (1 | class:school)');
    grid = toggleCorrelated(grid, 'school');
    expect(formulaOf(grid)).toBe('y ~ x + z + (1 + x || school) + (1 | class:school)');
    grid = toggleRandomIntercept(grid, 'class:school');
    grid = toggleFixed(grid, 'x');
    grid = toggleIntercept(grid);
    expect(formulaOf(grid)).toBe('y ~ 0 + z + (1 + x || school)');
  });

  it('takes the new outcome out of the predictors', () => {
    expect(formulaOf(withOutcome(read('y ~ x + z'), 'x'))).toBe('x ~ z');
  });
});

function randomGrid(random: Seeded): GridModel {
  const some = (items: readonly string[]) => items.filter(() => random.below(2) === 0).sort(() => random.below(3) - 1);
  const groups = ['g', 'a', 'b:a', 'c:(b:a)', 'b', 'a:b', '`h h`', 'c:a'];
  return {
    outcome: ['y', 'log(y)', '`y y`'][random.below(3)],
    intercept: random.below(4) > 0,
    fixed: some(['x:z', 'x', 'z', '`w w`', 'poly(x, 2)', 'z:`w w`']),
    random: some(groups).map((group) => ({
      group,
      intercept: random.below(3) > 0,
      slopes: some(['x', 'z', 'x:z']),
      correlated: random.below(2) === 0,
    })),
    rest: random.below(4) === 0 ? ['offset(o)'] : [],
  };
}
