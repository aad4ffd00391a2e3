import { extensionOf } from '#shared/calls/device.ts';
import { handoverCreate, LONGEST_NOTE } from '#shared/features/handovers/commands.ts';
import { messageOf } from '#shared/kernel/app-error.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { CallTransfer, Host } from '../../host/host.ts';
import { linksOf } from '../../host/links.ts';
import { callerNumber } from './caller-number.ts';
import { extensionsOf } from './queries.ts';

/** Sends what is known of a call along with the caller who is passed on. */
export function createHandoverSender(host: Host): Service {
  let unsubscribe = (): void => {};
  return {
    start() {
      unsubscribe = host.calls.onTransfer((transfer) => {
        if (!host.currentSession()) return;
        try {
          send(host, transfer);
        } catch (error) {
          host.log.error('a handover could not be sent', {
            call: transfer.call.id,
            error: messageOf(error),
          });
        }
      });
    },
    stop() {
      unsubscribe();
    },
  };
}

function send(host: Host, { call, target }: CallTransfer): void {
  const [own] = extensionsOf(host.db, host.session());
  const ticket = linksOf(host.db, { from: { type: 'interaction', id: call.id } }).find(
    ({ to }) => to.type === 'ticket',
  );
  host.run(handoverCreate, {
    id: host.newId(),
    number: callerNumber(call, host.settings().dialProfile),
    target,
    fromExtension: extensionOf(call.device) || own || null,
    partyId: call.party?.type === 'party' ? call.party.id : null,
    note: host.noteOf(call.id).trim().slice(0, LONGEST_NOTE).toWellFormed(),
    ticketId: ticket?.to.id ?? null,
  });
}
