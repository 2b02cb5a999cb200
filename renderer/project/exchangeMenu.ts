import { keysFor } from '../commands/shortcuts.ts';
import { project } from '../state/project.svelte.ts';
import { en } from '../text/en.ts';
import type { MenuEntry } from '../ui/types.ts';
import { exchanging } from './exchanging.svelte.ts';
import { outputStyle, setOutputStyle, styleFor } from './output.ts';

const words = en.exchange.menu;

/** What a second file can be to the table in sight. */
export function combineEntries(): MenuEntry[] {
  return (['append', 'join', 'replace'] as const).map((kind) => ({
    kind: 'item',
    label: words[kind],
    run: () => exchanging.combine(kind),
  }));
}

/** What the project's menu has of all this; the rest needs a table. */
export function exchangeEntries(): MenuEntry[] {
  if (!project.table) return [];
  return [
    { kind: 'item', label: words.export, keys: keysFor('Ctrl+Shift+E'), run: () => exchanging.askExport() },
    { kind: 'item', label: words.copy, run: () => exchanging.askCopy() },
    { kind: 'separator' },
    { kind: 'heading', label: words.files },
    ...combineEntries(),
    { kind: 'separator' },
    { kind: 'heading', label: words.decimal },
    ...(['.', ','] as const).map((decimal) => ({
      kind: 'item' as const,
      label: words.decimals[decimal],
      checked: outputStyle().decimal === decimal,
      run: () => void setOutputStyle(styleFor(decimal)),
    })),
  ];
}
