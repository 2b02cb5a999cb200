/**
 * What the names of history steps say beyond their words.
 */
import { projectSteps } from '../../engine/text/projectSteps.ts';

const MARK = '\u0000';
const [BEFORE_ANSWER, AFTER_ANSWER] = projectSteps.answerLevels(MARK).split(MARK);
const GROUPINGS = [true, false].map((grouping) => projectSteps.setGrouping([MARK], grouping).replace(MARK, ''));

/** Whether a step says what groups what, which the variables of the Model tab show as the Data tab does. */
export function isAboutLevels(step: string): boolean {
  const isAnswer = step.startsWith(BEFORE_ANSWER) && step.endsWith(AFTER_ANSWER);
  return isAnswer || GROUPINGS.some((ending) => step.endsWith(ending));
}

/** The step with the names that the window shows in place of those main gave to models nobody has named. */
export function withShownNames(step: string, shown: ReadonlyMap<string, string>): string {
  return step.replace(/\bModel \d+\b/, (name) => (shown.has(name) ? `“${shown.get(name)}”` : name));
}
