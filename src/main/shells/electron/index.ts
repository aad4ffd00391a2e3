import { composeDesk } from '#main/compose.ts';
import { collectInOwnThread } from '#main/host/collect-in-own-thread.ts';
import { createStderrLog } from '#main/host/log.ts';
import { runElectronShell } from './run-electron-shell.ts';

collectInOwnThread();
runElectronShell((surroundings) => composeDesk({ ...surroundings, log: createStderrLog() }));
