import { app } from 'electron';

/** Quits when the last window is closed, but not before `close` has put everything away. */
export function quitAfter(close: () => Promise<void>): void {
  let state: 'open' | 'closing' | 'closed' = 'open';
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (state !== 'closed') event.preventDefault();
    if (state !== 'open') return;
    state = 'closing';
    void close().finally(() => {
      state = 'closed';
      app.quit();
    });
  });
}
