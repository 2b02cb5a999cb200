/** Sentences about folders and files outside the project. */

export const fileWords = {
  home: 'Home',
  /** Folders of a person's home that are offered where they exist. */
  places: ['Desktop', 'Documents', 'Downloads'],

  unreadableFolder: (folder: string) => ({
    message: `The folder “${folder}” cannot be read.`,
    remedy: 'Choose another folder, or ask for permission to read this one.',
  }),

  notWritten: (path: string, cause: string) => ({
    message: `The file “${path}” could not be written (${cause}).`,
    remedy: 'Choose another place, or close the program that has it open.',
  }),

  noDialog: () => ({
    message: 'This window has no file dialog of the system.',
    remedy: 'Choose the file in the window’s own list.',
  }),
};
