import { describe, expect, it } from 'vitest';
import { readFormula } from '../../../renderer/model/readFormula.ts';
import { exampleFormula } from '../../../renderer/model/exampleFormula.ts';
import { columns, map, names } from './schoolLevels.ts';

describe('exampleFormula', () => {
  it('is made of the table’s own columns and groups', () => {
    const example = exampleFormula(columns, map)!;
    expect(example).toBe('score ~ ses + (1 | class:school)');
    expect(readFormula(example, names).failure).toBeNull();
  });

  it('goes without groups where none are known', () => {
    expect(exampleFormula(columns.slice(0, 3), null)).toBe('score ~ ses');
    expect(exampleFormula(columns.slice(0, 1), null)).toBe('score ~ 1');
  });

  it('is not there where nothing can be the outcome', () => {
    expect(exampleFormula(columns.slice(2, 4), null)).toBeNull();
  });
});
