import type { ConstantName } from './syntax.ts';

const CONSTANTS: readonly string[] = ['TRUE', 'FALSE', 'NA', 'NaN', 'Inf', 'NULL'] satisfies ConstantName[];

const RESERVED = new Set([...CONSTANTS, 'if', 'else', 'repeat', 'while', 'function', 'for', 'next', 'break', 'in']);

/** The start of a text that R reads as a name: letters of any script, digits, dots and underscores, not led by a digit. */
export const PLAIN_NAME = /^(?:\p{L}|\.(?!\d))[\p{L}\p{M}\p{N}._]*/u;

/** The name as it stands in a formula: in backticks where R could not read it without them. */
export function nameText(name: string): string {
  return isPlainName(name) ? name : '`' + name.replace(/[\\`]/g, '\\$&') + '`';
}

/** The column behind a name that may stand in backticks; text that is not one name comes back as it is. */
export function nameFromText(text: string): string {
  return /^`(?:[^\\`]|\\[^])*`$/.test(text) ? text.slice(1, -1).replace(/\\([^])/g, '$1') : text;
}

export function isConstantName(name: string): name is ConstantName {
  return CONSTANTS.includes(name);
}

export function isReservedName(name: string): boolean {
  return RESERVED.has(name);
}

function isPlainName(name: string): boolean {
  return PLAIN_NAME.exec(name)?.[0] === name && !RESERVED.has(name) && name !== '.';
}
