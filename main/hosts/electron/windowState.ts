import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { screen } from 'electron';
import type { BrowserWindow, Rectangle } from 'electron';
import * as v from 'valibot';

const Bounds = v.object({ x: v.number(), y: v.number(), width: v.number(), height: v.number() });
const first = { width: 1360, height: 860 };

/** Where the window was when it was closed, if that still lies on a screen. */
export function keptBounds(dataFolder: string): Partial<Rectangle> {
  try {
    const bounds = v.parse(Bounds, JSON.parse(readFileSync(fileIn(dataFolder), 'utf8')));
    return isVisible(bounds) ? bounds : first;
  } catch {
    return first;
  }
}

export function keepBounds(dataFolder: string, window: BrowserWindow): void {
  writeFileSync(fileIn(dataFolder), JSON.stringify(window.getNormalBounds()));
}

const fileIn = (dataFolder: string) => join(dataFolder, 'window.json');

/** Whether the middle of the title bar is on a screen. */
function isVisible({ x, y, width }: Rectangle): boolean {
  const middle = x + width / 2;
  return screen.getAllDisplays().some(({ workArea: area }) => {
    const across = middle >= area.x && middle <= area.x + area.width;
    return across && y >= area.y && y <= area.y + area.height;
  });
}
