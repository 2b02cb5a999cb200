import { SvelteMap } from 'svelte/reactivity';
import type { AnalysisOffer, ChoiceValues, Failure, Report } from '../../engine/contract/index.ts';
import type { KeptAnalysis, ModelState } from '../../main/api.ts';
import { analysesText as text } from '../text/analyses.ts';
import { modelText } from '../text/model.ts';
import { toasts } from '../ui/toasts.svelte.ts';
import { app } from '../app.ts';
import { attempt, failureFrom, wasCancelled } from './failures.ts';
import { jobs, type Job } from './jobs.svelte.ts';
import { project } from './project.svelte.ts';

/** Milliseconds after which a question shows how far its answer is. */
const PATIENCE = 150;

/** What is asked: a new question, or one that is kept, with its key. */
export interface Question {
  readonly analysis: string;
  readonly title: string;
  readonly choices: ChoiceValues;
  readonly key: string | null;
}

/** A question on its way, or the failure it ended with. */
export class Run {
  job = $state.raw<Job | null>(null);
  /** It has taken long enough to be shown. */
  slow = $state(false);
  failure = $state.raw<Failure | null>(null);
  readonly began = performance.now();

  /** Milliseconds until the end, judged by what is done; null where that cannot be judged. */
  get remaining(): number | null {
    const share = this.job?.share ?? 0;
    const elapsed = performance.now() - this.began;
    return share > 0.02 && elapsed > 500 ? (elapsed * (1 - share)) / share : null;
  }
}

/** What can be asked of the model whose page is open, what was asked of it, and what is being asked. */
class Analyses {
  offers = $state.raw<{ readonly model: string; readonly list: readonly AnalysisOffer[] } | null>(null);
  kept = $state.raw<{ readonly model: string; readonly list: readonly KeptAnalysis[] } | null>(null);
  /** By `KeptAnalysis.report`. */
  readonly answers = new SvelteMap<string, Report>();
  /** By `placeOf`. */
  readonly runs = new SvelteMap<string, Run>();
  /** The kept question whose answer is to come into view. */
  arriving = $state<string | null>(null);
  /** What a screen reader hears. */
  said = $state('');

  #project: string | null = null;
  #offersKey = '';
  #turn = 0;

  /** Asks for what is not there yet; to be called whenever the project has changed while a model's page is open. */
  refresh(model: ModelState, projectId: string | null): void {
    if (projectId !== this.#project) this.#leave(projectId);
    void this.#refreshOffers(model);
    void this.#refreshKept(model.id);
  }

  offered(model: string, analysis: string): AnalysisOffer | null {
    return this.offers?.model === model ? (this.offers.list.find(({ id }) => id === analysis) ?? null) : null;
  }

  /** Puts a question to the model; whether it was answered. A failure stays with its form. */
  async ask(model: string, question: Question): Promise<boolean> {
    const place = placeOf(model, question);
    const run = new Run();
    this.runs.set(place, run);
    this.said = text.begun(question.title);
    const timer = setTimeout(() => (run.slow = true), PATIENCE);
    try {
      await jobs.run(
        (job) => this.#send(model, question, job),
        (job) => (run.job = job),
      );
      this.runs.delete(place);
      this.said = text.done(question.title);
      return true;
    } catch (thrown) {
      this.#end(place, run, question, failureFrom(thrown));
      return false;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Puts every question again whose answer belongs to an earlier fit, one after the other. */
  async askAgain(model: string): Promise<void> {
    for (const kept of this.kept?.list ?? []) if (!kept.current) await this.ask(model, kept);
  }

  async remove({ key, title }: KeptAnalysis): Promise<void> {
    const removed = await attempt(async () => (await app().call('analysis.remove', { key }), true));
    if (!removed) return;
    const step = project.state?.undo;
    toasts.show(text.removed(title), {
      stands: () => project.state?.undo === step,
      action: { label: modelText.model.undo, run: () => void project.undo() },
    });
  }

  async #send(model: string, { analysis, choices, key }: Question, job: string): Promise<void> {
    const answered = await app().call('analysis.run', { job, id: model, analysis, choices, key });
    this.arriving = answered.key;
    await this.#refreshKept(model);
  }

  #end(place: string, run: Run, { title }: Question, failure: Failure): void {
    if (wasCancelled(failure)) this.runs.delete(place);
    else {
      run.job = null;
      run.failure = failure;
    }
    this.said = wasCancelled(failure) ? text.stopped(title) : text.failed(title, failure.message);
  }

  #leave(projectId: string | null): void {
    this.#project = projectId;
    this.#offersKey = '';
    this.answers.clear();
    this.runs.clear();
  }

  /** The offers of the model before stay in sight until those of its new fit are there. */
  async #refreshOffers({ id, fit }: ModelState): Promise<void> {
    const key = `${id} ${fit.fitKey}`;
    if (key === this.#offersKey) return;
    this.#offersKey = key;
    const list = await attempt(() => app().call('analyses.offered', { id }));
    if (key === this.#offersKey && list) this.offers = { model: id, list };
  }

  async #refreshKept(model: string): Promise<void> {
    const turn = ++this.#turn;
    const list = await attempt(() => app().call('analyses.kept', { id: model }));
    if (turn !== this.#turn || !list) return;
    await Promise.all(list.map(({ report }) => this.#fetch(report)));
    if (turn === this.#turn) this.kept = { model, list };
  }

  async #fetch(report: string | null): Promise<void> {
    if (report === null || this.answers.has(report)) return;
    const answer = await attempt(() => app().call('analysis.report', { report }));
    if (answer) this.answers.set(report, answer);
  }
}

/** A form's place: one for each new question to a model, one for each kept one. */
export function placeOf(model: string, { analysis, key }: Pick<Question, 'analysis' | 'key'>): string {
  return key ?? `${model} ${analysis}`;
}

export const analyses = new Analyses();
