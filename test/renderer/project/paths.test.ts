import { expect, it } from 'vitest';
import { folderOf, joinPath, projectName, shortName } from '../../../renderer/project/paths.ts';

it('takes paths of both kinds of system apart and together', () => {
  expect(shortName('/home/me/lmm.data.csv')).toBe('lmm.data.csv');
  expect(shortName('C:\\Users\\me\\a.xlsx')).toBe('a.xlsx');
  expect(folderOf('/home/me/a.csv')).toBe('/home/me');
  expect(joinPath('/', 'a.terrace')).toBe('/a.terrace');
  expect(joinPath('C:\\Users\\me', 'a.terrace')).toBe('C:\\Users\\me\\a.terrace');
});

it('gives a project its ending once', () => {
  expect(projectName('schools ')).toBe('schools.terrace');
  expect(projectName('schools.TERRACE')).toBe('schools.TERRACE');
});
