import { isIgnored, isOwnCall } from '#shared/calls/call-facts.ts';
import type { LiveCall } from '#shared/calls/live-call.ts';
import { wrapUpContract } from '#shared/features/wrap-up/contract.ts';
import { wrapUp as shared } from '#shared/features/wrap-up/feature.ts';
import { implement } from '#shared/ipc/contract.ts';
import { messageOf } from '#shared/kernel/app-error.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { Host, MainFeature } from '../../host/host.ts';
import { leftWrapUps, shiftWrapUps } from './left-behind.ts';
import { migrations } from './migrations.ts';
import { adopt, pass, passedLines, settle, takeBack, withPassed } from './passed.ts';
import { beginWrapUp, followCall, isOpen, noteOf, removeWrapUp, saveDraft, setParty } from './stack.ts';

const LOCAL = ['wrap_up'];

export const wrapUp: MainFeature = {
  shared,
  attributeCall: (host, { id, party }) =>
    party.type === 'party' && host.local(LOCAL, (db) => setParty(db, { id, partyId: party.id })),
  noteOf: (host, callId) => noteOf(host.db, { id: callId }),
  migrations,
  localTables: LOCAL,
  shiftWork: shiftWrapUps(LOCAL),
  openWork: [leftWrapUps(LOCAL)],
  parts: (host) => ({
    implementation: implement(wrapUpContract, {
      open: () => withPassed(host, host.session().userId),
      save: (input) =>
        host.local(LOCAL, (db) => {
          if (!isOpen(db, input)) adopt(host, db, input.id, host.session().userId);
          saveDraft(db, input);
        }),
      pass: (input) => pass(host, LOCAL, input),
      takeBack: (input) => takeBack(host, LOCAL, input),
      passed: () => passedLines(host, host.session().userId),
      finish: ({ id }) => {
        const { userId } = host.session();
        const draft = withPassed(host, userId).find((open) => open.id === id);
        if (!draft) return;
        host.takeWrapUp(draft);
        host.local(LOCAL, (db) => removeWrapUp(db, { id }));
        settle(host, id, userId);
      },
    }),
    services: [createWrapUpFollower(host)],
  }),
};

const isWrappedUp = (call: LiveCall): boolean => isOwnCall(call) && !isIgnored(call);

/** Every own call begins a wrap-up; it stays until it is finished, however long that takes. */
function createWrapUpFollower(host: Host): Service {
  let unsubscribe = (): void => {};
  return {
    start() {
      unsubscribe = host.calls.onCall((call, before) => {
        const session = host.currentSession();
        if (!session) return;
        try {
          const begins = isWrappedUp(call) && !(before && isWrappedUp(before));
          // A finished one does not come back when the call's last events arrive.
          if (!begins && !isOpen(host.db, call)) return;
          host.local(LOCAL, (db) =>
            begins ? beginWrapUp(db, { call, before }, session) : followCall(db, { call, before }),
          );
        } catch (error) {
          host.log.error('a wrap-up could not be kept', { call: call.id, error: messageOf(error) });
        }
      });
    },
    stop() {
      unsubscribe();
    },
  };
}
