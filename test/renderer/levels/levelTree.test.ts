import { describe, expect, it } from 'vitest';
import type { Grouping, GroupRelation, LevelMap } from '../../../engine/contract/index.ts';
import { columnClass, groupingClass, groupingOf } from '../../../renderer/levels/levelColour.ts';
import { levelTree } from '../../../renderer/levels/levelTree.ts';

const grouping = (name: string, groups: number, level: number, status: Grouping['status'] = 'certain'): Grouping => ({
  name,
  columns: name.split(':'),
  groups,
  size: { min: 1, median: 2, max: 3 },
  level,
  status,
  reason: '',
});
const nested = (inner: string, outer: string): GroupRelation => ({ inner, outer, relation: 'nested' });
const lives = (column: string, constantIn: string | null) => ({ column, constantIn, level: 1, betweenShare: {} });

const map: LevelMap = {
  groupings: [
    grouping('school:class', 24, 2),
    grouping('plate', 12, 2),
    grouping('guess', 5, 2, 'proposed'),
    grouping('school', 6, 3),
  ],
  variables: [lives('extro', null), lives('size', 'school'), lives('teacher', 'school:class'), lives('class', null)],
  relations: [nested('school:class', 'school'), { inner: 'plate', outer: 'school', relation: 'crossed' }],
  questions: [],
  findings: [],
};

describe('the level map as it is drawn', () => {
  it('puts what is nested under what it lies in, one step deeper', () => {
    const { boxes } = levelTree(map);
    expect(boxes.map(({ grouping, depth }) => [grouping.name, depth])).toEqual([
      ['school', 0],
      ['school:class', 1],
      ['plate', 0],
    ]);
  });

  it('names the columns that live on each level', () => {
    const { boxes, rowColumns } = levelTree(map);
    expect(boxes.find(({ grouping }) => grouping.name === 'school')?.columns).toEqual(['size']);
    expect(rowColumns).toEqual(['extro']);
  });

  it('does not draw what is only proposed', () => {
    expect(levelTree(map).boxes.some(({ grouping }) => grouping.name === 'guess')).toBe(false);
  });

  it('goes down three levels', () => {
    const three = {
      ...map,
      groupings: [grouping('class', 24, 2), grouping('school', 6, 3), grouping('city', 2, 4)],
      relations: [nested('class', 'school'), nested('class', 'city'), nested('school', 'city')],
    };
    expect(levelTree(three).boxes.map(({ grouping, depth }) => [grouping.name, depth])).toEqual([
      ['city', 0],
      ['school', 1],
      ['class', 2],
    ]);
  });
});

describe('level colours', () => {
  it('differ between groupings, also crossed ones of one depth', () => {
    expect(['school:class', 'plate', 'school'].map((name) => groupingClass(map, name))).toEqual([
      'level-2',
      'level-3',
      'level-4',
    ]);
  });

  it('are those of the rows where there is no map yet, or only a proposal', () => {
    expect(groupingClass(null, 'school')).toBe('level-1');
    expect(groupingClass(map, 'guess')).toBe('level-1');
  });

  it('follow a column to the level it lives on, and an identifier to its own', () => {
    expect(columnClass(map, 'extro')).toBe('level-1');
    expect(columnClass(map, 'size')).toBe('level-4');
    expect(groupingOf(map, 'class')).toBe('school:class');
    expect(columnClass(map, 'class')).toBe('level-2');
    expect(columnClass(map, 'school')).toBe('level-4');
  });
});
