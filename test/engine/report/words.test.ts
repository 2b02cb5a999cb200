import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { interpret, levelEquations, reportToText, rScript } from '../../../engine/report/index.ts';
import { fittedModel } from '../../reference/models.ts';

const fitOf = (id: string) => fittedModel(id).fits[0];

describe('interpret', () => {
  it('says effects, group differences and shares with the variables’ names', () => {
    const words = interpret(fitOf('sleep-slope')).join(' ');
    expect(words).toContain('180\u00a0rows in 18\u00a0groups by Subject.');
    expect(words).toContain(
      'With each additional unit of Days, Reaction is 10.47 higher on average (95\u00a0% confidence interval',
    );
    expect(words).toContain('Between the groups of Subject, Reaction differs with a standard deviation of 24.74');
    expect(words).toContain('The effect of Days itself differs between the groups of Subject with a standard deviation of 5.92');
  });

  it('compares categories with their reference, and says under which conditions', () => {
    const words = interpret(fitOf('hsb-slope')).join(' ');
    expect(words).toMatch(
      /Where Sector is Public, MathAch is 1\.\d+ lower on average than where it is Catholic .*, where SES is 0\./,
    );
    expect(words).toMatch(/The effect of SES is 1\.\d+ higher for Sector Public than for Catholic/);
    expect(words).toMatch(/With each additional unit of SES, MathAch is .*, where Sector is Catholic\./);
  });

  it('speaks of other predictors only where there are some', () => {
    expect(interpret(fitOf('sleep-slope')).join(' ')).not.toContain('other predictors');
    expect(interpret(fitOf('hsb-intercept')).join(' ')).toContain('other predictors being equal');
  });

  it('sets thousands apart', () => {
    expect(interpret(fitOf('hsb-slope'))[0]).toContain('7\u202f185\u00a0rows');
  });

  it('speaks of explained variance where there are no groups', () => {
    expect(interpret(fitOf('sleep-line')).join(' ')).toContain('The predictors account for 29\u00a0% of the variance.');
  });
});

describe('levelEquations', () => {
  const texts = (id: string) => levelEquations(fitOf(id)).map(({ text }) => text);

  it('give each coefficient that varies a line of its own', () => {
    expect(texts('sleep-slope')).toEqual([
      'Reaction = β₀ + β₁ Days + ε',
      'β₀ = γ₀₀ + u₀[Subject]',
      'β₁ = γ₁₀ + u₁[Subject]',
      'ε ~ N(0, σ²)',
    ]);
  });

  it('put group-level predictors and their products with slopes where they act', () => {
    expect(texts('hsb-slope')).toEqual([
      'MathAch = β₀ + β₁ SES + ε',
      'β₀ = γ₀₀ + γ₀₁ SectorPublic + γ₀₂ MEANSES + u₀[School]',
      'β₁ = γ₁₀ + γ₁₁ SectorPublic + u₁[School]',
      'ε ~ N(0, σ²)',
    ]);
  });

  it('add nested groupings up', () => {
    expect(texts('pastes')[1]).toBe('β₀ = γ₀₀ + u₀[cask:batch] + u₀[batch]');
  });

  it('are one line for a linear model', () => {
    expect(texts('sleep-line')).toEqual(['Reaction = β₀ + β₁ Days + ε', 'ε ~ N(0, σ²)']);
  });

  it('come as well-formed MathML too', () => {
    for (const { mathml } of levelEquations(fitOf('hsb-slope'))) {
      const opened = mathml.match(/<[a-z]+/g)!.map((tag) => tag.slice(1));
      const closed = mathml.match(/<\/[a-z]+/g)!.map((tag) => tag.slice(2));
      expect([...opened].sort()).toEqual([...closed].sort());
    }
  });
});

describe('rScript', () => {
  it('names the model, its factors and what it expects', () => {
    const script = rScript(fitOf('hsb-slope'), { file: 'hsb.csv' });
    expect(script).toContain('read.csv("hsb.csv"');
    expect(script).toContain('factor(data[["Sector"]], levels = c("Catholic", "Public"))');
    expect(script).toContain('lmer(MathAch ~ SES * Sector + MEANSES + (SES | School), data = data, REML = TRUE');
    expect(script).toContain(`${fitOf('hsb-slope').criterionValue}`);
  });

  it.skipIf(!hasR())('runs as it is in R and finds the numbers', () => {
    for (const [id, file] of [
      ['hsb-slope', 'hsb'],
      ['oats-line', 'Oats'],
      ['exam-slope', 'Exam'],
    ]) {
      const script = rScript(fitOf(id), { file: `resources/samples/${file}.csv` });
      expect(() => execFileSync('Rscript', ['-e', script], { stdio: 'pipe' })).not.toThrow();
      const wrong = script.replace(/sigma\(model\), [\d.]+/, 'sigma(model), 1');
      expect(() => execFileSync('Rscript', ['-e', wrong], { stdio: 'pipe' })).toThrow(/are not equal/);
    }
  });
});

describe('reportToText', () => {
  const text = reportToText(fittedModel('sleep-slope').report);

  it('prints the summary’s numbers', () => {
    for (const shown of ['1743.6', '251.41', '6.82', '10.47', '24.74', '25.59', '.07']) expect(text).toContain(shown);
  });

  it('keeps to the width of a terminal, but for wide tables', () => {
    const prose = text
      .slice(0, text.indexOf('R script'))
      .split('\n')
      .filter((line) => !line.startsWith(' '));
    expect(Math.max(...prose.map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});

function hasR(): boolean {
  try {
    execFileSync('Rscript', ['-e', 'library(lmerTest)'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
