import type { Handlers } from '../router.ts';
import type { Context } from './context.ts';

type Calls = 'steps.preview' | 'steps.add' | 'steps.change' | 'steps.enable' | 'steps.move' | 'steps.remove' | 'steps.intoValues';

/** The list of a table's data steps. What they come to is worked out after the call has been answered. */
export function dataStepHandlers({ workspace, jobs, deriving }: Context): Pick<Handlers, Calls> {
  return {
    'steps.preview': ({ job, tableId, work, id }) => {
      const database = workspace.required().file;
      return jobs.run('previewStep', { database, tableId, work, id }, { job, subject: 'preview step', quiet: true });
    },
    'steps.add': async ({ tableId, work, name }) => ({ id: await workspace.required().addStep(tableId, work, name) }),
    'steps.change': async ({ id, work, name }) => {
      await workspace.required().changeStep(id, work, name);
      return null;
    },
    'steps.enable': async ({ id, enabled }) => {
      await workspace.required().enableStep(id, enabled);
      return null;
    },
    'steps.move': async ({ id, to }) => {
      await workspace.required().moveStep(id, to);
      return null;
    },
    'steps.remove': async ({ id }) => {
      await workspace.required().removeStep(id);
      return null;
    },
    'steps.intoValues': async ({ tableId, id }) => {
      const project = workspace.required();
      await deriving.settled(project, tableId);
      await project.turnIntoValues(id);
      return null;
    },
  };
}
