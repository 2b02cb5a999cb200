export { readFile, readExtent } from './readFile.ts';
export { LastRead } from './lastRead.ts';
export { writeFile, type TableToWrite, type WriteOptions } from './write/writeFile.ts';
export { workbookBytes } from './write/writeSheets.ts';
export { previewFile } from './previewFile.ts';
export { detectLevels } from './levels/detectLevels.ts';
export { noAnswers, quietHooks } from './types.ts';
export type { LevelAnswers, ReadData, ReadHooks } from './types.ts';
