import type { ComparedModel, Report } from '../../engine/contract/index.ts';
import type { Handlers } from '../router.ts';
import type { Context } from './context.ts';
import { fitModel } from './fitModel.ts';
import { mlKeyOf } from '../services/project/index.ts';
import type { Project } from '../services/project/index.ts';

type Calls =
  | 'model.create'
  | 'model.rename'
  | 'model.delete'
  | 'model.move'
  | 'model.change'
  | 'model.fit'
  | 'model.report'
  | 'models.compare';

/** Models, their fits and what is read off them. */
export function modelHandlers(context: Context): Pick<Handlers, Calls> {
  const { workspace, jobs } = context;
  return {
    'model.create': ({ tableId, spec, name }) => workspace.required().createModel(tableId, spec, name),
    'model.rename': ({ id, name }) => {
      workspace.required().renameModel(id, name);
      return null;
    },
    'model.delete': ({ id }) => {
      workspace.required().deleteModel(id);
      return null;
    },
    'model.move': ({ id, to }) => {
      workspace.required().moveModel(id, to);
      return null;
    },
    'model.change': ({ id, spec, step }) => {
      workspace.required().changeModel(id, spec, step);
      return null;
    },
    'model.fit': (ask) => fitModel(context, ask),
    'model.report': ({ id }) => reportOf(workspace.required(), id),
    'models.compare': ({ ids }) => {
      const project = workspace.required();
      const models = ids.map((id) => comparedModel(project, id)).filter((model) => model !== null);
      return jobs.run('compare', { request: { kind: 'comparison', models } }, { job: 'compare' });
    },
  };
}

function reportOf(project: Project, id: string): Report | null {
  const key = project.shownFit(id);
  return key === null ? null : project.report(key);
}

/** The model with the fit it shows and that fit's maximum-likelihood twin; null where it shows none. */
function comparedModel(project: Project, id: string): ComparedModel | null {
  const key = project.shownFit(id);
  const fit = key === null ? null : project.fit(key);
  if (key === null || !fit) return null;
  return { id, name: project.modelState(id).name, fit, mlFit: project.fit(mlKeyOf(key)) };
}
