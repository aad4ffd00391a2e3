import { pinFault } from '#shared/features/duty/pin.ts';
import { admissionOf, afterWrong, MAX_WRONG, NO_TRIES } from '#shared/features/duty/tries.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import type { Host } from '../../host/host.ts';
import type { DutyKeeper } from './keeper.ts';
import { LOCAL_TABLES } from './migrations.ts';
import { hashPin, isPin } from './pin-hash.ts';
import { findPin, savePin, saveTries } from './store.ts';

type Desk = Pick<Host, 'db' | 'clock' | 'local' | 'seat' | 'session'>;

/**
 * Throws unless this is the person's PIN. A try is counted before it is looked at: a desk that is switched off in
 * between has counted it.
 */
export async function provePin(host: Desk, userId: string, pin: string): Promise<void> {
  const { pin: known, tries } = findPin(host.db, { userId });
  if (!known) throw new AppError('duty.no-pin', 'no PIN was chosen here');
  const admission = admissionOf(tries, host.clock.now());
  if (admission.is === 'password') throw new AppError('duty.password-asked', 'too many wrong PINs');
  if (admission.is === 'wait') {
    const seconds = Math.ceil(admission.ms / 1000);
    throw new AppError('duty.wait', `wait ${seconds} s`, { seconds });
  }
  const counted = afterWrong(tries, host.clock.now());
  host.local(LOCAL_TABLES, (db) => saveTries(db, { userId, tries: counted }));
  if (await isPin(pin, known)) {
    host.local(LOCAL_TABLES, (db) => saveTries(db, { userId, tries: NO_TRIES }));
    return;
  }
  if (counted.wrong < MAX_WRONG)
    throw new AppError('duty.wrong-pin', 'not the PIN', { left: MAX_WRONG - counted.wrong });
  host.seat.askPassword(userId);
  throw new AppError('duty.password-asked', 'too many wrong PINs');
}

export async function checkIn(
  host: Desk,
  keeper: Pick<DutyKeeper, 'take'>,
  { userId, pin }: { readonly userId: string; readonly pin: string },
): Promise<void> {
  // Asked before the PIN: it is nobody's secret, and no PIN helps.
  const refusal = host.seat.people().find((person) => person.userId === userId)?.refusal;
  if (refusal !== null) throw new AppError(refusal ?? 'duty.password-asked', 'sign in with the password');
  await provePin(host, userId, pin);
  keeper.take(userId);
}

/** Chosen by whoever has just typed the password, or knows the one before: not by whoever passes an open desk. */
export async function setPin(
  host: Desk,
  keeper: Pick<DutyKeeper, 'isFresh'>,
  { pin, old }: { readonly pin: string; readonly old?: string | undefined },
): Promise<void> {
  const { userId } = host.session();
  const fault = pinFault(pin);
  if (fault !== undefined) throw new AppError(`duty.bad-pin-${fault}`, 'not a PIN to choose');
  if (!keeper.isFresh(userId)) await proveOld(host, userId, old);
  const hashed = await hashPin(pin);
  if (host.session().userId !== userId)
    throw new AppError('duty.nobody-on-duty', 'somebody else sits here now');
  host.local(LOCAL_TABLES, (db) => savePin(db, { userId, pin: hashed }));
}

async function proveOld(host: Desk, userId: string, old: string | undefined): Promise<void> {
  const { pin } = findPin(host.db, { userId });
  if (!pin || old === undefined) throw new AppError('duty.password-asked', 'sign in with the password first');
  await provePin(host, userId, old);
}
