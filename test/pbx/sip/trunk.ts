import type { SipCall } from './call.ts';
import { formatAddress } from './headers.ts';
import type { SipHeader } from './message.ts';
import { openParts, SipUserAgent } from './user-agent.ts';
import type { UserAgentParts } from './user-agent.ts';
import type { SipPeer } from './transport.ts';

/** The PBX knows the trunk by this source address. */
export const TRUNK_HOST = '127.0.0.2';

export type InboundCall = {
  /** The number dialled outside, as the carrier delivers it: `496213456217`. */
  readonly to: string;
  /** The caller's number, as the carrier delivers it: `493023125247`. */
  readonly from: string;
  readonly name?: string;
  /**
   * `withheld`: the carrier knows the number (P-Asserted-Identity) and asks for privacy (RFC 3323 `id`).
   * `unknown`: it does not even know it.
   */
  readonly presentation?: 'allowed' | 'withheld' | 'unknown';
};

/** The public network: callers come from it, and what the agents dial outside arrives at it (`waitRinging`). */
export class SipTrunk extends SipUserAgent {
  private constructor(parts: UserAgentParts) {
    super(parts);
  }

  static async open(pbx: SipPeer): Promise<SipTrunk> {
    return new SipTrunk(await openParts('trunk', TRUNK_HOST, pbx));
  }

  /** A customer calls. Returns at once; see `SipCall.wait…`. */
  call({ to, from, name = '', presentation = 'allowed' }: InboundCall): SipCall {
    const identity = { name, uri: `sip:${from}@${TRUNK_HOST}` };
    const asserted: SipHeader = ['P-Asserted-Identity', formatAddress(identity)];
    if (presentation === 'allowed') return this.place(to, identity, [asserted]);
    const anonymous = { name: 'Anonymous', uri: 'sip:anonymous@anonymous.invalid' };
    const withheld: SipHeader[] = [['Privacy', 'id'], asserted];
    return this.place(to, anonymous, presentation === 'withheld' ? withheld : []);
  }
}
