import { findElectronBinary } from './harness/electron-binary.ts';
import { runInElectron } from './harness/run-electron.ts';
import { runInStandIn } from './harness/run-stand-in.ts';
import type { RunOptions, RunningApp } from './harness/running-app.ts';

/**
 * Starts a built Electron app: in Electron where its binary is there (or `RUFBLATT_ELECTRON` names one), else in
 * the stand-in. A test that imitates another machine (`options.machine`) always gets the stand-in.
 */
export async function runBuiltApp(options: RunOptions): Promise<RunningApp> {
  const binary = options.machine === undefined ? findElectronBinary() : undefined;
  return binary === undefined ? runInStandIn(options) : runInElectron(binary, options);
}
