import { describe, expect, it } from 'vitest';
import { projectSteps } from '../../../engine/text/projectSteps.ts';
import { isAboutLevels, withShownNames } from '../../../renderer/state/steps.ts';

describe('isAboutLevels', () => {
  it('knows answers about groups from changes of the data', () => {
    expect(isAboutLevels(projectSteps.answerLevels('class'))).toBe(true);
    expect(isAboutLevels(projectSteps.setGrouping(['class', 'school'], true))).toBe(true);
    expect(isAboutLevels(projectSteps.setGrouping(['class'], false))).toBe(true);
    expect(isAboutLevels(projectSteps.importFile('groups.csv'))).toBe(false);
    expect(isAboutLevels(projectSteps.columnKind('class', 'number'))).toBe(false);
    expect(isAboutLevels(projectSteps.deleteRows(3, 2))).toBe(false);
  });
});

describe('withShownNames', () => {
  const shown = new Map([
    ['Model 1', 'Null'],
    ['Model 12', '+ SES'],
  ]);

  it('says a model’s name as the window shows it', () => {
    expect(withShownNames(projectSteps.deleteModel('Model 12'), shown)).toBe('Delete model “+ SES”');
    expect(withShownNames(projectSteps.renameModel('Model 1', 'Empty'), shown)).toBe('Rename model “Null” to Empty');
  });

  it('leaves names that a person gave, and models never seen', () => {
    expect(withShownNames(projectSteps.deleteModel('Final'), shown)).toBe('Delete model Final');
    expect(withShownNames(projectSteps.deleteModel('Model 3'), shown)).toBe('Delete model Model 3');
  });
});
