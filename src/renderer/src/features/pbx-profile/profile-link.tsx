import type { ReactNode } from 'react';
import { mayKeepProfile } from '#shared/features/pbx-profile/model.ts';
import { useSession } from '../../api/desk-state.tsx';
import { hrefOf } from '../../app/router.ts';
import { Panel } from '../../ui/panel.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { usePbxProfileTexts } from './texts.ts';

/** From the settings of this desk to those of all, for those who may. */
export function ProfileLink(): ReactNode {
  const t = usePbxProfileTexts();
  const session = useSession();
  if (!session || !mayKeepProfile(session)) return null;
  return (
    <Panel title={t('title')}>
      <Rows label={t('title')}>
        <Row title={<a href={hrefOf('/pbx')}>{t('link')}</a>} detail={t('linkHint')} />
      </Rows>
    </Panel>
  );
}
