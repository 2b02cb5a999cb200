import type { Page } from 'playwright-core';

/**
 * What a person did, counted in the page itself: trusted pointer presses, key presses and changes of native controls.
 * Synthetic events (a script's `element.click()`) are not trusted and do not count, so a flow cannot cheat.
 * A change that a counted press or key brought about is the same action and is not counted twice.
 */
export interface Actions {
  readonly pointer: number;
  readonly key: number;
  readonly change: number;
}

export async function countActions(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const actions = { pointer: 0, key: 0, change: 0 };
    let lastInput = -Infinity;
    const count = (kind: 'pointer' | 'key') => (event: Event) => {
      if (!event.isTrusted) return;
      actions[kind] += 1;
      lastInput = event.timeStamp;
    };
    addEventListener('pointerdown', count('pointer'), { capture: true });
    addEventListener('keydown', count('key'), { capture: true });
    addEventListener(
      'change',
      (event) => {
        if (event.isTrusted && event.timeStamp - lastInput > 500) actions.change += 1;
      },
      { capture: true },
    );
    Object.defineProperty(window, 'terraceActions', { value: actions });
  });
}

export async function actionsSoFar(page: Page): Promise<Actions> {
  return page.evaluate(() => ({ ...(window as unknown as { terraceActions: Actions }).terraceActions }));
}

export function total(actions: Actions): number {
  return actions.pointer + actions.key + actions.change;
}
