/**
 * Why a reference case is refused.
 */
interface Words {
  readonly message: string;
  readonly remedy: string;
}

export const unsupportedEngine = (engine: string): Words => ({
  message: `Models of the kind “${engine}” cannot be fitted yet.`,
  remedy: 'Linear models and linear mixed models can be.',
});

export const unsupportedFamily = (family: string, link: string): Words => ({
  message: `Models of the family “${family}” with link “${link}” cannot be fitted yet.`,
  remedy: 'The gaussian family with identity link can be.',
});

export const noRandomTerm = (): Words => ({
  message: 'The formula has no random term.',
  remedy: 'Add one, e.g. (1 | group), or ask for a linear model.',
});

export const missingColumn = (name: string): Words => ({
  message: `The data file has no column “${name}”.`,
  remedy: 'Check that the case belongs to this file.',
});

export const notANumber = (column: string, cell: string): Words => ({
  message: `The column “${column}” holds “${cell}”, which is not a number.`,
  remedy: 'Check how the case says the column was read.',
});

export const unreadableData = (path: string): Words => ({
  message: `The data file ${path} cannot be read.`,
  remedy: 'Give the folder of the data with --data.',
});
