import { cutBytes } from './codedOut.ts';

export interface NameRules {
  /** Bytes of the longest name. */
  readonly longest: number;
  /** What may not stand in a name. */
  readonly forbidden: RegExp;
  /** Words of the program's own. */
  readonly reserved: ReadonlySet<string>;
}

/**
 * Names that a program takes, as near to the columns' own as its rules allow; names that differ in case only count as the same.
 *
 * @returns in the columns' order
 */
export function outNames(columns: readonly string[], { longest, forbidden, reserved }: NameRules): string[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    const plain = column.replace(forbidden, '_').replace(/_+$/, '') || 'V';
    const lettered = /^[\p{L}_]/u.test(plain) && !reserved.has(plain.toLowerCase()) ? plain : `V_${plain}`;
    for (let turn = 1; ; turn++) {
      const suffix = turn === 1 ? '' : `_${turn}`;
      const name = cutBytes(Buffer.from(lettered), longest - suffix.length).toString() + suffix;
      if (taken.has(name.toLowerCase())) continue;
      taken.add(name.toLowerCase());
      return name;
    }
  });
}
