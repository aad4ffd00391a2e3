import type { ReactNode } from 'react';
import type { i18n } from 'i18next';
import type { DoorStatus } from '#shared/ipc/status.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { Light } from '../ui/light.tsx';
import type { LightState } from '../ui/light.tsx';
import { useNow } from '../ui/use-now.ts';
import { hrefOf } from './router.ts';
import styles from './status-bar.module.css';

type Pbx = Partial<Pick<DoorStatus, 'adapter'>> & Omit<DoorStatus, 'adapter' | 'onlyListens'>;

export const doorLight: Readonly<Record<Pbx['state'], LightState>> = {
  off: 'off',
  connecting: 'busy',
  ready: 'good',
  waiting: 'warn',
  refused: 'bad',
};

/** In the words of the door it is about, where those differ; what has no words tells itself. */
/** Why, in words; empty where nothing is wrong. */
export function causeOf({ adapter, fault, detail = '' }: Pbx, texts: i18n): string {
  if (fault === undefined) return '';
  const key = [`pbx.faultAt.${String(adapter)}.${fault}`, `pbx.fault.${fault}`].find((one) =>
    texts.exists(one),
  );
  return key === undefined ? detail : texts.t(key);
}

/** What to do about it, for whoever set the door up; undefined: nothing is known that would help. */
export function nextOf({ adapter, fault }: Pbx, texts: i18n): string | undefined {
  if (fault === undefined) return undefined;
  const key = [`pbx.nextAt.${String(adapter)}.${fault}`, `pbx.next.${fault}`].find((one) =>
    texts.exists(one),
  );
  return key === undefined ? undefined : texts.t(key);
}

/** The telephone's light with its cause in words; leads to where it is set. */
export function PbxState({ pbx }: { readonly pbx: Pbx }): ReactNode {
  const t = useCoreTexts();
  const { i18n } = useLanguage();
  const now = useNow(1000);
  const cause = causeOf(pbx, i18n);
  const seconds = pbx.retryAt === undefined ? 0 : Math.ceil((pbx.retryAt - now) / 1000);
  return (
    <a className={styles.part} href={hrefOf('/settings')} title={pbx.detail}>
      <Light state={doorLight[pbx.state]} />
      <span>
        {t(`pbx.state.${pbx.state}`)}
        {cause && ` · ${cause}`}
        {seconds > 0 && ` · ${t('pbx.retry', { count: seconds })}`}
      </span>
    </a>
  );
}
