import { BrowserWindow, dialog } from 'electron';
import type { FileFilter } from 'electron';
import type { Answer, Ask } from '../../api.ts';

const project: FileFilter = { name: 'Terrace project', extensions: ['terrace'] };
const data: FileFilter = {
  name: 'Data',
  extensions: ['csv', 'tsv', 'tab', 'txt', 'dat', 'data', 'xlsx', 'ods', 'sav', 'zsav', 'dta', 'xpt', 'rds', 'rda', 'RData'],
};

/** The system's own dialog for opening or saving. */
export async function chooseFile(ask: Ask<'files.choose'>): Promise<Answer<'files.choose'>> {
  const [window] = BrowserWindow.getAllWindows();
  return ask.purpose === 'open' ? chooseToOpen(window) : chooseToSave(window, ask.suggestedName);
}

async function chooseToOpen(window: BrowserWindow): Promise<Answer<'files.choose'>> {
  const everything = { name: 'All that Terrace opens', extensions: [...project.extensions, ...data.extensions] };
  const { filePaths } = await dialog.showOpenDialog(window, { properties: ['openFile'], filters: [everything, project, data] });
  return filePaths.length ? { path: filePaths[0] } : null;
}

async function chooseToSave(window: BrowserWindow, suggestedName: string): Promise<Answer<'files.choose'>> {
  const { filePath } = await dialog.showSaveDialog(window, { defaultPath: suggestedName, filters: filtersFor(suggestedName) });
  return filePath ? { path: filePath } : null;
}

function filtersFor(name: string): FileFilter[] {
  const ending = /\.([^.]+)$/.exec(name)?.[1];
  if (ending === undefined || ending === 'terrace') return [project];
  return [{ name: ending.toUpperCase(), extensions: [ending] }];
}
