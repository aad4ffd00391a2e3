import { describe, expect, it } from 'vitest';
import { sipSettings } from '#shared/settings/sip-settings.ts';
import { parseServer } from './settings.ts';

describe('the server', () => {
  it.each([
    ['pbx.example:5061', 'tcp', { host: 'pbx.example', port: 5061 }],
    ['pbx', 'tcp', { host: 'pbx', port: 5060 }],
    ['192.0.2.1', 'ws', { host: '192.0.2.1', port: 8088 }],
    ['[2001:db8::1]', 'wss', { host: '2001:db8::1', port: 8089 }],
    ['[::1]:7', 'wss', { host: '::1', port: 7 }],
  ] as const)('%s over %s', (server, transport, address) => {
    expect(parseServer(server, transport)).toEqual(address);
    expect(sipSettings.shape.server.safeParse(server).success).toBe(true);
  });

  it.each(['pbx:', 'pbx:x', 'a b', '::1', 'sip:pbx', 'pbx/ws', 'pbx\r\n'])('is not %j', (server) => {
    expect(parseServer(server, 'tcp')).toBeUndefined();
  });

  it.each(['pbx:0', 'pbx:65536'])('is out of range: %s', (server) => {
    expect(parseServer(server, 'tcp')).toBeUndefined();
  });
});
