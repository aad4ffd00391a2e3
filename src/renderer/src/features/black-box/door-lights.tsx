import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettings, useStatus } from '../../api/desk-state.tsx';
import { causeOf, doorLight, nextOf } from '../../app/pbx-state.tsx';
import { hrefOf } from '../../app/router.ts';
import { coreNamespace } from '../../i18n/setup.ts';
import { useCoreTexts } from '../../i18n/use-core-texts.ts';
import { adapterNames } from '#shared/settings/desk-settings.ts';
import { Light } from '../../ui/light.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from './black-box.module.css';
import { useBlackBoxTexts } from './texts.ts';

/** A light for every door that is switched on, with its cause and the next step; one is often well while another is not. */
export function DoorLights(): ReactNode {
  const t = useBlackBoxTexts();
  const core = useCoreTexts();
  const { i18n } = useTranslation(coreNamespace);
  const settings = useSettings();
  const links = useStatus()?.links ?? [];
  const doors = adapterNames.filter((name) => settings?.[name].enabled);
  if (doors.length === 0) return null;
  return (
    <Panel title={t('doors.title')} action={<a href={hrefOf('/settings')}>{t('doors.settings')}</a>}>
      <ul className={styles.stages} aria-label={t('doors.title')}>
        {doors.map((name) => {
          const link = links.find(({ adapter }) => adapter === name) ?? { adapter: name, state: 'off' };
          const cause = causeOf(link, i18n);
          const next = link.state === 'off' ? core('pbx.next.bad-settings') : nextOf(link, i18n);
          return (
            <li key={name} data-light={doorLight[link.state]}>
              <Light state={doorLight[link.state]} />
              <strong>{core(`settings.${name}.enabled`)}</strong>
              <div>
                <p>
                  {core(`pbx.state.${link.state}`)}
                  {cause && ` · ${cause}`}
                  {link.onlyListens && link.state === 'ready' && ` · ${t('doors.onlyListens')}`}
                </p>
                {next !== undefined && <p className={styles.next}>{next}</p>}
                {link.detail !== undefined && <p className={styles.detail}>{link.detail}</p>}
              </div>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
