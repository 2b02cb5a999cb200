/** Pieces of R code. */

export function literal(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}

/** A column's name as R reads it in a formula. */
export function name(column: string): string {
  return isPlain(column) ? column : `\`${column}\``;
}

function isPlain(text: string): boolean {
  return /^(?:\p{L}|\.(?!\d))[\p{L}\p{N}._]*$/u.test(text);
}
