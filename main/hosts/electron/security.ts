import type { App, Session, WebContents } from 'electron';
import { isOwnPage } from './page.ts';

/** What a page may ask the system for: putting a table on the clipboard, nothing else. */
const permitted: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

/** Every page, now or later, stays what it is: no navigation, no new windows, no embedded views. */
export function lockPages(app: App): void {
  app.on('web-contents-created', (_event, contents) => lockPage(contents));
}

/** Pages get no permission of the system's but those `permitted`. Once the program is ready. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) =>
    answer(permitted.has(permission) && isOwnPage(contents.getURL())),
  );
  session.setPermissionCheckHandler((contents, permission) => permitted.has(permission) && isOwnPage(contents?.getURL() ?? ''));
  session.setDevicePermissionHandler(() => false);
}

function lockPage(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
