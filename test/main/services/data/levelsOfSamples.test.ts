import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { LevelMap } from '../../../../engine/contract/index.ts';
import { detectLevels, noAnswers, quietHooks, readFile, type LevelAnswers } from '../../../../main/services/data/index.ts';
import { factor, number, tableOf } from './tables.ts';

const samples = join(import.meta.dirname, '../../../../resources/samples');
/** Data sets that are not ours to ship: tried where they are. */
const shared = process.env.TERRACE_DATA ?? join(import.meta.dirname, '../../../../../shared/data');

const levelsOf = async (path: string, answers: LevelAnswers = noAnswers): Promise<LevelMap> =>
  detectLevels((await readFile(path, null, quietHooks)).table, answers, quietHooks);
const sample = (name: string, answers?: LevelAnswers) => levelsOf(join(samples, `${name}.csv`), answers);

const groupings = (map: LevelMap) => map.groupings.map(({ name, level, status }) => `${level} ${name} ${status}`);
const relations = (map: LevelMap) => map.relations.map(({ inner, relation, outer }) => `${inner} ${relation} ${outer}`);
const homes = (map: LevelMap) => Object.fromEntries(map.variables.map(({ column, constantIn }) => [column, constantIn]));
const findings = (map: LevelMap) => map.findings.map(({ code, column }) => `${code} ${column}`);

describe('the shipped samples', () => {
  test('hsb: pupils in schools, and which variables belong to the school', async () => {
    const map = await sample('hsb');
    expect(groupings(map)).toEqual(['2 School certain']);
    expect(homes(map)).toEqual({
      Minority: null,
      Sex: null,
      SES: null,
      MathAch: null,
      MEANSES: 'School',
      Size: 'School',
      Sector: 'School',
      PRACAD: 'School',
      DISCLIM: 'School',
      HIMINTY: 'School',
    });
    expect(map.questions).toEqual([]);
    expect(map.findings.map(({ code, action }) => [code, action])).toEqual([
      ['levels.number-groups', { kind: 'make-factor', column: 'School' }],
    ]);
  });

  test('hsb: shares of variance between schools as one-way analysis of variance gives them', async () => {
    const share = Object.fromEntries(
      (await sample('hsb')).variables.map(({ column, betweenShare }) => [column, betweenShare.School]),
    );
    // R 4.2: mean squares of anova(lm(y ~ factor(School))), n0 = (N − Σn²/N)/(k − 1).
    expect(share.MathAch).toBeCloseTo(0.17360081834125, 10);
    expect(share.SES).toBeCloseTo(0.26658094191912, 10);
    expect(share.MEANSES).toBe(1);
  });

  test('sleepstudy: days within subjects, and days are no grouping', async () => {
    const map = await sample('sleepstudy');
    expect(groupings(map)).toEqual(['2 Subject certain']);
    expect(homes(map)).toEqual({ Reaction: null, Days: null });
  });

  test('Exam: students only have numbers within their schools', async () => {
    const map = await sample('Exam');
    expect(groupings(map)).toEqual(['2 school certain']);
    expect(homes(map)).toMatchObject({
      schavg: 'school',
      schgend: 'school',
      type: 'school',
      standLRT: null,
      sex: null,
      intake: null,
    });
    expect(findings(map)).toContain('levels.numbers-rows student');
  });

  test('Pastes: casks within batches, and the letters of the casks are no grouping', async () => {
    const map = await sample('Pastes');
    expect(groupings(map)).toEqual(['2 sample certain', '3 batch certain']);
    expect(relations(map)).toEqual(['sample nested batch']);
    expect(map.questions).toEqual([]);
    expect(findings(map)).toContain('levels.named-by cask');
  });

  test('Penicillin and Oats: asked, since the data fit both readings', async () => {
    const penicillin = await sample('Penicillin');
    expect(relations(penicillin)).toEqual(['sample asked plate']);
    expect(penicillin.questions).toHaveLength(1);
    expect(penicillin.questions[0]).toMatchObject({
      inner: 'sample',
      outer: 'plate',
      answer: null,
      question: 'Is sample “A” the same sample in every plate?',
    });
    expect(penicillin.questions[0].readings.map(({ relation, terms }) => [relation, terms])).toEqual([
      ['crossed', '(1 | plate) + (1 | sample)'],
      ['nested', '(1 | plate/sample)'],
    ]);
    const oats = await sample('Oats');
    expect(relations(oats)).toEqual(['Variety asked Block']);
    expect(oats.groupings.every(({ status }) => status === 'proposed')).toBe(true);
  });
});

describe('what a person says', () => {
  const id = 'nesting:sample|plate';

  test('crossed makes two groupings', async () => {
    const map = await sample('Penicillin', { readings: { [id]: 'crossed' }, groupings: [] });
    expect(groupings(map)).toEqual(['2 plate accepted', '2 sample accepted']);
    expect(relations(map)).toEqual(['plate crossed sample']);
    expect(map.questions[0].answer).toBe('crossed');
  });

  test('nested joins the labels with the outer grouping', async () => {
    const map = await sample('Oats', { readings: { 'nesting:Variety|Block': 'nested' }, groupings: [] });
    expect(groupings(map)).toEqual(['2 Variety:Block accepted', '3 Block accepted']);
    expect(map.groupings[0]).toMatchObject({ columns: ['Variety', 'Block'], groups: 18, size: { min: 4, median: 4, max: 4 } });
    expect(relations(map)).toEqual(['Variety:Block nested Block']);
  });

  test('a column is a grouping, or is not, and the last word counts', async () => {
    const said = (...words: [string[], boolean][]): LevelAnswers => ({
      readings: {},
      groupings: words.map(([columns, grouping]) => ({ columns, grouping })),
    });
    expect(groupings(await sample('hsb', said([['Sector'], true])))).toEqual(['2 School certain', '3 Sector accepted']);
    expect(groupings(await sample('hsb', said([['School'], false])))).toEqual([]);
    expect(groupings(await sample('hsb', said([['School'], false], [['School'], true])))).toEqual(['2 School accepted']);
    expect(groupings(await sample('Exam', said([['student', 'school'], true])))).toEqual([
      '2 student:school accepted',
      '3 school certain',
    ]);
    expect(groupings(await sample('hsb', said([['gone'], true])))).toEqual(['2 School certain']);
  });
});

describe.skipIf(!existsSync(shared))('well-known data sets', () => {
  const cases: Record<
    string,
    { groupings: string[]; relations?: string[]; homes?: Record<string, string | null>; findings?: string[]; asked?: string[] }
  > = {
    imm10: {
      groupings: ['2 schid certain'],
      homes: {
        meanses: 'schid',
        public: 'schid',
        ratio: 'schid',
        scsize: 'schid',
        region: 'schid',
        homework: null,
        race: null,
        parented: null,
      },
      findings: ['levels.same-groups schnum', 'levels.numbers-rows stuid'],
    },
    imm23: { groupings: ['2 schid certain'], homes: { cstr: 'schid', white: null, homework: null } },
    nurses: {
      groupings: ['2 wardid certain', '3 hospital certain'],
      relations: ['wardid nested hospital'],
      homes: { hospsize: 'hospital', wardtype: 'wardid', expcon: 'wardid', age: null },
      findings: ['levels.named-by ward', 'levels.row-id nurse'],
    },
    InstEval: {
      groupings: ['2 s certain', '2 d certain', '3 dept certain'],
      relations: ['s partly-crossed d', 's partly-crossed dept', 'd nested dept'],
      homes: { studage: 's', lectage: null, service: null },
    },
    star3: {
      groupings: ['2 tch certain', '3 sch certain'],
      relations: ['tch nested sch'],
      homes: { cltype: 'tch', exp: 'tch', ses: null },
      findings: ['levels.row-id id'],
    },
    Chem97: {
      groupings: ['2 school certain', '3 lea certain'],
      relations: ['school nested lea'],
      homes: { score: null, gender: null },
      findings: ['levels.row-id student'],
    },
    popular2: {
      groupings: ['2 class certain'],
      homes: { texp: 'class', extrav: null, sex: null },
      findings: ['levels.numbers-rows pupil'],
    },
    bdf: {
      groupings: ['2 classNR certain', '3 schoolNR certain'],
      relations: ['classNR nested schoolNR'],
      homes: { denomina: 'schoolNR', classsiz: 'classNR', 'IQ.verb': null },
    },
    bh1996: { groupings: ['2 GRP certain'], homes: { 'G.HRS': 'GRP', 'G.LEAD': 'GRP', HRS: null } },
    ScotsSec: {
      groupings: ['2 primary certain', '2 second certain'],
      relations: ['primary partly-crossed second'],
      homes: { social: null, sex: null },
    },
    'lmm.data': {
      groupings: ['2 school proposed', '2 class proposed'],
      relations: ['class asked school'],
      findings: ['levels.row-id id'],
      asked: ['Is class “a” the same class in every school?'],
    },
    VerbAgg: {
      groupings: ['2 id certain', '2 item certain'],
      relations: ['id crossed item'],
      homes: { Anger: 'id', situ: 'item', resp: null },
    },
    Socatt: {
      groupings: ['2 respond certain', '3 district certain'],
      relations: ['respond nested district'],
      homes: { religion: 'respond', party: null },
    },
    ChickWeight: { groupings: ['2 Chick certain'], homes: { Diet: 'Chick', Time: null } },
    mtcars: { groupings: [] },
    quine: { groupings: [] },
    warpbreaks: { groupings: [] },
  };

  test.each(Object.entries(cases))('%s', async (name, expected) => {
    const map = await levelsOf(join(shared, `${name}.csv`));
    expect(groupings(map)).toEqual(expected.groupings);
    expect(relations(map)).toEqual(expected.relations ?? []);
    expect(homes(map)).toMatchObject(expected.homes ?? {});
    expect(findings(map)).toEqual(expect.arrayContaining(expected.findings ?? []));
    expect(map.questions.map(({ question }) => question)).toEqual(expected.asked ?? []);
  });

  test('lmm.data: an answer gives the terms that were promised', async () => {
    const path = join(shared, 'lmm.data.csv');
    const nested = await levelsOf(path, { readings: { 'nesting:class|school': 'nested' }, groupings: [] });
    expect(groupings(nested)).toEqual(['2 class:school accepted', '3 school accepted']);
    expect(nested.questions[0].readings.map(({ terms }) => terms)).toEqual(['(1 | school) + (1 | class)', '(1 | school/class)']);
    const crossed = await levelsOf(path, { readings: { 'nesting:class|school': 'crossed' }, groupings: [] });
    expect(groupings(crossed)).toEqual(['2 school accepted', '2 class accepted']);
  });
});

describe('what a person says about columns the rules leave alone', () => {
  const four = Array.from({ length: 240 }, (_, i) => ({
    school: 'ABCD'[Math.floor(i / 60)],
    class: 'abc'[Math.floor(i / 20) % 3],
    y: Math.sin(i * i),
  }));
  const table = tableOf(
    factor('school', four.map((row) => row.school)),
    factor('class', four.map((row) => row.class)),
    number('y', four.map((row) => row.y)),
    number('half', four.map((_, i) => Math.floor(i / 30) / 2)),
  ); // prettier-ignore
  const said = (groupingsSaid: [string[], boolean][], readings: LevelAnswers['readings'] = {}): LevelMap =>
    detectLevels(table, { readings, groupings: groupingsSaid.map(([columns, grouping]) => ({ columns, grouping })) }, quietHooks);

  test('four schools are asked about once they are called a grouping', () => {
    const map = said([[['school'], true]]);
    expect(groupings(map)).toEqual(['2 school accepted', '2 class proposed']);
    expect(map.questions.map(({ id }) => id)).toEqual(['nesting:class|school']);
    expect(groupings(said([[['school'], true]], { 'nesting:class|school': 'nested' }))).toEqual([
      '2 class:school accepted',
      '3 school accepted',
    ]);
  });

  test('a column that is no grouping is not asked about', () => {
    expect(said([[['school'], true], [['class'], false]]).questions).toEqual([]); // prettier-ignore
  });

  test('numbers with decimals may name groups too', () => {
    const map = said([[['half'], true]]);
    expect(groupings(map)).toEqual(['2 half accepted']);
    expect(map.groupings[0]).toMatchObject({ groups: 8, size: { min: 30, median: 30, max: 30 } });
  });
});
