import { describe, expect, it } from 'vitest';
import { failureOf } from '../../../engine/contract/index.ts';
import { expandFormula, parseFormula, printExpression, type ExpandedFormula } from '../../../engine/formula/index.ts';
import { reference } from '../frame/frameReference.ts';

const columns = ['y', 'a', 'b', 'c', 'x'];
const expanded = (
  text: string,
  names: readonly string[] = [...columns, 'z', 'g', 'h', 'school', 'class', 'pupil', 'a b'],
): ExpandedFormula => expandFormula(parseFormula(text), names);
const labels = (text: string) => expanded(text).terms.map(({ label }) => label);

function failureIn(text: string) {
  try {
    expanded(text);
  } catch (thrown) {
    return failureOf(thrown);
  }
  return null;
}

describe('fixed terms are those of R’s terms()', () => {
  it.each(reference.terms.map((one) => [one.formula, one] as const))('%s', (formula, want) => {
    const got = expanded(formula, columns);
    expect(got.terms.map(({ label }) => label)).toEqual(want.labels);
    expect(got.intercept).toBe(want.intercept);
    expect(got.variables.map(printExpression)).toEqual(want.variables);
  });

  it('takes offsets out of the terms, with the interactions they stand in', () => {
    const got = expanded('y ~ x + offset(log(z)) + a:offset(log(z))');
    expect(got.terms.map(({ label }) => label)).toEqual(['x']);
    expect(got.offsets.map(printExpression)).toEqual(['log(z)']);
  });

  it('labels names in backticks as R does', () => {
    expect(labels('y ~ `a b` * x')).toEqual(['`a b`', 'x', '`a b`:x']);
  });

  it('reads . as all columns but those of the outcome', () => {
    expect(expanded('log(y) ~ .', columns).terms.map(({ label }) => label)).toEqual(['a', 'b', 'c', 'x']);
  });

  it('leaves random parts out of the fixed terms wherever they stand', () => {
    expect(labels('y ~ (1 | g) + x + (0 + x | h) + a')).toEqual(['x', 'a']);
    expect(expanded('y ~ (1 | g) - 1').intercept).toBe(false);
    expect(expanded('y ~ (1 | g)').intercept).toBe(true);
    expect(labels('y ~ ((x) + (1 | g))')).toEqual(['x']);
  });
});

describe('random parts are those of lme4', () => {
  const shown = (text: string) =>
    expanded(text).random.map(
      ({ group, intercept, terms }) =>
        `${[...(intercept ? ['1'] : []), ...terms.map(({ label }) => label)].join(' + ')} | ${group.name}`,
    );

  it.each([
    ['(x | g)', ['1 + x | g']],
    ['(0 + x | g)', ['x | g']],
    ['(x - 1 | g)', ['x | g']],
    ['(a * x | g)', ['1 + a + x + a:x | g']],
    ['(1 | school/class)', ['1 | class:school', '1 | school']],
    ['(1 | school/class/pupil)', ['1 | pupil:(class:school)', '1 | class:school', '1 | school']],
    ['(1 | school:class)', ['1 | school:class']],
    ['(x || g)', ['1 | g', 'x | g']],
    ['(x || school/class)', ['1 | class:school', '1 | school', 'x | class:school', 'x | school']],
    ['(0 + x + a || g)', ['x | g', 'a | g']],
    ['(a:x || g)', ['1 | g', 'a:x | g']],
    ['(1 | g) + (0 + x | g)', ['1 | g', 'x | g']],
    ['(1 | a/(b:c))', ['1 | (b:c):a', '1 | a']],
    ['(1 | `a b`) + (1 | `a b`:g)', ['1 | a b', '1 | `a b`:g']],
  ])('%s', (text, want) => {
    expect(shown(`y ~ ${text}`)).toEqual(want);
  });

  it('names the columns of a grouping factor and what was taken apart', () => {
    const [first, second] = expanded('y ~ (x || school/class)').random;
    expect(first.group).toMatchObject({ name: 'class:school', columns: ['class', 'school'] });
    expect(first).toMatchObject({ correlated: false, bar: 0, start: 4, end: 23 });
    expect(second.label).toBe('1 | school');
  });
});

describe('what means nothing is refused with its place', () => {
  it.each([
    ['y ~ Xx', 'formula.unknown-column', 'Xx'],
    ['y ~ x + scool', 'formula.unknown-column', 'scool'],
    ['y ~ x + (1 | shcool)', 'formula.unknown-column', 'shcool'],
    ['yy ~ x', 'formula.unknown-column', 'yy'],
    ['y ~ lg(x)', 'formula.unknown-function', 'lg'],
    ['y ~ a(x)', 'formula.unknown-function', 'a'],
    ['y ~ 2 * x', 'formula.number-as-term', '2'],
    ['y ~ x + log(2)', 'formula.number-as-term', 'log(2)'],
    ['y ~ x + "a"', 'formula.text-as-term', '"a"'],
    ['y ~ (a + b)^c', 'formula.bad-power', 'c'],
    ['y ~ (a + b)^0', 'formula.bad-power', '0'],
    ['y ~ x + 1 | g', 'formula.bare-bar', 'x + 1 | g'],
    ['y ~ x * (1 | g)', 'formula.bar-place', 'x * (1 | g)'],
    ['y ~ x - (1 | g)', 'formula.bar-place', 'x - (1 | g)'],
    ['y ~ (1 | a | b)', 'formula.nested-bar', '1 | a | b'],
    ['y ~ (0 | g)', 'formula.empty-random', '(0 | g)'],
    ['y ~ (1 | a + b)', 'formula.bad-group', 'a + b'],
    ['y ~ (1 | 1)', 'formula.bad-group', '1'],
    ['y ~ (. | g)', 'formula.dot-place', '.'],
    ['y ~ log(.)', 'formula.dot-place', '.'],
    ['y ~ (offset(x) | g)', 'formula.offset-place', 'offset(x)'],
    ['y ~ I(offset(x))', 'formula.offset-place', 'offset(x)'],
    ['y ~ x + y', 'formula.outcome-as-predictor', 'y'],
    ['cbind(y, x) ~ a', 'formula.several-outcomes', 'cbind(y, x)'],
    ['y ~ poly(x, 2, row = TRUE)', 'formula.arguments', 'poly(x, 2, row = TRUE)'],
    ['y ~ sqrt(x, 2)', 'formula.arguments', 'sqrt(x, 2)'],
    ['y ~ sqrt()', 'formula.arguments', 'sqrt()'],
  ])('%s', (text, code, place) => {
    const failure = failureIn(text);
    expect(failure?.code).toBe(code);
    expect(text.slice(failure!.details.start as number, failure!.details.end as number)).toBe(place);
    expect(failure?.remedy).not.toBe('');
  });

  it('suggests the nearest columns and functions', () => {
    expect(failureIn('y ~ scholo')).toMatchObject({
      message: 'There is no variable called “scholo”.',
      remedy: 'Did you mean “school”?',
    });
    expect(failureIn('y ~ sqt(x)')?.remedy).toBe('Did you mean “sqrt()”?');
    expect(failureIn('y ~ quantile(x)')?.remedy).toBe('Compute the variable as a new column and use that column here.');
  });

  it('stops a power that explodes', () => {
    const many = Array.from({ length: 40 }, (_, j) => `v${j}`);
    expect(() => expanded(`y ~ (${many.join(' + ')})^9`, ['y', ...many])).toThrow('more than 5000 terms');
  });

  it('reads a sum of two thousand columns', () => {
    const many = Array.from({ length: 2000 }, (_, j) => `v${j}`);
    expect(expanded(`y ~ ${many.join(' + ')}`, ['y', ...many]).terms.length).toBe(2000);
  });
});
