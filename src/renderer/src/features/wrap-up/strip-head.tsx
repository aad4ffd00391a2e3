import type { ReactNode } from 'react';
import { IconPhoneCall, IconPhoneCheck } from '@tabler/icons-react';
import type { WrapUp } from '#shared/calls/wrap-up.ts';
import { useCoreTexts } from '../../i18n/use-core-texts.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useNow } from '../../ui/use-now.ts';
import styles from './strip-head.module.css';
import { useWrapUpTexts } from './texts.ts';

/** Says whether one still talks, and of which call this is. */
export function StripHead({ wrapUp }: { readonly wrapUp: WrapUp }): ReactNode {
  const t = useWrapUpTexts();
  const core = useCoreTexts();
  const format = useFormat();
  const now = useNow();
  const running = wrapUp.endedAt === null;
  const number = wrapUp.number ?? (wrapUp.direction === 'out' ? core('call.numberUnknown') : null);
  const Icon = running ? IconPhoneCall : IconPhoneCheck;
  return (
    <header className={styles.head} data-running={running || undefined}>
      <Icon size={16} aria-hidden />
      <h2>{t(running ? 'running' : 'after')}</h2>
      <span>
        {[
          number,
          t('calledAt', { when: format.short(wrapUp.startedAt, now) }),
          wrapUp.passedBy !== undefined && t('passedBy', { name: wrapUp.passedBy }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </header>
  );
}
