import type { SipCall } from './call.ts';
import { openParts, SipUserAgent } from './user-agent.ts';
import type { UserAgentParts } from './user-agent.ts';
import type { SipPeer } from './transport.ts';

/** A desk phone, known to the PBX by a static contact: it neither registers nor authenticates. */
export class SipPhone extends SipUserAgent {
  readonly extension: string;

  private constructor(parts: UserAgentParts, extension: string) {
    super(parts);
    this.extension = extension;
  }

  static async open(extension: string, pbx: SipPeer): Promise<SipPhone> {
    return new SipPhone(await openParts(extension, '127.0.0.1', pbx), extension);
  }

  /** Dials as the agent would on the keys: `202`, `00301234`, `**201`. Returns at once; see `SipCall.wait…`. */
  dial(digits: string): SipCall {
    return this.place(digits, { name: '', uri: `sip:${this.extension}@${this.address.host}` });
  }
}
