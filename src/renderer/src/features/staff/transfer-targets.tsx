import type { ReactNode } from 'react';
import { staffContract } from '#shared/features/staff/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { Target, Targets } from '../../ui/targets.tsx';
import { useStaffTexts } from './texts.ts';

interface Props {
  readonly text: string;
  readonly onPick: (target: string) => void;
}

const MOST = 6;

/** Colleagues to transfer a call to, as far as the text typed fits. */
export function TransferTargets({ text, onPick }: Props): ReactNode {
  const t = useStaffTexts();
  const input = { text: text.slice(0, 60), limit: MOST };
  const { value } = useQuery(staffContract, 'colleagues', input, ['staff'], { keepPrevious: true });
  if (!value || value.length === 0) return null;
  return (
    <Targets label={t('colleagues')}>
      {value.map(({ id, name, extension }) => (
        <Target key={id} name={name} address={extension} onPick={() => onPick(extension)} />
      ))}
    </Targets>
  );
}
