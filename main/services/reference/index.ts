export { readReferenceTable, referenceTable } from './referenceTable.ts';
export { cpuMilliseconds } from './cpuMilliseconds.ts';
