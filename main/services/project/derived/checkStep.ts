import { columnMade, failure } from '../../../../engine/contract/index.ts';
import type { StepWork } from '../../../../engine/contract/index.ts';
import { stepExpression } from '../../../../engine/formula/index.ts';
import { checkDerived } from '../../../../engine/frame/index.ts';
import { stepFailures } from '../../../../engine/text/dataSteps.ts';
import { projectFailures } from '../../../../engine/text/projectFailures.ts';
import type { Db } from '../database.ts';
import { variablesRead } from '../formulaNames.ts';
import { columnById, columnsOf, ownColumns } from '../rowsAndColumns.ts';
import { stepsOf } from './keptSteps.ts';
import type { KeptStep } from './keptSteps.ts';

/**
 * See that a step can stand in its place of the list: its column has a free name, and all that it reads is made above it.
 *
 * id  of the step where it is there already; null for one to be added at the end
 *
 * @throws Failure 'formula.…' with `start` and `end`, 'step.uses-itself', 'step.circle', 'step.made-later', 'table.no-name', 'table.name-taken'
 */
export function checkStep(db: Db, tableId: string, work: StepWork, id: string | null): void {
  const steps = stepsOf(db, tableId);
  const place = id === null ? steps.length : steps.findIndex((step) => step.id === id);
  const name = columnMade(work);
  if (name !== null) checkName(db, tableId, name, steps[place] ?? null);
  const expression = stepExpression(work);
  const below = steps.slice(place + 1).filter(({ enabled }) => enabled);
  for (const read of variablesRead(expression)) {
    if (read === name) throw failure('step.uses-itself', spanOf(expression, read), stepFailures.usesItself(read));
    const maker = below.find((step) => columnMade(step.work) === read);
    if (maker) throw laterFailure(expression, read, maker, name, below);
  }
  const above = steps.slice(0, place).flatMap((step) => (step.enabled ? (columnMade(step.work) ?? []) : []));
  checkDerived(expression, [...ownColumns(db, tableId).map((column) => column.name), ...above]);
}

function laterFailure(expression: string, read: string, maker: KeptStep, name: string | null, below: readonly KeptStep[]): Error {
  const span = spanOf(expression, read);
  if (name !== null && needs(maker, name, below)) return failure('step.circle', span, stepFailures.circle([name, read]));
  return failure('step.made-later', span, stepFailures.madeLater(read, maker.name));
}

/** Whether a step reads a column, itself or by what it reads. */
function needs(step: KeptStep, column: string, steps: readonly KeptStep[]): boolean {
  return variablesRead(stepExpression(step.work)).some((read) => {
    if (read === column) return true;
    const maker = steps.find((other) => other !== step && columnMade(other.work) === read);
    return maker !== undefined && steps.indexOf(maker) < steps.indexOf(step) && needs(maker, column, steps);
  });
}

/** Where the name stands in the text; all of it where it stands there in another form. */
function spanOf(expression: string, name: string): { column: string; start: number; end: number } {
  const start = expression.indexOf(name);
  return start < 0 ? { column: name, start: 0, end: expression.length } : { column: name, start, end: start + name.length };
}

function checkName(db: Db, tableId: string, name: string, own: KeptStep | null): void {
  if (name.trim() === '') throw failure('table.no-name', {}, projectFailures.nameEmpty());
  const isTaken = columnsOf(db, tableId).some((column) => column.name === name && column.id !== own?.columnId);
  if (isTaken) throw failure('table.name-taken', { name }, projectFailures.nameTaken(name));
}

/** @throws Failure 'step.needed-above' where a step of the list would stand above one that makes what it reads */
export function checkOrder(db: Db, steps: readonly KeptStep[]): void {
  const enabled = steps.filter((step) => step.enabled);
  enabled.forEach((step, place) => {
    const read = variablesRead(stepExpression(step.work));
    const late = enabled.slice(place).find((other) => other !== step && read.includes(columnById(db, other.columnId)!.name));
    if (!late) return;
    const column = columnById(db, late.columnId)!.name;
    throw failure('step.needed-above', { step: step.name, column }, stepFailures.neededAbove(step.name, column));
  });
}
