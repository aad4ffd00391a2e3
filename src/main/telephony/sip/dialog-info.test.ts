import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostDialogs, parseDialogInfo } from './dialog-info.ts';
import { XmlError } from './xml.ts';

/** As Asterisk 22.10 wrote it. */
const RINGING = `<?xml version="1.0" encoding="UTF-8"?>
<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="1" state="full" entity="sip:201@127.0.0.1:5060">
 <dialog id="201" direction="recipient">
  <remote>
   <identity display="O&apos;Brien &amp; S&#xF6;hne">sip:493023125247@127.0.0.1</identity>
   <target uri="sip:493023125247@127.0.0.1" />
  </remote>
  <local>
   <identity display="Agent Eins">sip:201@127.0.0.1</identity>
   <target uri="sip:201@127.0.0.1:5060" />
  </local>
  <state>early</state>
 </dialog>
</dialog-info>`;

describe('a dialog document', () => {
  it('tells who rings', () => {
    expect(parseDialogInfo(RINGING)).toEqual({
      version: 1,
      scope: 'full',
      dialogs: [
        {
          id: '201',
          state: 'early',
          direction: 'recipient',
          event: undefined,
          code: undefined,
          remote: { display: "O'Brien & Söhne", uri: 'sip:493023125247@127.0.0.1' },
        },
      ],
    });
  });

  it('tells why a dialog ended, where the PBX does', () => {
    const source = `<d:dialog-info xmlns:d="x" version="7" state="partial"><d:dialog id="a" direction="?"><d:state event="rejected" code="486">terminated</d:state></d:dialog></d:dialog-info>`;
    expect(parseDialogInfo(source)).toMatchObject({
      scope: 'partial',
      dialogs: [
        { state: 'terminated', event: 'rejected', code: 486, direction: undefined, remote: undefined },
      ],
    });
  });

  it.each([
    '<presence/>',
    '<dialog-info state="full"/>',
    '<dialog-info version="-1" state="full"/>',
    '<dialog-info version="1"/>',
    '<dialog-info version="1" state="full"><dialog><state>early</state></dialog></dialog-info>',
    '<dialog-info version="1" state="full"><dialog id="1"/></dialog-info>',
    '<dialog-info version="1" state="full"><dialog id="1"><state>asleep</state></dialog></dialog-info>',
  ])('is not %s', (source) => {
    expect(() => parseDialogInfo(source)).toThrow(XmlError);
  });

  it('has no more dialogs than a phone can', () => {
    const many = '<dialog id="x"><state>early</state></dialog>'.repeat(mostDialogs + 5);
    expect(
      parseDialogInfo(`<dialog-info version="1" state="full">${many}</dialog-info>`).dialogs,
    ).toHaveLength(mostDialogs);
  });

  it('breaks at nothing that is cut, doubled or garbled', () => {
    const garble = fc.tuple(fc.nat(RINGING.length), fc.nat(60), fc.string({ unit: 'binary', maxLength: 8 }));
    fc.assert(
      fc.property(fc.array(garble, { minLength: 1, maxLength: 4 }), (garbles) => {
        let source = RINGING;
        for (const [at, length, text] of garbles)
          source = source.slice(0, at) + text + source.slice(at + length);
        try {
          for (const { id } of parseDialogInfo(source).dialogs) expect(id).not.toBe('');
        } catch (error) {
          expect(error).toBeInstanceOf(XmlError);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
