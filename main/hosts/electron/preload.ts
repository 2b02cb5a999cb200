import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { IpcRendererEvent } from 'electron';
import type { ElectronBridge, ToWindow } from '../../api.ts';

/** The one object that the page gets. It can send frames, hear frames and hand over files; it holds no channel names and no Node. */
const bridge: ElectronBridge = {
  send: (frame) => ipcRenderer.send('frame', frame),
  onFrame: (listener) => {
    const hear = (_event: IpcRendererEvent, frame: ToWindow) => listener(frame);
    ipcRenderer.on('frame', hear);
    return () => void ipcRenderer.off('frame', hear);
  },
  receive: async (file) => {
    // A file that was dropped has a path; one that was pasted has only its bytes.
    const path = webUtils.getPathForFile(file);
    return path || ((await ipcRenderer.invoke('receive', file.name, await file.arrayBuffer())) as string);
  },
};

contextBridge.exposeInMainWorld('terraceBridge', bridge);
