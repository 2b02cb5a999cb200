import { spawn } from 'node:child_process';

/** Whether there is a screen to open a window on. */
export function hasDisplay(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): boolean {
  if (platform !== 'linux') return true;
  return Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}

/** Opens an address in the person's own browser; false where the system has no way to. */
export function openAddress(url: string, platform: NodeJS.Platform): Promise<boolean> {
  const [command, ...args] = opener(platform, url);
  return new Promise((answer) => {
    const child = spawn(command, args, { detached: true, stdio: 'ignore' });
    child.once('error', () => answer(false));
    child.once('spawn', () => answer(true));
    child.unref();
  });
}

function opener(platform: NodeJS.Platform, url: string): [string, ...string[]] {
  if (platform === 'darwin') return ['open', url];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url];
  return ['xdg-open', url];
}
