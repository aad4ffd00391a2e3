import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useCalls } from '../api/desk-state.tsx';
import { navigate } from '../app/router.ts';
import { useRouteOf } from '../features/features-context.tsx';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { SlotOutlet } from '../slots/slot-outlet.tsx';
import { callAside, callHint, callPanel } from '../slots/slots.ts';
import { ScreenTitle } from '../ui/screen-title.tsx';
import styles from './call-screen.module.css';
import { callerWords } from './caller-name.ts';
import { usePopActs } from './use-pop-acts.ts';

interface Props {
  readonly params: Readonly<Record<string, string>>;
}

/** A call that is nobody's yet: whose is it? Once that is known it moves to the party's own sheet. */
export function CallScreen({ params }: Props): ReactNode {
  const t = useCoreTexts();
  const callId = params['callId'] ?? '';
  const call = useCalls().find(({ id }) => id === callId);
  const routeOf = useRouteOf();
  const acts = usePopActs('corner', () => undefined);
  const route = call?.party ? routeOf(call.party) : undefined;
  useEffect(() => {
    if (route !== undefined) navigate(route);
  }, [route]);

  const words = call && callerWords(call, t);
  return (
    <div className={styles.screen}>
      <div className={styles.main}>
        <ScreenTitle title={words?.title ?? t('callScreen.over')} detail={words?.why ?? ''} />
        {call && <SlotOutlet slot={callHint} with={{ call, open: () => acts.openHinted(call) }} />}
        <SlotOutlet slot={callPanel} with={{ callId }} />
      </div>
      <aside className={styles.aside}>
        <SlotOutlet slot={callAside} with={{ callId }} />
      </aside>
    </div>
  );
}
