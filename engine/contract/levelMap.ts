/**
 * Which columns identify groups, how the groups lie in each other, and which level each variable lives on.
 */
export interface LevelMap {
  /** Grouping factors that are certain or accepted, coarsest last. */
  readonly groupings: readonly Grouping[];
  /** The level of every column that is not itself an identifier. */
  readonly variables: readonly VariableLevel[];
  readonly relations: readonly GroupRelation[];
  /** What the data cannot decide; never decided silently. */
  readonly questions: readonly LevelQuestion[];
  /** Things found that deserve a look, e.g. a school variable that is not constant in five schools. */
  readonly findings: readonly LevelFinding[];
}

export interface Grouping {
  /** A column, or columns joined by `:` where labels repeat inside another grouping (`school:class`). */
  readonly name: string;
  readonly columns: readonly string[];
  readonly groups: number;
  readonly size: { readonly min: number; readonly median: number; readonly max: number };
  /** 2 for the groups directly above the rows, 3 for those above them; crossed groupings share a number. */
  readonly level: number;
  /** Whether the person has said so, or the rules are sure; a mere proposal is neither. */
  readonly status: 'certain' | 'accepted' | 'proposed';
  readonly reason: string;
}

export interface VariableLevel {
  readonly column: string;
  /** The grouping whose groups it is constant in (the coarsest such), or null: it varies between rows. */
  readonly constantIn: string | null;
  readonly level: number;
  /** Share of the variance between groups, by grouping; numeric columns only. */
  readonly betweenShare: Readonly<Record<string, number>>;
}

export interface GroupRelation {
  readonly inner: string;
  readonly outer: string;
  readonly relation: 'nested' | 'crossed' | 'partly-crossed' | 'asked';
}

/** “Is class *a* the same class in every school?” with both readings spelled out. */
export interface LevelQuestion {
  readonly id: string;
  readonly inner: string;
  readonly outer: string;
  readonly question: string;
  readonly readings: readonly LevelReading[];
  /** The reading the person chose; null while it is open. */
  readonly answer: LevelReading['relation'] | null;
}

export interface LevelReading {
  readonly relation: 'nested' | 'crossed';
  readonly title: string;
  /** What it means and which random terms it gives. */
  readonly explanation: string;
  readonly terms: string;
}

export interface LevelFinding {
  readonly code: string;
  readonly column: string;
  readonly message: string;
  readonly remedy: string | null;
  /** One-click repair, where there is one. */
  readonly action: { readonly kind: 'make-factor' | 'make-number'; readonly column: string } | null;
  /** Rows of the table (from 0) that are meant, in order and no more than some; absent where it is not about single rows. */
  readonly rows?: readonly number[];
}
