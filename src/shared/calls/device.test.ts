import { expect, it } from 'vitest';
import { extensionOf } from './device.ts';

it.each([
  ['PJSIP/201', '201'],
  ['SIP/21', '21'],
  ['PJSIP/trunk', ''],
  ['PJSIP/201-a', ''],
  ['Local/201@x', ''],
  ['201', ''],
  ['', ''],
])('the extension of %j is %j', (device, extension) => {
  expect(extensionOf(device)).toBe(extension);
});
