import { cutBytes, type OutVariable } from '../codedOut.ts';

/** A variable as the file lays it out; a text of more than 255 bytes in several pieces, each a variable of its own there. */
export interface SavVariable {
  readonly variable: OutVariable;
  /** Eight characters at most, the first that of the variable, the others those of its further pieces. */
  readonly shortNames: readonly string[];
  /** Bytes of the whole text; 0 for numbers. */
  readonly width: number;
  readonly pieces: readonly SavPiece[];
  /** What stands for a missing text. */
  readonly pad: Buffer;
}

export interface SavPiece {
  /** As its record says. */
  readonly width: number;
  /** Bytes of the text that it holds, from which. */
  readonly from: number;
  readonly length: number;
}

const longestText = 32_767;
const pieceBytes = 255;
const pieceStands = 252;
const pad = Buffer.alloc(0);

export function savVariables(variables: readonly OutVariable[]): SavVariable[] {
  let number = 0;
  return variables.map((variable) => {
    if (variable.kind !== 'text') return { variable, shortNames: [`V${++number}`], width: 0, pieces: [], pad };
    const texts = variable.texts.map((text) => cutBytes(text, longestText));
    const width = Math.max(1, ...texts.map(({ length }) => length));
    const pieces = piecesOf(width);
    const shortNames = pieces.map(() => `V${++number}`);
    return { variable: { ...variable, texts }, shortNames, width, pieces, pad };
  });
}

function piecesOf(width: number): SavPiece[] {
  if (width <= pieceBytes) return [{ width, from: 0, length: width }];
  const count = Math.ceil(width / pieceStands);
  return Array.from({ length: count }, (_, i) => ({
    width: i < count - 1 ? pieceBytes : width - pieceStands * (count - 1),
    from: i * pieceBytes,
    length: Math.max(0, Math.min(pieceBytes, width - i * pieceBytes)),
  }));
}
