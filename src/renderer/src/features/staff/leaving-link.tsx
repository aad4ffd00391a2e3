import type { ReactNode } from 'react';
import { useMayLead } from '../../api/use-may-lead.ts';
import { hrefOf } from '../../app/router.ts';
import { Panel } from '../../ui/panel.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { useStaffTexts } from './texts.ts';

/** In the settings of those who may: the way to hand over what somebody leaves behind. */
export function LeavingLink(): ReactNode {
  const t = useStaffTexts();
  if (!useMayLead()) return null;
  return (
    <Panel title={t('leaving.nav')}>
      <Rows label={t('leaving.nav')}>
        <Row title={<a href={hrefOf('/handing-over')}>{t('leaving.title')}</a>} detail={t('leaving.lead')} />
      </Rows>
    </Panel>
  );
}
