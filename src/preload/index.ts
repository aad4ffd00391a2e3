import { contextBridge, ipcRenderer } from 'electron';
import { channelNames } from '#shared/ipc/channel-names.ts';
import { createBridge } from './bridge.ts';

contextBridge.exposeInMainWorld('rufblatt', createBridge(ipcRenderer, channelNames));
