import { it } from 'vitest';
import { partiesContract } from '#shared/features/parties/contract.ts';
import { taskCreate } from '#shared/features/tasks/commands.ts';
import { tasksContract } from '#shared/features/tasks/contract.ts';
import { sessionContract } from '#shared/ipc/core-contracts.ts';
import type { DemoCentre } from '../demo-centre.ts';
import { eventually } from '../eventually.ts';
import { newId } from '../new-id.ts';
import { button, reminders } from '../screen.ts';

const ERIKA = 'Erika Brandt';

export function dueFollowUp(centre: () => DemoCentre): void {
  it('a follow-up comes back when it is due: snoozed, again, done', async () => {
    const { nadine } = centre();
    const { page } = nadine;
    const [party] = await nadine.ask(partiesContract, 'search', { text: ERIKA, limit: 1 });
    const session = await nadine.ask(sessionContract, 'current', {});
    const id = newId();
    await nadine.run(taskCreate, {
      id,
      kind: 'callback',
      title: 'Rückruf Zählerstand',
      partyId: party?.id ?? '',
      assigneeId: session?.userId ?? '',
      dueAt: Date.now() + 2_000,
      dueHasTime: true,
      promised: true,
      from: null,
    });
    const reminder = reminders(page).filter({ hasText: `${ERIKA} – Rückruf Zählerstand` });
    await reminder.getByText(/^Fällig heute/).waitFor();
    await button(reminder, '10 min später').click();
    await reminder.waitFor({ state: 'detached' });
    await nadine.ask(tasksContract, 'snooze', { id, until: Date.now() + 1_000 });
    await reminder.waitFor();
    await button(reminder, 'Erledigt').click();
    await reminder.waitFor({ state: 'detached' });
    await eventually(async () => {
      const open = await nadine.ask(tasksContract, 'openOf', { partyId: party?.id ?? '' });
      return open.map(({ title: name }) => name);
    }).not.toContain('Rückruf Zählerstand');
  });
}
