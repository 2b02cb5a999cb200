import type { FitResult } from './fitResult.ts';

/** A question that can be put to a fitted model when the person wishes, and what they may choose about it. */
export interface AnalysisOffer {
  readonly id: string;
  readonly title: string;
  /** One or two sentences in plain words: what it answers. */
  readonly about: string;
  readonly area: AnalysisArea;
  readonly choices: readonly Choice[];
  /** How many independent repetitions the work consists of at these choices' defaults; null where it is one piece. */
  readonly replicates: number | null;
}

/** Where an offer stands among the others. */
export type AnalysisArea = 'tests' | 'intervals' | 'means' | 'variance' | 'predictions' | 'groups' | 'data';

/** One thing to choose. `value` is what holds when the person leaves it alone. */
export type Choice = OneChoice | SomeChoice | NumberChoice | YesChoice | NumbersChoice;

interface ChoiceWords {
  readonly id: string;
  readonly label: string;
  /** Said under or beside the control. */
  readonly explanation?: string;
}

export interface OneChoice extends ChoiceWords {
  readonly kind: 'one';
  readonly options: readonly ChoiceOption[];
  readonly value: string;
}

export interface SomeChoice extends ChoiceWords {
  readonly kind: 'some';
  readonly options: readonly ChoiceOption[];
  readonly value: readonly string[];
  /** How many at least; 0 unless told. */
  readonly least?: number;
}

export interface NumberChoice extends ChoiceWords {
  readonly kind: 'number';
  /** null: nothing typed; the explanation says what then holds. */
  readonly value: number | null;
  readonly min?: number;
  readonly max?: number;
  readonly whole?: boolean;
}

export interface YesChoice extends ChoiceWords {
  readonly kind: 'yes';
  readonly value: boolean;
}

/** A number for each of several named things: the weights of a contrast, the values predictors are held at. */
export interface NumbersChoice extends ChoiceWords {
  readonly kind: 'numbers';
  readonly names: readonly string[];
  /** null: not given. */
  readonly value: readonly (number | null)[];
}

export interface ChoiceOption {
  readonly value: string;
  readonly label: string;
}

export type ChoiceValue = string | number | boolean | null | readonly string[] | readonly (number | null)[];

/** By the id of the choice; those left out are at their default. */
export type ChoiceValues = Readonly<Record<string, ChoiceValue>>;

/** An analysis of a fit that is there: nothing is fitted anew for it but what the analysis itself consists of. */
export interface AnalysisRequest {
  readonly kind: 'analysis';
  readonly analysis: string;
  readonly fit: FitResult;
  /** The maximum-likelihood fit of the same model where `fit` is not that itself. */
  readonly mlFit: FitResult | null;
  readonly choices: ChoiceValues;
  /** All repetitions in order, where they have been made already (on several workers). */
  readonly replicates?: Replicates;
}

/** What each repetition came to, in order; a repetition's numbers mean what the analysis says they mean. NaN: it has no value there. */
export type Replicates = readonly (readonly number[])[];
