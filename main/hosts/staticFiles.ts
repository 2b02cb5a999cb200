import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, sep } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
};

/** The file under `root` that a URL path names; null where there is none, where it leaves `root`, or where its kind is not served. */
export async function findStatic(root: string, urlPath: string): Promise<{ path: string; type: string; size: number } | null> {
  const relative = decoded(urlPath === '/' ? '/index.html' : urlPath);
  const type = relative === null ? undefined : types[extname(relative).toLowerCase()];
  if (relative === null || type === undefined || relative.includes('\0')) return null;
  const path = await realpath(join(root, relative)).catch(() => null);
  if (path === null || !path.startsWith((await realpath(root)) + sep)) return null;
  const found = await stat(path);
  return found.isFile() ? { path, type, size: found.size } : null;
}

export async function serveStatic(root: string, urlPath: string, response: ServerResponse): Promise<void> {
  const file = await findStatic(root, urlPath);
  if (!file) return void response.writeHead(404).end();
  response.writeHead(200, { 'Content-Type': file.type, 'Content-Length': file.size });
  createReadStream(file.path).pipe(response);
}

function decoded(urlPath: string): string | null {
  try {
    return decodeURIComponent(urlPath);
  } catch {
    return null;
  }
}
