/**
 * Who calls in the demo. All numbers lie in the ranges the Bundesnetzagentur keeps free for films, so that a demo
 * never reaches a real person. As the trunk sends them: E.164 with `+`.
 */
export const CALLERS = {
  erikaBrandt: { number: '+492214710612', name: 'Erika Brandt' },
  familyBrandt: { number: '+492214710733', name: '' },
  kesslerExtension: { number: '+493023125247', name: '' },
  huber: { number: '+4989999980', name: '' },
  withheld: { number: '+491713920042', name: '' },
} as const;

/** The house's trunk; the agents' extensions follow. */
export const HOUSE_NUMBER = '+4922147101';
