/** What is said where a question cannot be put to a model. */
export const askingWords = {
  notFitted: () => ({
    message: 'This model has not been fitted, so nothing can be asked of it yet.',
    remedy: 'Fit the model first.',
  }),
  dataMoved: () => ({
    message: 'The data changed after this model was fitted, so the fit shown does not belong to them any more.',
    remedy: 'Fit the model again, then ask.',
  }),
  gone: () => ({
    message: 'This result is not in the project any more.',
    remedy: 'Ask again, or undo.',
  }),
};
