import type { App } from '../createApp.ts';

/** An exception outside any call is logged and told; what was acknowledged is on the disk, and ending would help nobody. */
export function goOnAfterBugs(app: App): void {
  process.on('uncaughtException', (thrown) => app.reportBug(thrown));
  process.on('unhandledRejection', (thrown) => app.reportBug(thrown));
}
