import { optOutRevoke, optOutSet, optOutUndo } from '#shared/features/consents/commands.ts';
import type { ContactChannel } from '#shared/permission/contact-permission.ts';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { useAct } from '../../ui/use-act.ts';
import { useConsentTexts } from './texts.ts';

interface OptOutActs {
  /** One click: whoever is on the phone has just said so. It can be taken back. */
  readonly optOut: () => Promise<boolean>;
  readonly revoke: () => Promise<boolean>;
}

export function useOptOut(partyId: string, channel: ContactChannel): OptOutActs {
  const t = useConsentTexts();
  const run = useRun();
  const act = useAct();
  const set = (id: string) => run(optOutSet, { id, partyId, channel, how: 'phone', note: '' });
  const words = { channel: t(`channel.${channel}`) };
  return {
    optOut() {
      const id = newId();
      return act(() => set(id), {
        done: t('optOut.done', words),
        undo: () => run(optOutUndo, { id }),
      });
    },
    revoke: () =>
      act(() => run(optOutRevoke, { partyId, channel }), {
        done: t('optOut.revoked', words),
        undo: () => set(newId()),
      }),
  };
}
