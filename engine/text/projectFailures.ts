/** What a `Failure` of the project tells a person: what happened, and what to do about it. */
interface Words {
  readonly message: string;
  readonly remedy: string;
}

/** Failures of opening, keeping and publishing a project, and of editing its tables. */
export const projectFailures = {
  notFound: (path: string): Words => ({
    message: `There is no file “${path}”.`,
    remedy: 'It may have been moved or renamed, or its drive is not connected. Choose it again from its folder.',
  }),
  unreadable: (path: string, reason: string): Words => ({
    message: `“${path}” could not be read (${reason}).`,
    remedy: 'Check that you may read the file, or copy it to a folder of your own and open the copy.',
  }),
  foreign: (path: string): Words => ({
    message: `“${path}” is not a Terrace project.`,
    remedy: 'Choose a file that ends in .terrace; data files are imported into a project instead.',
  }),
  newer: (path: string): Words => ({
    message: `“${path}” was made by a newer version of Terrace.`,
    remedy: 'Install the newest version of Terrace and open it again. The file has not been changed.',
  }),
  damaged: (path: string): Words => ({
    message: `“${path}” is damaged: parts of it are missing or changed.`,
    remedy: 'Open a copy from a backup or from your synchronised folder’s history. The file has not been changed.',
  }),
  damagedData: (): Words => ({
    message: 'Part of the project’s data is damaged on the disk.',
    remedy: 'Open a backup of the project file, or import the data again.',
  }),
  notKept: (code: string): Words => ({
    message: `The disk did not take the change (${code === 'SQLITE_FULL' ? 'it is full' : code}); the project is as it was before.`,
    remedy: 'Free some space on the disk that holds your user folder, then try again.',
  }),
  openElsewhere: (name: string): Words => ({
    message: `“${name}” is already open in another Terrace window.`,
    remedy: 'Go on in that window, or close it there first.',
  }),
  notFinished: (): Words => ({
    message: 'Another project was being opened at the same moment.',
    remedy: 'Try again.',
  }),
  closed: (): Words => ({ message: 'The project has been closed.', remedy: 'Open it again.' }),

  folderGone: (folder: string): Words => ({
    message: `The project could not be saved: the folder “${folder}” is not there.`,
    remedy: 'Your work is kept by Terrace. Connect the drive again, or save the project in another folder.',
  }),
  notWritable: (path: string): Words => ({
    message: `The project could not be saved: “${path}” may not be written.`,
    remedy: 'Your work is kept by Terrace. Save the project in a folder of your own.',
  }),
  diskFull: (folder: string): Words => ({
    message: `The project could not be saved: the disk that holds “${folder}” is full.`,
    remedy: 'Your work is kept by Terrace. Free some space, or save the project on another disk.',
  }),
  notSaved: (path: string, reason: string): Words => ({
    message: `The project could not be saved as “${path}” (${reason}).`,
    remedy: 'Your work is kept by Terrace, which goes on trying. Or save the project in another folder.',
  }),
  changedElsewhere: (path: string): Words => ({
    message: `“${path}” was changed by something else while it was open here, so it was not overwritten.`,
    remedy: 'Save your work under another name, then compare the two.',
  }),
  exists: (path: string): Words => ({
    message: `There is already a file “${path}”.`,
    remedy: 'Choose another name, or say that the file may be replaced.',
  }),

  noTable: (): Words => ({ message: 'The table is not in the project any more.', remedy: 'Choose another table, or undo.' }),
  noModel: (): Words => ({ message: 'The model is not in the project any more.', remedy: 'Choose another model, or undo.' }),
  noColumn: (column: string): Words => ({
    message: `There is no variable called “${column}”.`,
    remedy: 'Choose a variable of the table.',
  }),
  movedOn: (): Words => ({
    message: 'The data changed while they were being read.',
    remedy: 'Start again: the newest data are used then.',
  }),
  noRow: (row: number, rows: number): Words => ({
    message: `There is no row ${row + 1}: the table has ${rows}.`,
    remedy: 'Choose rows inside the table.',
  }),
  notANumber: (text: string, column: string, decimal: '.' | ','): Words => ({
    message: `“${text}” is not a number, and “${column}” holds numbers.`,
    remedy: `Type a number with a decimal ${decimal === ',' ? 'comma' : 'point'}, or make “${column}” a factor first.`,
  }),
  notLogical: (text: string, column: string): Words => ({
    message: `“${text}” is neither TRUE nor FALSE, and “${column}” holds only those.`,
    remedy: `Type TRUE or FALSE, or make “${column}” nominal first.`,
  }),
  notTwoValued: (text: string, column: string): Words => ({
    message: `“${column}” cannot become logical: it holds “${text}”, which is neither TRUE nor FALSE, 1 nor 0.`,
    remedy: 'Make it nominal instead.',
  }),
  noNumbers: (column: string, example: string): Words => ({
    message: `“${column}” cannot become a number: none of its labels is one (the first is “${example}”).`,
    remedy: 'Keep it as a factor, or give its levels numbers as labels.',
  }),
  nameTaken: (name: string): Words => ({
    message: `There is already a variable called “${name}”.`,
    remedy: 'Choose another name.',
  }),
  nameEmpty: (): Words => ({ message: 'A name needs at least one character.', remedy: 'Type a name.' }),
  lastColumn: (): Words => ({
    message: 'These are all the variables of the table.',
    remedy: 'Keep at least one.',
  }),
  notTheLevels: (column: string): Words => ({
    message: `The new order of “${column}” does not name each of its levels once.`,
    remedy: 'Order all levels that there are now.',
  }),
  notAFactor: (column: string): Words => ({
    message: `“${column}” holds numbers and has no levels to order.`,
    remedy: 'Make it a factor first.',
  }),
  logicalOrder: (column: string): Words => ({
    message: `“${column}” is logical: FALSE always comes before TRUE.`,
    remedy: 'Make it nominal first.',
  }),
  raggedBlock: (columns: number, cells: number): Words => ({
    message: `A row of what was pasted has ${cells} cells, but ${columns} columns were chosen.`,
    remedy: 'Paste a block whose rows have equally many cells.',
  }),
  tooManyCells: (limit: number): Words => ({
    message: `These are more than ${limit.toLocaleString('en')} cells, too many to change at once.`,
    remedy: 'Select some of the columns and change only those.',
  }),
  tooManyRows: (limit: number): Words => ({
    message: `A table can have ${limit.toLocaleString('en')} rows at most.`,
    remedy: 'Add fewer rows.',
  }),
};

/** Notices about edits: the edit was made, with a consequence worth knowing. */
export const projectNotices = {
  labelsLost: (column: string, cells: number, labels: readonly string[], count: number): Words => ({
    message: `${counted(cells, 'cell')} of “${column}” became missing: ${quoted(labels, count)} could not be read as a number.`,
    remedy: 'Undo to have the labels back.',
  }),
};

function counted(n: number, what: string): string {
  return `${n.toLocaleString('en')} ${what}${n === 1 ? '' : 's'}`;
}

/** The first labels of `count`. */
function quoted(labels: readonly string[], count: number): string {
  const more = count - labels.length;
  return labels.map((label) => `“${label}”`).join(', ') + (more > 0 ? ` and ${more.toLocaleString('en')} more` : '');
}
