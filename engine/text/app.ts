/** Sentences about the program itself: its connection, its own mistakes. */

export const appWords = {
  bug: (what: string) => ({
    message: `Terrace made a mistake: ${what}`,
    remedy: 'Your work is kept. Copy the problem report and send it to the makers of Terrace.',
  }),

  unknownCall: (name: string) => ({
    message: `The window asked for “${name}”, which this version of Terrace does not know.`,
    remedy: 'Reload the window.',
  }),

  invalidAsk: (name: string, where: string) => ({
    message: `The window asked for “${name}” in a form that Terrace does not accept (${where || 'the whole message'}).`,
    remedy: 'Reload the window. If it happens again, it is a mistake in Terrace.',
  }),

  noProject: () => ({
    message: 'No project is open.',
    remedy: 'Open a project, or a data file to begin one.',
  }),

  connectionLost: () => ({
    message: 'The window lost its connection to Terrace.',
    remedy: 'Everything done so far is kept. If the program was closed, start it again.',
  }),

  portTaken: (port: number) => ({
    message: `Another program uses port ${port} already, perhaps Terrace itself.`,
    remedy: 'Go on in the window of the Terrace that runs, give another port, or leave --port out: then a free one is found.',
  }),

  portForbidden: (port: number) => ({
    message: `This system does not let Terrace use port ${port}.`,
    remedy: 'Give a port above 1023, or leave --port out: then a free one is found.',
  }),

  notReceived: (name: string, reason: string) => ({
    message: `The file “${name}” could not be taken over: ${reason}.`,
    remedy: 'Open it from its folder instead.',
  }),
};
