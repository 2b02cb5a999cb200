export * from './formatNumber.ts';
export * from './layoutTable.ts';
export * from './tableToHtml.ts';
export * from './tableToTsv.ts';
export * from './tableToCsv.ts';
