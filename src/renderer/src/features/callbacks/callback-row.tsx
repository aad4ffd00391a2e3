import { useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Checkbox } from '@mantine/core';
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import type { CallbackLine } from '#shared/features/callbacks/contract.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Row } from '../../ui/rows.tsx';
import { useNow } from '../../ui/use-now.ts';
import { CallbackDetail } from './callback-detail.tsx';
import { CallbackMarks } from './callback-marks.tsx';
import { Caller } from './caller.tsx';
import { ClaimButton } from './claim-button.tsx';
import { DuePicker } from './due-picker.tsx';
import { useCallbackTexts } from './texts.ts';
import { useCallbackActs } from './use-callback-acts.ts';
import { claimWords, whoOf } from './words.ts';

interface Props {
  readonly line: CallbackLine;
  readonly checked: boolean;
  readonly onCheck: (checked: boolean) => void;
  /** Done, or open again: it is about to leave the list. */
  readonly onSettle: () => void;
  /** Keys the row itself has no use for. */
  readonly onKey: (event: KeyboardEvent<HTMLElement>) => void;
}

/** A line of the whole list. Its box is its handle: what has the focus there is what the keys act on. */
export function CallbackRow({ line, checked, onCheck, onSettle, onKey }: Props): ReactNode {
  const t = useCallbackTexts();
  const format = useFormat();
  const now = useNow();
  const acts = useCallbackActs();
  const [picking, setPicking] = useState(false);
  const who = whoOf(line, t);
  const isDone = line.state === 'done';

  const press = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const deeds: Readonly<Record<string, () => void>> = {
      Enter: () => acts.dial(line),
      e: onSettle,
      ...(isDone ? {} : { b: () => acts.claim(line), t: () => setPicking(true) }),
    };
    const deed = deeds[event.key];
    if (!deed) return onKey(event);
    event.preventDefault();
    deed();
  };
  return (
    <Row
      lead={
        <Checkbox
          aria-label={t('select', { who })}
          checked={checked}
          onChange={(event) => onCheck(event.currentTarget.checked)}
          onKeyDown={press}
          aria-keyshortcuts={isDone ? 'Enter E' : 'Enter B T E'}
        />
      }
      title={<Caller line={line} />}
      marks={
        <>
          <CallbackMarks line={line} />
          {line.claim && <Mark tone={line.claim.mine ? 'accent' : 'plain'}>{claimWords(line, t)}</Mark>}
        </>
      }
      aside={<time title={format.moment(line.lastAt, now)}>{format.relative(line.lastAt, now)}</time>}
      detail={<CallbackDetail line={line} />}
      acts={
        isDone ? (
          <IconButton icon={IconArrowBackUp} label={t('reopenOf', { who })} onClick={onSettle} />
        ) : (
          <>
            <ClaimButton line={line} />
            <DuePicker
              line={line}
              opened={picking}
              onOpened={setPicking}
              onPick={(due) => acts.setDue(line, due)}
            />
            <IconButton icon={IconCheck} label={t('finishOf', { who })} onClick={onSettle} />
          </>
        )
      }
    />
  );
}
