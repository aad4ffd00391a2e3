import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconBell, IconX } from '@tabler/icons-react';
import { tasksContract } from '#shared/features/tasks/contract.ts';
import type { TaskLine } from '#shared/features/tasks/contract.ts';
import { useClient } from '../../api/client-context.tsx';
import { useQuery } from '../../api/use-query.ts';
import { navigate } from '../../app/router.ts';
import { useRouteOf } from '../../features/features-context.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useNow } from '../../ui/use-now.ts';
import { dueWords } from './due-words.ts';
import styles from './reminders.module.css';
import { reminderTables } from './tables.ts';
import { useTaskTexts } from './texts.ts';
import { useComplete } from './use-complete.ts';

/** ms */
const SNOOZE = 10 * 60_000;
const SHOWN = 3;

/** What has fallen due, over every screen until it is answered; it takes no focus and covers no field. */
export function Reminders(): ReactNode {
  const t = useTaskTexts();
  const { value: tasks } = useQuery(tasksContract, 'reminders', {}, reminderTables);
  if (!tasks || tasks.length === 0) return null;
  return (
    <section className={styles.reminders} aria-label={t('reminder.region')} aria-live="polite">
      {tasks.slice(0, SHOWN).map((task) => (
        <Reminder key={task.id} task={task} />
      ))}
    </section>
  );
}

function Reminder({ task }: { readonly task: TaskLine }): ReactNode {
  const t = useTaskTexts();
  const format = useFormat();
  const now = useNow();
  const client = useClient();
  const act = useAct();
  const complete = useComplete();
  const routeOf = useRouteOf();
  const { id } = task;
  const dismiss = (): Promise<unknown> => client.ask(tasksContract, 'dismiss', { id });
  const open = (): void => {
    const route = routeOf({ type: 'party', id: task.partyId });
    if (route !== undefined) navigate(route);
    void act(dismiss);
  };
  const done = async (): Promise<void> => {
    if (await complete(task)) void act(dismiss);
  };
  return (
    <article className={styles.reminder}>
      <IconBell size={18} aria-hidden />
      <div className={styles.text}>
        <h2>{[task.partyName, task.title].filter(Boolean).join(' – ')}</h2>
        <p>{t('reminder.due', { when: dueWords(task, format, now) })}</p>
        <div className={styles.acts}>
          <Button variant="filled" onClick={open}>
            {t('reminder.open')}
          </Button>
          <Button
            onClick={() =>
              void act(() => client.ask(tasksContract, 'snooze', { id, until: Date.now() + SNOOZE }))
            }
          >
            {t('reminder.snooze')}
          </Button>
          <Button variant="subtle" onClick={() => void done()}>
            {t('reminder.done')}
          </Button>
        </div>
      </div>
      <IconButton icon={IconX} label={t('reminder.dismiss')} onClick={() => void act(dismiss)} />
    </article>
  );
}
