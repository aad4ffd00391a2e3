import { connect, type Remote } from '../link.ts';
import type { Machine, RecordedCall, TestSide } from '../sides.ts';

const given = process.env['RUFBLATT_STAND_IN'];
if (given === undefined || process.send === undefined) {
  throw new Error('electron stand-in: start the app through runBuiltApp, not by itself');
}

/** How the imitated machine is. */
export const machine = JSON.parse(given) as Machine;

/** Filled by control.ts: what the test's process may ask of this one. */
export const appSide: Record<string, (args: never) => unknown> = {};

const link = connect<TestSide>(
  {
    send: (message) => process.send?.(message),
    onMessage: (listener) => process.on('message', listener),
  },
  appSide,
);

/** The test's process, which holds the browser. */
export const testSide: Remote<TestSide> = link.remote;

/** Without the test there is no browser and nobody to see the app: go, as after a lost display. */
process.on('disconnect', () => process.exit(70));

/** Tells the test of a call that leaves the process. */
export function record(call: RecordedCall): void {
  void testSide.record(call).catch(() => undefined);
}
