import { failure, FailureError } from '../../engine/contract/index.ts';
import { appWords } from '../../engine/text/app.ts';
import type { AppClient, Connection, Events, EventName, FromWindow, ToWindow } from '../../main/api.ts';

type Pending = ReturnType<typeof Promise.withResolvers<never>>;

/** The window's half of the conversation, over whatever carries frames: calls waiting for replies, and who listens to what. */
export interface Conversation extends Pick<AppClient, 'call' | 'on' | 'onConnection'> {
  hear(frame: ToWindow): void;
  /** Told by the wire. When it is not live any more, every waiting call rejects with 'app.connection-lost'. */
  connection(state: Connection): void;
}

/** `send` returns false when the wire is down; the call then rejects at once. */
export function createConversation(send: (frame: FromWindow) => boolean): Conversation {
  const waiting = new Map<number, Pending>();
  const listeners = new Listeners();
  let serial = 0;

  function call(name: string, ask: unknown): Promise<never> {
    const pending = Promise.withResolvers<never>();
    waiting.set(++serial, pending);
    if (!send({ serial, name, ask })) settle(serial, (lost) => lost.reject(connectionLost()));
    return pending.promise;
  }

  function settle(which: number, end: (pending: Pending) => void): void {
    const pending = waiting.get(which);
    waiting.delete(which);
    if (pending) end(pending);
  }

  function hear(frame: ToWindow): void {
    if (frame.kind === 'event') return listeners.tell(frame.name, frame.event);
    const { reply } = frame;
    settle(frame.serial, (pending) =>
      'failure' in reply ? pending.reject(new FailureError(reply.failure)) : pending.resolve(reply.answer as never),
    );
  }

  function connection(state: Connection): void {
    if (state !== 'live') for (const which of [...waiting.keys()]) settle(which, (pending) => pending.reject(connectionLost()));
    listeners.tell('connection', state);
  }

  return {
    call,
    on: <K extends EventName>(name: K, listener: (event: Events[K]) => void) => listeners.add(name, listener as Listener),
    onConnection: (listener) => listeners.add('connection', listener as Listener),
    hear,
    connection,
  };
}

type Listener = (event: unknown) => void;

class Listeners {
  readonly #byName = new Map<string, Set<Listener>>();

  add(name: string, listener: Listener): () => void {
    const set = this.#byName.get(name) ?? new Set();
    this.#byName.set(name, set.add(listener));
    return () => void set.delete(listener);
  }

  tell(name: string, event: unknown): void {
    for (const listener of this.#byName.get(name) ?? []) listener(event);
  }
}

const connectionLost = () => failure('app.connection-lost', {}, appWords.connectionLost());
