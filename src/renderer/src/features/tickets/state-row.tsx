import type { ReactNode } from 'react';
import { Select } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { TicketStateLine } from '#shared/features/tickets/contract.ts';
import { ticketStateAdd, ticketStateChange } from '#shared/features/tickets/state-commands.ts';
import { STATE_COLOURS } from '#shared/features/tickets/states.ts';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useStateName } from './state-name.ts';
import { TermRow } from './term-row.tsx';
import { useTicketTexts } from './texts.ts';
import styles from './ticket-states.module.css';

interface Props {
  readonly line: TicketStateLine;
  /** Absent at the end it cannot be moved beyond. */
  readonly onUp?: (() => void) | undefined;
  readonly onDown?: (() => void) | undefined;
  /** Where a new row of it comes to stand. */
  readonly position: number;
}

type Decided = Pick<TicketStateLine, 'name' | 'colour' | 'retired'>;

export function StateRow({ line, onUp, onDown, position }: Props): ReactNode {
  const t = useTicketTexts();
  const run = useRun();
  const act = useAct();
  const stateName = useStateName();
  const { state, name, rowId, category, colour, retired, tickets } = line;
  const isBuiltIn = state === category;
  const shown = stateName(category, name);
  const change = ({ name: word, colour: tone, retired: gone }: Decided): Promise<unknown> =>
    rowId === null
      ? run(ticketStateAdd, { id: newId(), name: word, builtIn: category, category, colour: tone, position })
      : run(ticketStateChange, { id: rowId, name: word, colour: tone, retired: gone });
  const decided: Decided = { name, colour, retired };
  return (
    <TermRow
      of="states"
      shown={shown}
      isBuiltIn={isBuiltIn}
      retired={retired}
      tickets={tickets}
      tone={colour}
      acts={
        <>
          <Select
            className={styles.colour ?? ''}
            aria-label={t('states.colourOf', { term: shown })}
            allowDeselect={false}
            size="xs"
            data={STATE_COLOURS.map((value) => ({ value, label: t(`states.colour.${value}`) }))}
            value={colour}
            onChange={(value) => {
              const tone = STATE_COLOURS.find((each) => each === value);
              if (tone && tone !== colour) void act(() => change({ ...decided, colour: tone }));
            }}
          />
          <IconButton
            icon={IconArrowUp}
            label={t('states.up', { term: shown })}
            block={onUp ? undefined : t('states.first')}
            onClick={() => onUp?.()}
          />
          <IconButton
            icon={IconArrowDown}
            label={t('states.down', { term: shown })}
            block={onDown ? undefined : t('states.last')}
            onClick={() => onDown?.()}
          />
        </>
      }
      onRename={(next) =>
        act(() => change({ ...decided, name: next }), {
          done: t('states.renamed', { term: stateName(category, next) }),
        })
      }
      stays={isBuiltIn ? t('states.stays') : undefined}
      onRetire={() =>
        void act(() => change({ ...decided, retired: !retired }), {
          done: t(retired ? 'kinds.revivedDone' : 'kinds.retiredDone', { term: shown }),
          undo: () => change(decided),
        })
      }
    />
  );
}
