import { looking } from '../look/looking.svelte.ts';
import { exchanging } from '../project/exchanging.svelte.ts';
import { opening } from '../project/opening.svelte.ts';
import { project } from '../state/project.svelte.ts';

/** What a key combination does; `ctrl` stands for Cmd on a Mac. */
interface Shortcut {
  readonly key: string;
  readonly shift?: boolean;
  /** Text fields undo their own typing. */
  readonly notWhileTyping?: boolean;
  readonly needsProject?: boolean;
  readonly run: () => void;
}

const shortcuts: readonly Shortcut[] = [
  { key: 'z', notWhileTyping: true, needsProject: true, run: () => void project.undo() },
  { key: 'z', shift: true, notWhileTyping: true, needsProject: true, run: () => void project.redo() },
  { key: 'y', notWhileTyping: true, needsProject: true, run: () => void project.redo() },
  { key: 's', needsProject: true, run: () => void opening.save() },
  { key: 's', shift: true, needsProject: true, run: () => void opening.askSaveAs() },
  { key: 'e', shift: true, needsProject: true, run: () => exchanging.askExport() },
  { key: 'o', run: () => void opening.choose({ purpose: 'open' }) },
  { key: 'l', needsProject: true, run: () => looking.start() },
  { key: '1', needsProject: true, run: () => project.show('data') },
  { key: '2', needsProject: true, run: () => project.show('model') },
];

const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/** The combination as this system writes it. */
export const keysFor = (key: string): string => (isMac ? key.replace('Ctrl+', '⌘').replace('Shift+', '⇧') : key);

/** The window's own keys; whatever has handled the event before keeps it. */
export function handleShortcut(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey || !(isMac ? event.metaKey : event.ctrlKey)) return;
  const wanted = shortcuts.find(({ key, shift }) => key === event.key.toLowerCase() && (shift ?? false) === event.shiftKey);
  if (!wanted || (wanted.notWhileTyping && isTyping(event.target)) || (wanted.needsProject && !project.state)) return;
  if (document.querySelector('[role=dialog][data-state=open], [role=alertdialog]')) return;
  event.preventDefault();
  wanted.run();
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea'))
  );
}
