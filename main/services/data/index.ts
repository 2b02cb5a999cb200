export { readFile } from './readFile.ts';
export { writeFile, type TableToWrite, type WriteOptions } from './write/writeFile.ts';
export { previewFile } from './previewFile.ts';
export { detectLevels } from './levels/detectLevels.ts';
export { noAnswers, quietHooks } from './types.ts';
export type { LevelAnswers, ReadData, ReadHooks } from './types.ts';
