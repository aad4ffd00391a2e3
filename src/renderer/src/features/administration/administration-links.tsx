import type { ReactNode } from 'react';
import { mayAdminister } from '#shared/features/administration/requests.ts';
import { useSession } from '../../api/desk-state.tsx';
import { hrefOf } from '../../app/router.ts';
import { Panel } from '../../ui/panel.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { useAdministrationTexts } from './texts.ts';

/** The way from the settings, for those who may go it. */
export function AdministrationLinks(): ReactNode {
  const t = useAdministrationTexts();
  const session = useSession();
  if (!session || !mayAdminister(session, 'papers')) return null;
  return (
    <Panel title={t('settings.title')}>
      <Rows label={t('settings.title')}>
        {mayAdminister(session, 'users') && (
          <Row
            title={<a href={hrefOf('/people')}>{t('settings.users')}</a>}
            detail={t('settings.usersHint')}
          />
        )}
        <Row
          title={<a href={hrefOf('/organisation')}>{t('settings.house')}</a>}
          detail={t('settings.houseHint')}
        />
      </Rows>
    </Panel>
  );
}
