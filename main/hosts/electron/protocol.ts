import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { contentSecurityPolicy, securityHeaders } from '../securityHeaders.ts';
import { findStatic } from '../staticFiles.ts';
import { isOwnPage, scheme } from './page.ts';

/** Makes `app://` an origin like https: relative addresses, a policy of its own. Before the program is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

/** Serves the built window, and nothing else, under `app://terrace/`. */
export function servePages(root: string): void {
  const headers = securityHeaders(contentSecurityPolicy("'self'"));
  protocol.handle(scheme, async (request) => {
    const file = isOwnPage(request.url) ? await findStatic(root, new URL(request.url).pathname) : null;
    if (!file) return new Response(null, { status: 404, headers });
    return new Response(await readFile(file.path), { headers: { ...headers, 'Content-Type': file.type } });
  });
}
