import type { Handlers } from '../router.ts';
import type { Context } from './context.ts';
import { runAnalysis } from './runAnalysis.ts';

type Calls = 'analyses.offered' | 'analyses.kept' | 'analysis.report' | 'analysis.run' | 'analysis.remove';

/** What can be asked of a model beyond its page, and what was. */
export function analysisHandlers(context: Context): Pick<Handlers, Calls> {
  const { workspace, jobs } = context;
  return {
    'analyses.offered': ({ id }) => {
      const project = workspace.required();
      const key = project.shownFit(id);
      const fit = key === null ? null : project.fit(key);
      if (!fit) return [];
      jobs.prepareHelper();
      return jobs.run('offers', { fit }, { job: `offers ${id}` });
    },
    'analyses.kept': ({ id }) => workspace.required().analyses(id),
    'analysis.report': ({ report }) => workspace.required().report(report),
    'analysis.run': (ask) => runAnalysis(context, ask),
    'analysis.remove': ({ key }) => {
      workspace.required().removeAnalysis(key);
      return null;
    },
  };
}
