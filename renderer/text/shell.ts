/** The window around the work: bar, footer, welcome page, files, messages. */
import { counted } from './numbers.ts';

export const shell = {
  close: 'Close',
  cancel: 'Cancel',
  panelWidth: 'Width of the panel',

  bug: {
    message: (cause: string) => `Terrace made a mistake: ${cause}`,
    remedy: 'Your work is kept. If it happens again, please report what you did just before.',
  },

  bar: {
    label: 'Project',
    untitled: 'Untitled',
    tabs: { data: 'Data', model: 'Model', report: 'Report' },
    tabsLabel: 'Places',
    undo: (step: string | null) => (step ? `Undo: ${step}` : 'Nothing to undo'),
    redo: (step: string | null) => (step ? `Redo: ${step}` : 'Nothing to redo'),
    projectMenu: (name: string) => `Project ${name}`,
    newProject: 'New project',
    open: 'Open…',
    saveAs: 'Save as…',
    closeProject: 'Close project',
    appearance: 'Appearance',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    tables: 'Table in sight',
  },

  foot: {
    saved: 'saved',
    pending: 'saving…',
    kept: 'kept by Terrace',
    keptMore: 'Everything is safe in Terrace’s own folder. Save it as a file of your own to move it or pass it on.',
    failed: 'not saved',
    savedAt: (path: string) => `Saved in ${path}`,
    size: (rows: number, columns: number) => `${counted(rows, 'row')} · ${counted(columns, 'column')}`,
    groups: (groups: number, name: string) => `${counted(groups, 'group')} in ${name}`,
  },

  connection: {
    lost: 'Terrace does not answer.',
    lostMore:
      'Your work up to here is kept. The window goes on by itself when the connection is back; if the program was closed, start it again.',
    refused: 'Terrace was started anew.',
    refusedMore:
      'Go on in the window that it opened, or open the address that it printed. Your work is safe: you find it there on the first page.',
  },

  welcome: {
    title: 'Terrace',
    promise: 'Multilevel models by mouse: open a data file, say what groups what, and read the models side by side.',
    openData: 'Open a data file…',
    openDataMore: 'CSV, Excel, SPSS, Stata, SAS or R. You see how it is read before it is.',
    openProject: 'Open a project…',
    openProjectMore: 'Data, models and results as you left them.',
    drop: 'or drop a file anywhere in this window',
    recent: 'Recent',
    noRecent: 'Files you open are listed here.',
    samples: 'Samples to try',
    sampleSize: (rows: number, columns: number) => `${counted(rows, 'row')}, ${counted(columns, 'column')}`,
    codebook: 'Codebook',
    codebookOf: (title: string) => `Codebook of ${title}`,
    openSample: (title: string) => `Open ${title}`,
    loading: (title: string) => `Opening ${title}`,
    keptHere: 'Not saved as a file yet, kept by Terrace',
    recentKinds: { project: 'Project', data: 'Data file' },
    recovered: 'The last session ended before everything was written to the file. What you see is the newest state.',
  },

  emptyProject: {
    title: 'No data yet',
    more: 'Open a data file or drop one here; its columns and levels appear in this place.',
  },

  droppedCopy: 'You are working on a copy of the project you dropped. Save it under a name to keep what you change.',
  dropHere: 'Drop to open',
  dropKinds: 'A data file, or a Terrace project',

  picker: {
    openTitle: 'Open',
    saveTitle: 'Save project as',
    filter: 'Search in this folder',
    places: 'Places',
    up: 'Parent folder',
    files: 'Files',
    open: 'Open',
    save: 'Save',
    name: 'File name',
    empty: 'There is nothing here that Terrace can open. Choose another folder, or drop a file into the window.',
    emptyForSave: 'No folders or projects here. The project will be the first.',
    noMatch: (text: string) => `Nothing here is called “${text}”.`,
    reading: 'Reading the folder…',
    kinds: { folder: 'Folder', project: 'Project', data: 'Data file' },
    replace: 'Replace it',
    replaceTitle: (name: string) => `Replace “${name}”?`,
    replaceMore: 'There is a project of this name already. Its contents would be lost.',
  },

  savedAs: (name: string) => `Saved as ${name}`,
};
