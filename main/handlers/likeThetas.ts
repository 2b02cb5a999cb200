import type { ThetaEntry } from '../../engine/contract/index.ts';
import type { FitPlan, Project } from '../services/project/index.ts';

/** Theta of each model's last fit since the project was opened: where the next fit of a like model may begin. */
class LikeThetas {
  /** The newest last. */
  readonly #byModel = new Map<string, { readonly tableId: string; readonly theta: readonly ThetaEntry[] }>();

  remember({ modelId, tableId }: FitPlan, theta: readonly ThetaEntry[]): void {
    this.#byModel.delete(modelId);
    if (theta.length > 0) this.#byModel.set(modelId, { tableId, theta });
  }

  /** The model's own, or that of the model on the same table that was fitted last, from which a copy has most likely been made. */
  nearest({ modelId, tableId }: FitPlan): readonly ThetaEntry[] | null {
    const others = [...this.#byModel.values()].filter((kept) => kept.tableId === tableId);
    return (this.#byModel.get(modelId) ?? others.at(-1))?.theta ?? null;
  }
}

const kept = new WeakMap<Project, LikeThetas>();

export function likeThetas(project: Project): LikeThetas {
  const own = kept.get(project) ?? new LikeThetas();
  kept.set(project, own);
  return own;
}
