import type { Handlers } from '../router.ts';
import type { Context } from './context.ts';

type Calls =
  'project.new' | 'project.open' | 'project.saveAs' | 'project.close' | 'project.remember' | 'history.undo' | 'history.redo';

/** The open project as a whole and its history. */
export function projectHandlers({ workspace, recent }: Context): Pick<Handlers, Calls> {
  return {
    'project.new': async () => (await workspace.create()).state(),
    'project.open': ({ path }) => workspace.openFile(path),
    'project.saveAs': async ({ path, overwrite }) => {
      const project = workspace.required();
      await project.saveAs(path, overwrite);
      const state = project.state();
      recent.remember(state.path ?? path, 'project');
      return state;
    },
    'project.close': async () => {
      await workspace.close();
      return null;
    },
    'project.remember': ({ view }) => {
      workspace.required().remember(view);
      return null;
    },
    'history.undo': () => workspace.required().undo(),
    'history.redo': () => workspace.required().redo(),
  };
}
