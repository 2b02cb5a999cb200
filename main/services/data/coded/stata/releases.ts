/** What differs between the formats of the file, by their number. */
export interface Release {
  /** Bytes that names, formats, labels of variables and the label of the data take. */
  readonly name: number;
  readonly format: number;
  readonly label: number;
  readonly dataLabel: number;
  /** How types are written: letters, codes of one byte, codes of two. */
  readonly types: 'letters' | 'bytes' | 'pairs';
  /** Bytes of the length of a note; null where notes stand elsewhere. */
  readonly noteLength: 2 | 4 | null;
  /** Whether `.a` to `.z` exist beside `.`. */
  readonly tagged: boolean;
  readonly encoding: 'windows-1252' | 'utf-8';
}

const sixth: Release = {
  name: 9,
  format: 12,
  label: 81,
  dataLabel: 81,
  types: 'letters',
  noteLength: 2,
  tagged: false,
  encoding: 'windows-1252',
};
const seventh: Release = { ...sixth, name: 33, noteLength: 4 };
const eighth: Release = { ...seventh, types: 'bytes', tagged: true };
const tenth: Release = { ...eighth, format: 49 };
const thirteenth: Release = { ...tenth, types: 'pairs', noteLength: null };
const fourteenth: Release = { ...thirteenth, name: 129, format: 57, label: 321, encoding: 'utf-8' };

export const releases: Readonly<Record<number, Release>> = {
  108: sixth,
  110: seventh,
  111: { ...eighth, tagged: false },
  112: { ...eighth, tagged: false },
  113: eighth,
  114: tenth,
  115: tenth,
  117: thirteenth,
  118: fourteenth,
  119: fourteenth,
};
