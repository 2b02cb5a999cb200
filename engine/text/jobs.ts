/** Sentences about work that runs beside the window. */

export const jobWords = {
  cancelled: () => ({ message: 'The work was stopped.', remedy: 'Start it again when you want it.' }),

  replaced: () => ({ message: 'The work was stopped because a newer version of it began.', remedy: 'Wait for the newer one.' }),

  workerDied: (what: string, cause: string) => ({
    message: `${what} stopped unexpectedly: ${cause}.`,
    remedy: 'Nothing of the project is lost. Try again; if it happens again, a simpler model or fewer rows may need less memory.',
  }),

  noColumn: (column: string, file: string) => ({
    message: `The file “${file}” has no column “${column}”.`,
    remedy: 'Use the data file that belongs to the case.',
  }),

  storedDiffers: (model: string, stored: number, now: number) => ({
    message: `The kept fit of “${model}” has the criterion ${stored}, but its estimates give ${now} on the data as they are here.`,
    remedy: 'Fit the model again; the kept numbers may come from another version of Terrace.',
  }),

  kinds: {
    preview: 'Looking into the file',
    import: 'Reading the file',
    derive: 'Working out the steps',
    previewStep: 'Trying the step',
    makeTable: 'Making the table',
    previewTable: 'Trying the new table',
    sortRows: 'Sorting the rows',
    findCells: 'Looking through the cells',
    replacements: 'Replacing in the cells',
    figures: 'Adding up the selection',
    export: 'Writing the file',
    lookTogether: 'Looking into the file',
    combine: 'Putting the data together',
    workbook: 'Writing the workbook',
    writeWithoutData: 'Writing the copy',
    levels: 'Working out the levels',
    look: 'Looking at the data',
    fit: 'Fitting the model',
    fitAside: 'Fitting the model',
    predict: 'Working out how long the fit will take',
    measureSpeed: 'Measuring the machine',
    compare: 'Comparing the models',
    verify: 'Checking a stored fit',
    offers: 'Looking up what can be asked of the model',
    analyse: 'The analysis',
    replicate: 'The analysis',
    writeSnapshot: 'Writing the project file',
    inspectCopy: 'Looking through the project file',
    readAndFit: 'Fitting the model',
    reference: 'Computing the reference case',
  },

  causes: {
    outOfMemory: () => 'it ran out of memory',
    signal: (signal: string) => `it was ended by the system (${signal}), most often because memory ran out`,
    code: (code: number | null) => `its process ended with code ${code ?? 'unknown'}`,
  },
};
