import { mayLead } from '#shared/access/leading.ts';
import { useSession } from './desk-state.tsx';

/** Whether whoever is signed in leads or administers; false while nobody is. */
export function useMayLead(): boolean {
  const session = useSession();
  return session ? mayLead(session) : false;
}
