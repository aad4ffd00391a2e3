import { useState } from 'react';
import type { ReactNode } from 'react';
import { IconEye, IconEyeOff, IconPencil } from '@tabler/icons-react';
import { IconButton } from '../../ui/icon-button.tsx';
import { Mark } from '../../ui/mark.tsx';
import type { Tone } from '../../ui/mark.tsx';
import { Row } from '../../ui/rows.tsx';
import { RenameTerm } from './rename-term.tsx';
import { useTicketTexts } from './texts.ts';

interface Props {
  /** Where its texts are. */
  readonly of: 'kinds' | 'states' | 'groups';
  readonly shown: string;
  /** One that the product brought: its name may be empty, which gives it back. */
  readonly isBuiltIn: boolean;
  readonly retired: boolean;
  readonly tickets: number;
  /** As it stands in lists. */
  readonly tone?: Tone;
  /** Before the others. */
  readonly acts?: ReactNode;
  /** Below how many tickets there are. */
  readonly below?: ReactNode;
  /** Resolves to whether it worked; null: the product's own name. */
  readonly onRename: (name: string | null) => Promise<boolean>;
  readonly onRetire: () => void;
  /** Why it stays on offer; absent: it need not. */
  readonly stays?: string | undefined;
}

/** A word of the house for its tickets: renamed in place, offered no more and again, never removed. */
export function TermRow({ of, shown, isBuiltIn, retired, tickets, ...more }: Props): ReactNode {
  const t = useTicketTexts();
  const [isRenaming, setRenaming] = useState(false);
  const { tone = 'plain', acts, below, onRename, onRetire, stays } = more;
  if (isRenaming)
    return (
      <Row
        title={
          <RenameTerm
            label={t(`${of}.name`, { term: shown })}
            shown={shown}
            mayBeEmpty={isBuiltIn}
            onRename={async (typed) => {
              if (await onRename(typed.trim() || null)) setRenaming(false);
            }}
            onClose={() => setRenaming(false)}
          />
        }
      />
    );
  return (
    <Row
      title={tone === 'plain' ? shown : <Mark tone={tone}>{shown}</Mark>}
      marks={
        <>
          {!isBuiltIn && of !== 'groups' && <Mark>{t('kinds.own')}</Mark>}
          {retired && <Mark tone="warn">{t('kinds.retired')}</Mark>}
        </>
      }
      detail={
        <>
          {tickets === 0 ? t('kinds.noTickets') : t('kinds.tickets', { count: tickets })}
          {below}
        </>
      }
      acts={
        <>
          {acts}
          <IconButton
            icon={IconPencil}
            label={t('kinds.rename', { term: shown })}
            onClick={() => setRenaming(true)}
          />
          <IconButton
            icon={retired ? IconEye : IconEyeOff}
            label={t(retired ? 'kinds.revive' : 'kinds.retire', { term: shown })}
            block={stays}
            onClick={onRetire}
          />
        </>
      }
    />
  );
}
