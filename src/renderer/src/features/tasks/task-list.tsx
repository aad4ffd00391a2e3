import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { TaskLine } from '#shared/features/tasks/contract.ts';
import { useNamedAct } from '../../acts/use-named-act.ts';
import { useCoreTexts } from '../../i18n/use-core-texts.ts';
import { Rows } from '../../ui/rows.tsx';
import { useKeysWithin } from '../../ui/use-keys-within.ts';
import styles from './task-list.module.css';
import { TaskRow } from './task-row.tsx';
import type { Asked } from './task-row.tsx';
import { useTaskTexts } from './texts.ts';
import { useTaskActs } from './use-task-acts.ts';

export interface TaskGroup {
  readonly label: string;
  readonly tasks: readonly TaskLine[];
}

interface Props {
  /** Those without tasks are left out. One alone goes without a heading. */
  readonly groups: readonly TaskGroup[];
  /** Their rows say who expects a call, and when. */
  readonly areExpected?: boolean;
  /** The list that the arrow keys lead into from anywhere on the screen; one a screen. */
  readonly leads?: boolean;
  /** false: on one customer's sheet, which says whose they are and what can be dialled. */
  readonly withParty?: boolean;
}

interface Open {
  readonly id: string;
  readonly asked: Asked;
}

/** Tasks over several customers, each worked on where it stands: by mouse, or walked and worked by keys. */
export function TaskList({ groups, areExpected = false, leads = false, withParty = true }: Props): ReactNode {
  const t = useTaskTexts();
  const core = useCoreTexts();
  const acts = useTaskActs();
  const list = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<Open | null>(null);
  const shown = groups.filter(({ tasks }) => tasks.length > 0);
  const tasks = shown.flatMap((group) => group.tasks);

  const rows = (): HTMLElement[] => [...(list.current?.querySelectorAll('li') ?? [])];
  const focusOn = (index: number): boolean => {
    const button = rows()[index]?.querySelector('button');
    button?.focus();
    return button !== undefined;
  };
  useKeysWithin(list, (event) => {
    const { target } = event;
    if (!(target instanceof Node) || event.ctrlKey || event.metaKey || event.altKey) return;
    const index = rows().findIndex((row) => row.contains(target));
    const task = tasks[index];
    if (!task) return;
    const deeds: Readonly<Record<string, () => void>> = {
      ArrowDown: () => focusOn(index + 1),
      ArrowUp: () => focusOn(index - 1),
      e() {
        if (!focusOn(index + 1)) focusOn(index - 1);
        acts.complete(task);
      },
      a: () => acts.dial(task),
      v: () => setOpen({ id: task.id, asked: 'move' }),
      n: () => setOpen({ id: task.id, asked: 'tried' }),
      o: () => rows()[index]?.querySelector('a')?.click(),
    };
    const deed = deeds[event.key];
    if (!deed) return;
    event.preventDefault();
    event.stopPropagation();
    deed();
  });
  useNamedAct({
    id: 'tasks.walk',
    name: core('acts.intoList'),
    keys: 'ArrowDown',
    isPossible: leads,
    run: () => focusOn(0),
  });
  return (
    <div ref={list}>
      {shown.map(({ label, tasks: those }) => (
        <div key={label} className={styles.group}>
          {groups.length > 1 && (
            <h3>
              {label} <span className={styles.count}>{those.length}</span>
            </h3>
          )}
          <Rows label={label}>
            {those.map((task) => (
              <TaskRow
                key={task.id}
                task={task}
                withParty={withParty}
                isExpected={areExpected}
                acts={acts}
                asked={open?.id === task.id ? open.asked : null}
                onAsk={(asked) => setOpen(asked && { id: task.id, asked })}
              />
            ))}
          </Rows>
        </div>
      ))}
      {withParty && tasks.length > 0 && <p className={styles.keys}>{t('today.keys')}</p>}
    </div>
  );
}
