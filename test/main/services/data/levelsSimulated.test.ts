import { describe, expect, test } from 'vitest';
import type { Column, ColumnTable } from '../../../../engine/contract/index.ts';
import { detectLevels, noAnswers, quietHooks } from '../../../../main/services/data/index.ts';
import { seeded, type Seeded } from '../../../support/seeded.ts';
import { effects, factor, number, shuffled, tableOf } from './tables.ts';

/** A design with a known structure: its table, and what must be seen in it. */
interface Design {
  readonly table: ColumnTable;
  /** Sure groupings with their level. */
  readonly certain: readonly string[];
  readonly relations: readonly string[];
  readonly homes: Record<string, string | null>;
  readonly asked: number;
}

const labelled = (random: Seeded, name: string, codes: readonly number[]): Column =>
  random.below(2)
    ? factor(
        name,
        codes.map((code) => `${name}${code + 1}`),
      )
    : number(
        name,
        codes.map((code) => 100 + 7 * code + (code % 3)),
      );

/** Pupils in schools: a school variable, a pupil variable with school means, predictors with few categories, a row number. */
function pupilsInSchools(random: Seeded): Design {
  const schools = 12 + random.below(80);
  const school = Array.from({ length: schools }, (_, j) => new Array<number>(6 + random.below(30)).fill(j)).flat();
  const u = effects(random, schools, 1);
  const climate = effects(random, schools, 1);
  const sector = Array.from({ length: schools }, () => (random.below(2) ? 'public' : 'private'));
  return {
    table: tableOf(
      number(
        'row',
        school.map((_, i) => i + 1),
      ),
      labelled(random, 'school', school),
      number(
        'score',
        school.map((j) => 50 + 5 * u[j] + 10 * random.normal()),
      ),
      number(
        'ses',
        school.map((j) => 0.5 * climate[j] + random.normal()),
      ),
      number(
        'climate',
        school.map((j) => climate[j]),
      ),
      number(
        'age',
        school.map(() => 11 + random.below(8)),
      ),
      number(
        'rating',
        school.map(() => 1 + random.below(5)),
      ),
      factor(
        'sector',
        school.map((j) => sector[j]),
      ),
      factor(
        'sex',
        school.map(() => (random.below(2) ? 'f' : 'm')),
      ),
    ),
    certain: ['2 school'],
    relations: [],
    homes: { score: null, ses: null, climate: 'school', sector: 'school', sex: null, age: null, rating: null },
    asked: 0,
  };
}

/** Three levels: pupils in classes in schools, each class with a label of its own. */
function threeLevels(random: Seeded): Design {
  const schools = 15 + random.below(25);
  const classSchool = Array.from({ length: schools }, (_, s) => new Array<number>(2 + random.below(4)).fill(s)).flat();
  const rows = classSchool.flatMap((_, c) => new Array<number>(8 + random.below(15)).fill(c));
  const v = effects(random, schools, 1);
  const w = effects(random, classSchool.length, 1);
  const experience = effects(random, classSchool.length, 5);
  const size = Array.from({ length: schools }, () => 200 + random.below(900));
  return {
    table: tableOf(
      labelled(
        random,
        'school',
        rows.map((c) => classSchool[c]),
      ),
      labelled(random, 'class', rows),
      number(
        'math',
        rows.map((c) => 5 * v[classSchool[c]] + 4 * w[c] + 8 * random.normal()),
      ),
      number(
        'experience',
        rows.map((c) => experience[c]),
      ),
      number(
        'enrolment',
        rows.map((c) => size[classSchool[c]]),
      ),
      factor(
        'sex',
        rows.map(() => (random.below(2) ? 'f' : 'm')),
      ),
    ),
    certain: ['2 class', '3 school'],
    relations: ['class nested school'],
    homes: { math: null, experience: 'class', enrolment: 'school', sex: null },
    asked: 0,
  };
}

/** Classes called a, b, c … in every school; a teacher variable shows that they are different classes. */
function implicitlyNested(random: Seeded): Design {
  const schools = 15 + random.below(25);
  const cells = Array.from({ length: schools }, (_, s) =>
    Array.from({ length: 2 + random.below(4) }, (_, c) => ({ s, c })),
  ).flat();
  const rows = cells.flatMap((_, cell) => new Array<number>(10 + random.below(10)).fill(cell));
  const experience = cells.map(() => 1 + random.below(30));
  const w = effects(random, cells.length, 3);
  const v = effects(random, schools, 3);
  return {
    table: tableOf(
      factor(
        'school',
        rows.map((cell) => `s${cells[cell].s}`),
      ),
      factor(
        'class',
        rows.map((cell) => 'abcde'[cells[cell].c]),
      ),
      number(
        'math',
        rows.map((cell) => v[cells[cell].s] + w[cell] + 5 * random.normal()),
      ),
      number(
        'experience',
        rows.map((cell) => experience[cell]),
      ),
    ),
    certain: ['2 class:school', '3 school'],
    relations: ['class:school nested school'],
    homes: { math: null, experience: 'class:school', class: 'class:school' },
    asked: 0,
  };
}

/** The same people on several occasions, some of them missing. */
function panel(random: Seeded): Design {
  const people = 30 + random.below(100);
  const waves = 4 + random.below(8);
  const rows = Array.from({ length: people }, (_, p) => Array.from({ length: waves }, (_, t) => ({ p, t }))).flat().filter(() => random.uniform() < 0.93); // prettier-ignore
  const u = effects(random, people, 2);
  const treated = Array.from({ length: people }, () => (random.below(2) ? 'drug' : 'placebo'));
  return {
    table: tableOf(
      labelled(
        random,
        'person',
        rows.map(({ p }) => p),
      ),
      number(
        'wave',
        rows.map(({ t }) => t),
      ),
      number(
        'mood',
        rows.map(({ p, t }) => u[p] + 0.3 * t + random.normal()),
      ),
      factor(
        'treatment',
        rows.map(({ p }) => treated[p]),
      ),
    ),
    certain: ['2 person'],
    relations: [],
    homes: { wave: null, mood: null, treatment: 'person' },
    asked: 0,
  };
}

/** Ratings by judges who each saw some of the works: partly crossed. */
function crossed(random: Seeded): Design {
  const judges = 30 + random.below(40);
  const works = 40 + random.below(60);
  const rows = Array.from({ length: judges * 20 }, () => ({ j: random.below(judges), w: random.below(works) }));
  const u = effects(random, judges, 1.5);
  const v = effects(random, works, 1.5);
  const genre = Array.from({ length: works }, () => ['prose', 'verse', 'drama'][random.below(3)]);
  const trained = Array.from({ length: judges }, () => (random.below(2) ? 'yes' : 'no'));
  return {
    table: tableOf(
      labelled(
        random,
        'judge',
        rows.map(({ j }) => j),
      ),
      labelled(
        random,
        'work',
        rows.map(({ w }) => w),
      ),
      number(
        'rating',
        rows.map(({ j, w }) => u[j] + v[w] + random.normal()),
      ),
      factor(
        'genre',
        rows.map(({ w }) => genre[w]),
      ),
      factor(
        'trained',
        rows.map(({ j }) => trained[j]),
      ),
    ),
    certain: ['2 judge', '2 work'],
    relations: ['judge partly-crossed work'],
    homes: { rating: null, genre: 'work', trained: 'judge' },
    asked: 0,
  };
}

/** Every label in every group, equally often: nobody can tell. */
function undecidable(random: Seeded): Design {
  const schools = 6 + random.below(30);
  const classes = 3 + random.below(4);
  const rows = Array.from({ length: schools * classes * 10 }, (_, i) => ({
    s: Math.floor(i / (classes * 10)),
    c: Math.floor(i / 10) % classes,
  }));
  const w = effects(random, schools * classes, 2);
  return {
    table: tableOf(
      factor(
        'school',
        rows.map(({ s }) => `s${s}`),
      ),
      factor(
        'class',
        rows.map(({ c }) => 'abcdefg'[c]),
      ),
      number(
        'extro',
        rows.map(({ s, c }) => w[s * classes + c] + random.normal()),
      ),
    ),
    certain: schools >= 10 ? ['2 school'] : [],
    relations: ['class asked school'],
    homes: { extro: null },
    asked: 1,
  };
}

/** One level only: measurements, counts and ratings, none of them a grouping. */
function ungrouped(random: Seeded): Design {
  const n = 200 + random.below(800);
  const age = Array.from({ length: n }, () => 18 + random.below(60));
  const schooling = age.map(() => 8 + random.below(12));
  return {
    table: tableOf(
      number('age', age),
      number('years', schooling),
      number(
        'income',
        age.map((a, i) => Math.round(20 * a + 100 * schooling[i] + 300 * random.normal())),
      ),
      number(
        'children',
        age.map(() => random.below(7)),
      ),
      number(
        'agree',
        age.map(() => 1 + random.below(7)),
      ),
      factor(
        'sex',
        age.map(() => (random.below(2) ? 'f' : 'm')),
      ),
      factor(
        'party',
        age.map(() => ['red', 'green', 'blue', 'none'][random.below(4)]),
      ),
    ),
    certain: [],
    relations: [],
    homes: { age: null, income: null, sex: null, party: null },
    asked: 0,
  };
}

const designs = { pupilsInSchools, threeLevels, implicitlyNested, panel, crossed, undecidable, ungrouped };

describe.each(Object.entries(designs))('%s', (_, make) => {
  test.each(Array.from({ length: 10 }, (_, i) => i))('seed %i is seen for what it is', (seed) => {
    const design = make(seeded(1000 + seed));
    const map = detectLevels(design.table, noAnswers, quietHooks);
    expect(
      map.groupings
        .filter(({ status }) => status === 'certain')
        .map(({ level, name }) => `${level} ${name}`)
        .sort(),
    ).toEqual([...design.certain].sort());
    const sure = new Set(map.groupings.filter(({ status }) => status === 'certain').map(({ name }) => name));
    const relations = map.relations.filter(
      ({ inner, outer, relation }) => relation === 'asked' || (sure.has(inner) && sure.has(outer)),
    );
    expect(
      relations.map(({ inner, relation, outer }) =>
        relation === 'nested' || relation === 'asked'
          ? `${inner} ${relation} ${outer}`
          : `${[inner, outer].sort().join(` ${relation} `)}`,
      ),
    ).toEqual(design.relations);
    expect(Object.fromEntries(map.variables.map(({ column, constantIn }) => [column, constantIn]))).toMatchObject(design.homes);
    expect(map.questions).toHaveLength(design.asked);
  });
});

describe('shuffled rows', () => {
  test.each([pupilsInSchools, threeLevels, implicitlyNested, crossed])('%o: labels are still seen as groups', (make) => {
    for (let seed = 0; seed < 3; seed++) {
      const { table, certain } = make(seeded(2000 + seed));
      const map = detectLevels(shuffled(table, seed), noAnswers, quietHooks);
      const found = map.groupings.map(({ level, name }) => `${level} ${name}`);
      expect(found).toEqual(expect.arrayContaining([...certain]));
    }
  });
});

describe('exceptions', () => {
  const rows = Array.from({ length: 600 }, (_, i) => Math.floor(i / 20));
  const sector = rows.map((s) => (s % 3 === 0 ? 'private' : 'public'));

  test('a variable that varies in three of thirty schools is told with their names', () => {
    const wrong = sector.map((label, i) => ([25, 105, 305].includes(i) ? (label === 'public' ? 'private' : 'public') : label));
    const random = seeded(5);
    const u = effects(random, 30, 2);
    const table = tableOf(
      factor(
        'school',
        rows.map((s) => `s${s}`),
      ),
      factor('sector', wrong),
      number(
        'y',
        rows.map((s) => u[s] + random.normal()),
      ),
    );
    const [found] = detectLevels(table, noAnswers, quietHooks).findings.filter(({ code }) => code === 'levels.not-constant');
    expect(found).toMatchObject({ column: 'sector', rows: [25, 105, 305] });
    expect(found.message).toBe(
      '“sector” is the same for all rows of a group in “school”, except in 3 of 30 groups: “s1”, “s5”, “s15”.',
    );
  });

  test('a rare event is no exception', () => {
    const table = tableOf(
      factor(
        'school',
        rows.map((s) => `s${s}`),
      ),
      factor(
        'expelled',
        rows.map((_, i) => (i === 7 || i === 333 ? 'yes' : 'no')),
      ),
      factor('sector', sector),
    );
    expect(detectLevels(table, noAnswers, quietHooks).findings).toEqual([]);
  });

  test('rows without a group are counted', () => {
    const table = tableOf(
      factor(
        'school',
        rows.map((s, i) => (i < 4 ? null : `s${s}`)),
      ),
      factor('sector', sector),
    );
    const map = detectLevels(table, noAnswers, quietHooks);
    expect(map.findings.map(({ code, message }) => [code, message])).toEqual([
      ['levels.missing', '“school” is missing in 4 rows; a model with it leaves them out.'],
    ]);
  });
});

test('an empty table, one row and constant columns have no levels and break nothing', () => {
  for (const n of [0, 1, 5]) {
    const table = tableOf(
      number('x', new Array<number>(n).fill(3)),
      factor('g', new Array<string>(n).fill('a')),
      number('none', new Array<number>(n).fill(NaN)),
    );
    expect(detectLevels(table, noAnswers, quietHooks)).toMatchObject({ groupings: [], relations: [], questions: [] });
  }
});
