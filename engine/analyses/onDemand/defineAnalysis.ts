/**
 * How an analysis that a person asks for is declared: what may be chosen follows from the fit, its blocks from the fit, the data and what was
 * chosen.
 */
import type { AnalysisArea, AnalysisOffer, Block, Choice, ChoiceValues, FitResult, Replicates } from '../../contract/index.ts';
import type { Chosen } from './chosen.ts';
import type { Subject } from './subject.ts';

export interface AnalysisDefinition {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly area: AnalysisArea;
  /** Whether the analysis can be made of this fit at all. */
  readonly applies: (fit: FitResult) => boolean;
  readonly choices: (fit: FitResult) => readonly Choice[];
  /**
   * The answer. `replicates` are all repetitions in order where the analysis consists of such.
   *
   * @throws Failure where the choices have no answer
   */
  readonly blocks: (subject: Subject, chosen: Chosen, replicates: Replicates) => readonly Block[];
  /** Work that consists of many independent repetitions, which may be shared out among workers. */
  readonly repeated?: Repetition;
}

export interface Repetition {
  readonly count: (chosen: Chosen) => number;
  /** Repetitions `from` up to `to`. Number i comes out the same whoever makes it: its random stream is i's own. */
  readonly make: (subject: Subject, chosen: Chosen, from: number, to: number) => Replicates;
}

export function defineAnalysis(definition: AnalysisDefinition): AnalysisDefinition {
  return definition;
}

export function offerOf(
  definition: AnalysisDefinition,
  fit: FitResult,
  chosenOf: (values: ChoiceValues) => Chosen,
): AnalysisOffer {
  const { id, title, about, area, repeated } = definition;
  return { id, title, about, area, choices: definition.choices(fit), replicates: repeated?.count(chosenOf({})) ?? null };
}
