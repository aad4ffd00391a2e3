import type { ReactNode } from 'react';
import { mayLead } from '#shared/access/leading.ts';
import { useSession } from '../../api/desk-state.tsx';
import { hrefOf } from '../../app/router.ts';
import { Panel } from '../../ui/panel.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { useStaffTexts } from './texts.ts';

/** In the settings of those who may: the way to hand over what somebody leaves behind. */
export function LeavingLink(): ReactNode {
  const t = useStaffTexts();
  const session = useSession();
  if (!session || !mayLead(session)) return null;
  return (
    <Panel title={t('leaving.nav')}>
      <Rows label={t('leaving.nav')}>
        <Row title={<a href={hrefOf('/handing-over')}>{t('leaving.title')}</a>} detail={t('leaving.lead')} />
      </Rows>
    </Panel>
  );
}
