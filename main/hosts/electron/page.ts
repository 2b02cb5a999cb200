import { app } from 'electron';

export const scheme = 'app';

/** The window's address: the built pages, or the development server that `npm run dev` names. */
export function pageAddress(): string {
  const development = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];
  return development ?? `${scheme}://terrace/`;
}

/** Whether an address is one of the window's own pages. `URL.origin` is opaque for own schemes, so host and protocol are compared. */
export function isOwnPage(address: string): boolean {
  const own = new URL(pageAddress());
  const other = URL.parse(address);
  return other !== null && other.protocol === own.protocol && other.host === own.host;
}
