import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The program's own folder: package.json, resources, the built window. */
export const programFolder = fileURLToPath(new URL('../../', import.meta.url));

/** Where Terrace keeps working copies, settings and its log, by the system's custom. */
export function defaultDataFolder(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string {
  if (platform === 'win32') return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Terrace');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Terrace');
  return join(env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'terrace');
}
