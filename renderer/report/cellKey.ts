/** Names one cell of one table. */
export const cellKey = (row: string, column: string): string => `${row}\u001f${column}`;
