import { sessionContract, settingsContract } from '#shared/ipc/core-contracts.ts';
import type { StaffLogin } from '#demo/data/staff.ts';
import type { DemoCentre } from './demo-centre.ts';
import type { Desk } from './desk.ts';
import { eventually } from './eventually.ts';
import { navigation, statusBar } from './screen.ts';

/** Somebody else takes the chair for a while; whoever sat there has it back, whatever happens meanwhile. */
export async function asSomebodyElse(
  { demo }: DemoCentre,
  desk: Desk,
  [seated, other]: readonly [StaffLogin, StaffLogin],
  work: () => Promise<void>,
): Promise<void> {
  await changeSeat(desk, other, demo.password);
  try {
    await work();
  } finally {
    await changeSeat(desk, seated, demo.password);
  }
}

async function changeSeat({ ask, page }: Desk, login: StaffLogin, password: string): Promise<void> {
  const centre = (await ask(settingsContract, 'get', {})).centre.url ?? '';
  // Nobody is let in over the work of somebody else that waits to be sent.
  await eventually(async () => (await ask(sessionContract, 'status', {})).centre.pending).toBe(0);
  await ask(sessionContract, 'signOut', {});
  await ask(sessionContract, 'signIn', { centre, tenant: 'kv-lindental', login, password });
  await statusBar(page)
    // What was refused to them stands behind it.
    .getByText(/· online( ·|$)/)
    .waitFor();
  await navigation(page, 'Heute').waitFor();
}
