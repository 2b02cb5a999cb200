import type { AppClient, ElectronBridge } from '../../main/api.ts';
import { createConversation } from './conversation.ts';

/** The conversation over the one object that Electron's preload script gives to the page. */
export function connectElectron(bridge: ElectronBridge): AppClient {
  const conversation = createConversation((frame) => {
    bridge.send(frame);
    return true;
  });
  bridge.onFrame(conversation.hear);
  return {
    host: 'electron',
    call: conversation.call,
    on: conversation.on,
    onConnection: conversation.onConnection,
    receive: (file) => bridge.receive(file),
  };
}
