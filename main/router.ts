import * as v from 'valibot';
import { failure, failureOf } from '../engine/contract/index.ts';
import type { Failure } from '../engine/contract/index.ts';
import { appWords } from '../engine/text/app.ts';
import type { Answer, Ask, CallName, Reply } from './api.ts';
import { asks } from './handlers/asks.ts';

/** One handler per call; a missing one does not compile. */
export type Handlers = { readonly [K in CallName]: (ask: Ask<K>) => Answer<K> | Promise<Answer<K>> };

/** Answers one call of a window: checks it at the door, finds its handler, and turns whatever is thrown into plain data. */
export type Route = (name: string, ask: unknown) => Promise<Reply<unknown>>;

/** `describeBug` makes the failure that a person sees of an exception that nobody expected, and logs it. */
export function createRouter(handlers: Handlers, describeBug: (thrown: unknown, doing: string) => Failure): Route {
  return async (name, ask) => {
    try {
      const call = checkedName(name);
      return { answer: await (handlers[call] as Handler)(checkedAsk(call, ask)) };
    } catch (thrown) {
      return { failure: failureOf(thrown) ?? describeBug(thrown, name) };
    }
  };
}

type Handler = (ask: unknown) => unknown;

function checkedName(name: string): CallName {
  if (Object.hasOwn(asks, name)) return name as CallName;
  throw failure('app.unknown-call', { name }, appWords.unknownCall(name));
}

function checkedAsk(name: CallName, ask: unknown): unknown {
  const checked = v.safeParse(asks[name], ask);
  if (checked.success) return checked.output;
  const where = checked.issues.map((issue) => v.getDotPath(issue) ?? '').join(', ');
  throw failure('app.invalid-ask', { name, where }, appWords.invalidAsk(name, where));
}
