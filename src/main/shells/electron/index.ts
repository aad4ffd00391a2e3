import { composeDesk } from '#main/compose.ts';
import { createStderrLog } from '#main/host/log.ts';
import { runElectronShell } from './run-electron-shell.ts';

runElectronShell((surroundings) => composeDesk({ ...surroundings, log: createStderrLog() }));
