import type { ReactNode } from 'react';
import { IconPhone, IconPhoneOff, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { demoCallsContract } from '#shared/features/demo-calls/contract.ts';
import { useClient } from '../../api/client-context.tsx';
import { useQuery } from '../../api/use-query.ts';
import { useAct } from '../../ui/use-act.ts';
import styles from './desk-phone.module.css';
import { useDemoTexts } from './texts.ts';

/** The phone that would stand beside the screen. */
export function DeskPhone(): ReactNode {
  const t = useDemoTexts();
  const client = useClient();
  const act = useAct();
  const { value: phone } = useQuery(demoCallsContract, 'phone', {}, ['demo_phone']);
  const state = phone?.state ?? 'idle';
  const press = (key: 'answer' | 'hang-up' | 'hold') => (): void =>
    void act(() => client.ask(demoCallsContract, 'press', { key }));
  const held = state === 'held';
  return (
    <section className={styles.phone} aria-label={t('phone.title')} data-state={state}>
      <p className={styles.display} role="status">
        <span>{t(`phone.${state}`)}</span>
        <strong>{phone?.display}</strong>
      </p>
      <div className={styles.keys}>
        <button type="button" data-key="answer" disabled={state !== 'ringing'} onClick={press('answer')}>
          <IconPhone size={16} aria-hidden /> {t('phone.answer')}
        </button>
        <button
          type="button"
          disabled={state !== 'talking' && !held}
          onClick={press('hold')}
          aria-label={t(held ? 'phone.resume' : 'phone.hold')}
          title={t(held ? 'phone.resume' : 'phone.hold')}
        >
          {held ? <IconPlayerPlay size={16} aria-hidden /> : <IconPlayerPause size={16} aria-hidden />}
        </button>
        <button
          type="button"
          data-key="hang-up"
          disabled={state === 'idle'}
          onClick={press('hang-up')}
          aria-label={t('phone.hangUp')}
          title={t('phone.hangUp')}
        >
          <IconPhoneOff size={16} aria-hidden />
        </button>
      </div>
    </section>
  );
}
