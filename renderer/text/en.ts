import { exchange } from './exchange.ts';
import { importing } from './importing.ts';
import { levels } from './levels.ts';
import { sheet } from './sheet.ts';
import { shell } from './shell.ts';

/** Every sentence of the window itself, but those of the Model tab (`model.ts`). */
export const en = { ...shell, exchange, importing, levels, sheet };
