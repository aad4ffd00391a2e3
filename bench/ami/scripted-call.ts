/**
 * One call at `PJSIP/201` as Asterisk tells it, cut into the steps of its life. What becomes of it goes by its number:
 * answered, held from either side, missed, withheld, lost to a colleague, transferred, through a Local pair.
 */
export function scriptedCall(serial: number): readonly string[] {
  const second = Math.floor(Date.now() / 1000);
  const id = (part: number): string => `${second}.${serial * 8 + part}`;
  const hex = serial.toString(16).padStart(8, '0');
  const isWithheld = serial % 10 === 3;
  const number = `+49302312${String(serial % 100_000).padStart(5, '0')}`;
  const customer: Party = {
    channel: `PJSIP/${isWithheld ? 'secret' : 'trunk'}-${hex}`,
    id: id(0),
    group: id(0),
    number,
    connected: '201',
  };
  const agent: Party = {
    channel: `PJSIP/201-${hex}`,
    id: id(1),
    group: id(0),
    number: '201',
    connected: number,
  };
  const bridge = `bridge-${hex}`;
  const rings = [
    event('Newchannel', { '': customer }, 'ChannelState: 4', 'Exten: 4710'),
    event('Newchannel', { '': agent }, 'ChannelState: 0'),
    event('NewConnectedLine', { '': agent }),
    event('DialBegin', { '': customer, Dest: agent }),
    event('Newstate', { '': agent }, 'ChannelState: 5'),
    event('DialState', { '': customer, Dest: agent }, 'DialStatus: RINGING'),
  ].join('');
  const hangUps =
    event('Hangup', { '': agent }, 'Cause: 16') + event('Hangup', { '': customer }, 'Cause: 16');
  const dialEnd = (status: string): string =>
    event('DialEnd', { '': customer, Dest: agent }, `DialStatus: ${status}`);
  const leaves = event('BridgeLeave', { '': agent }, `BridgeUniqueid: ${bridge}`);
  const answered = [
    event('Newstate', { '': agent }, 'ChannelState: 6') + dialEnd('ANSWER'),
    [agent, customer]
      .map((party) => event('BridgeEnter', { '': party }, `BridgeUniqueid: ${bridge}`, 'BridgeType: basic'))
      .join(''),
  ];

  switch (serial % 7) {
    case 0:
      return [rings, dialEnd('CANCEL') + event('HangupRequest', { '': customer }) + hangUps];
    case 1:
      return [rings, dialEnd('NOANSWER'), hangUps];
    case 2:
      return [
        rings,
        ...answered,
        event('Hold', { '': agent }),
        event('Unhold', { '': agent }),
        leaves + hangUps,
      ];
    case 3:
      return [rings, ...answered, event('Hold', { '': customer }), leaves + hangUps];
    case 4: {
      const transfer = event(
        'BlindTransfer',
        { Transferer: agent, Transferee: customer },
        'Result: Success',
        'Extension: 202',
      );
      const colleague: Party = {
        channel: `PJSIP/202-${hex}`,
        id: id(2),
        group: id(0),
        number: '202',
        connected: number,
      };
      return [
        rings,
        ...answered,
        transfer + leaves + event('Hangup', { '': agent }, 'Cause: 16'),
        event('Newchannel', { '': colleague }, 'ChannelState: 0') +
          event('DialBegin', { '': customer, Dest: colleague }) +
          event('Hangup', { '': colleague }, 'Cause: 16') +
          event('Hangup', { '': customer }, 'Cause: 16'),
      ];
    }
    case 5: {
      // The customer's channel goes first: the group of frames outlives the one it is named after.
      const late =
        event('Hangup', { '': customer }, 'Cause: 16') + event('Hangup', { '': agent }, 'Cause: 16');
      return [rings, ...answered, leaves, late];
    }
    default: {
      const half = (n: 1 | 2): Party => ({
        channel: `Local/201@internal-${hex};${n}`,
        id: id(3 + n),
        group: id(0),
        number,
        connected: number,
      });
      const [one, two] = [half(1), half(2)];
      return [
        event('Newchannel', { '': one }, 'ChannelState: 0') +
          event('Newchannel', { '': two }, 'ChannelState: 4'),
        rings,
        dialEnd('CANCEL') +
          [one, two].map((party) => event('Hangup', { '': party }, 'Cause: 26')).join('') +
          event('Hangup', { '': agent }, 'Cause: 26') +
          event('Hangup', { '': customer }, 'Cause: 16'),
      ];
    }
  }
}

interface Party {
  readonly channel: string;
  readonly id: string;
  readonly group: string;
  readonly number: string;
  readonly connected: string;
}

function event(name: string, parties: Readonly<Record<string, Party>>, ...more: readonly string[]): string {
  const lines = Object.entries(parties).flatMap(([prefix, { channel, id, group, number, connected }]) => [
    `${prefix}Channel: ${channel}`,
    `${prefix}Uniqueid: ${id}`,
    `${prefix}Linkedid: ${group}`,
    `${prefix}CallerIDNum: ${number}`,
    `${prefix}ConnectedLineNum: ${connected}`,
  ]);
  return `${[`Event: ${name}`, ...lines, ...more].join('\r\n')}\r\n\r\n`;
}
