/**
 * Who calls in the demo. All numbers lie in the ranges the Bundesnetzagentur keeps free for films, so that a demo
 * never reaches a real person. As the trunk sends them: E.164 with `+`.
 */
export const CALLERS = {
  erikaBrandt: { number: '+492214710612', name: 'Erika Brandt' },
  familyBrandt: { number: '+492214710733', name: '' },
  kesslerExtension: { number: '+493023125247', name: '' },
  /** Of story 5; nobody knows him yet. */
  aliDemir: { number: '+492214710801', name: '' },
  huber: { number: '+498999998520', name: '' },
  /** Of story 8, a customer of Vitalwerk GmbH. */
  kevinRoth: { number: '+496990009533', name: '' },
  /** Of story 9, a customer of KV Ahrenfeld: unknown to everybody else. */
  hedwigPaulsen: { number: '+492214710910', name: '' },
  /** Of story 10, on the waiting list. */
  janaReuter: { number: '+498999998640', name: '' },
  withheld: { number: '+491713920042', name: '' },
} as const;

/** The house's trunk; the agents' extensions follow. */
export const HOUSE_NUMBER = '+4922147101';
