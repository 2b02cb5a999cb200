import { describe, expect, it } from 'vitest';
import { breakableEquation } from '../../../renderer/model/breakableEquation.ts';

describe('breakableEquation', () => {
  it('begins a new piece before each plus', () => {
    const equation = '<math display="inline"><mi>y</mi><mo>=</mo><mi>a</mi><mo>+</mo><mi>b</mi><mo>+</mo><mi>c</mi></math>';
    const pieces = breakableEquation(equation).split('<wbr>');
    expect(pieces).toEqual([
      '<math display="inline"><mi>y</mi><mo>=</mo><mi>a</mi></math>',
      '<math display="inline"><mo form="infix">+</mo><mi>b</mi></math>',
      '<math display="inline"><mo form="infix">+</mo><mi>c</mi></math>',
    ]);
  });

  it('leaves an equation of one term as it is', () => {
    expect(breakableEquation('<math><mi>y</mi></math>')).toBe('<math><mi>y</mi></math>');
  });
});
