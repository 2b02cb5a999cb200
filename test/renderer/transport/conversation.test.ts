import { describe, expect, test, vi } from 'vitest';
import type { FromWindow } from '../../../main/api.ts';
import { createConversation } from '../../../renderer/transport/conversation.ts';

function conversation(isUp = true) {
  const sent: FromWindow[] = [];
  return { sent, ...createConversation((frame) => isUp && sent.push(frame) > 0) };
}

const failing = (code: string) => expect.objectContaining({ failure: expect.objectContaining({ code }) });

describe('the window’s half of the conversation', () => {
  test('matches replies to calls whatever their order', async () => {
    const { call, hear, sent } = conversation();
    const first = call('history.undo', {});
    const second = call('files.list', { directory: '/' });
    hear({ kind: 'reply', serial: sent[1].serial, reply: { answer: 'listing' } });
    hear({ kind: 'reply', serial: sent[0].serial, reply: { answer: null } });
    expect(await second).toBe('listing');
    expect(await first).toBeNull();
  });

  test('rejects with the failure that main answered', async () => {
    const { call, hear, sent } = conversation();
    const asked = call('project.close', {});
    hear({
      kind: 'reply',
      serial: sent[0].serial,
      reply: { failure: { code: 'a.b', message: 'No.', remedy: 'Wait.', details: {} } },
    });
    await expect(asked).rejects.toEqual(failing('a.b'));
  });

  test('rejects calls that wait when the wire is lost, and calls made while it is down', async () => {
    const up = conversation();
    const waiting = up.call('project.close', {});
    up.connection('lost');
    await expect(waiting).rejects.toEqual(failing('app.connection-lost'));
    await expect(conversation(false).call('project.close', {})).rejects.toEqual(failing('app.connection-lost'));
  });

  test('tells events to those who listen, until they stop', () => {
    const { on, onConnection, hear, connection } = conversation();
    const heard = vi.fn();
    const state = vi.fn();
    const leave = on('project.changed', heard);
    onConnection(state);
    hear({ kind: 'event', name: 'project.changed', event: null });
    leave();
    hear({ kind: 'event', name: 'project.changed', event: null });
    connection('live');
    expect(heard).toHaveBeenCalledTimes(1);
    expect(state.mock.calls).toEqual([['live']]);
  });

  test('passes over a reply that nobody waits for', () => {
    expect(() => conversation().hear({ kind: 'reply', serial: 9, reply: { answer: 1 } })).not.toThrow();
  });
});
