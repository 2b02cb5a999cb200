import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflate } from '@sparticuz/chromium';

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));
const archives = join(modules, '@sparticuz', 'chromium', 'bin');

/** System folders in which the dynamic loader looks for libraries. */
const libraryFolders = ['/lib', '/usr/lib', '/lib64', '/usr/lib64', '/lib/x86_64-linux-gnu', '/usr/lib/x86_64-linux-gnu'];
/** What headless Chromium needs and a bare system may lack. */
const libraries = ['libnss3.so', 'libnspr4.so', 'libexpat.so.1'];

/** The Chromium that comes with the npm packages: its program, and the environment it needs on this system. */
export async function bundledChromium(): Promise<{ path: string; env: Record<string, string> }> {
  const folder = await unpacked();
  return { path: join(folder, 'chromium'), env: { ...missingLibraries(folder), ...missingFonts(folder) } };
}

/** Unpacks once per version, in a folder of this checkout; two processes at once do not meet, the first to finish is kept. */
async function unpacked(): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(archives, '..', 'package.json'), 'utf8')) as { version: string };
  const cache = join(modules, '.cache', 'terrace');
  const folder = join(cache, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const fresh = mkdtempSync(join(cache, 'unpacking-'));
  await inflateInto(fresh);
  writeFileSync(join(fresh, 'fonts.conf'), fontSettings(join(folder, 'fonts')));
  try {
    renameSync(fresh, folder);
  } catch {
    rmSync(fresh, { recursive: true, force: true });
  }
  return folder;
}

/** `inflate` unpacks into the system's temporary folder, wherever that is said to be. */
async function inflateInto(folder: string): Promise<void> {
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    await Promise.all(
      ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'].map((name) => inflate(join(archives, name))),
    );
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

function missingLibraries(folder: string): Record<string, string> {
  const missing = libraries.some((name) => !libraryFolders.some((place) => existsSync(join(place, name))));
  return missing ? { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') } : {};
}

/** The archive's own settings look for its fonts in places of another system; without any font, text has no size and nothing can be clicked. */
function fontSettings(fonts: string): string {
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${fonts}</dir><cachedir>${fonts}-cache</cachedir></fontconfig>
`;
}

function missingFonts(folder: string): Record<string, string> {
  return existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_FILE: join(folder, 'fonts.conf') };
}
