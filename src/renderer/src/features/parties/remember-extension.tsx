import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconPhonePlus } from '@tabler/icons-react';
import { choosable } from '#shared/calls/choosable.ts';
import { contactAdd } from '#shared/features/parties/contact-commands.ts';
import { useNamedAct } from '../../acts/use-named-act.ts';
import { useCalls, useSettings } from '../../api/desk-state.tsx';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { Keys } from '../../ui/keys.tsx';
import { AlertLine } from '../../ui/alert-line.tsx';
import { useAct } from '../../ui/use-act.ts';
import { contactArgs } from '#shared/features/parties/contact-args.ts';
import { usePartyTexts } from './texts.ts';
import { numberOf } from './use-attach.ts';

/** The agent has said whose unknown extension it is: one click, and the next call knows. */
export function RememberExtension({ partyId }: PartyProps): ReactNode {
  const t = usePartyTexts();
  const run = useRun();
  const act = useAct();
  const profile = useSettings()?.dialProfile;
  const [done, setDone] = useState<string>();
  const call = useCalls().find(({ match, party }) => match.rule === 'stem' && party?.id === partyId);
  const number = numberOf(call);
  const isAsked = call !== undefined && number !== undefined && done !== call.id;
  const remember = async (): Promise<void> => {
    if (!call || number === undefined || !profile) return;
    const [contact] = contactArgs(number, '', profile, newId);
    if (!contact) return;
    if (await act(() => run(contactAdd, { partyId, contact }), { done: t('extension.done') }))
      setDone(call.id);
  };
  useNamedAct({
    id: 'parties.remember-extension',
    name: t('extension.remember'),
    keys: 'Alt+m',
    place: 'call',
    isPossible: isAsked,
    run: () => void remember(),
  });
  if (!isAsked) return null;
  const name = choosable(call.match).find(({ ref }) => ref.id === partyId)?.name ?? t('extension.thisParty');
  return (
    <AlertLine
      icon={IconPhonePlus}
      tone="accent"
      act={
        <Button
          onClick={() => void remember()}
          rightSection={<Keys combo="Alt+m" />}
          aria-keyshortcuts="Alt+M"
        >
          {t('extension.remember')}
        </Button>
      }
    >
      {t('extension.ask', { extension: call.match.extension ?? '', name })}
    </AlertLine>
  );
}
