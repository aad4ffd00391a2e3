import { describe, expect, it } from 'vitest';

import { pbxScript } from '#test/fixtures/ami/pbx-script.ts';
import type { PbxScript, ScriptChannel } from '#test/fixtures/ami/pbx-script.ts';

import { emptyTracker } from './state.ts';
import { track } from './tracker.ts';

const number = '+491710000001';

interface Scene {
  readonly pbx: PbxScript;
  readonly customer: ScriptChannel;
  readonly agent: ScriptChannel;
}

function onItsWay(): Scene {
  const pbx = pbxScript();
  const customer = pbx.channel('PJSIP/trunk-00000001', { state: 4, number, exten: '4710' });
  const agent = pbx.channel('PJSIP/201-00000002', { number: '201', linkedId: customer.id });
  pbx.newchannel(customer);
  pbx.newchannel(agent);
  return { pbx, customer, agent };
}

function talking(): Scene {
  const scene = onItsWay();
  const { pbx, customer, agent } = scene;
  pbx.connectedLine(agent, number);
  pbx.dialBegin(customer, agent);
  pbx.newstate(agent, 5);
  pbx.newstate(agent, 6);
  pbx.dialEnd(customer, agent, 'ANSWER');
  pbx.bridgeEnter(agent, 'b1');
  pbx.bridgeEnter(customer, 'b1');
  return scene;
}

/** What is told, announcements in their place among the events. */
function told({ pbx }: Scene): readonly string[] {
  let state = emptyTracker(['PJSIP/201']);
  return pbx.frames.flatMap((frame) => {
    const output = track(state, frame, 0);
    state = output.state;
    return [
      ...output.announced.map(({ from }) => `announced ${from.number}`),
      ...output.events.map(({ type }) => type),
    ];
  });
}

describe('a call that does not ring yet', () => {
  it('is announced once, as soon as its number is known, by whichever frame tells it', () => {
    const scene = onItsWay();
    scene.pbx.connectedLine(scene.agent, number);
    scene.pbx.dialBegin(scene.customer, scene.agent);
    scene.pbx.connectedLine(scene.agent, number, 'Erika');
    scene.pbx.newstate(scene.agent, 5);
    expect(told(scene)).toEqual([`announced ${number}`, 'ringing']);
  });

  it('is announced anew when it turns out to be somebody else, and not without a number', () => {
    const scene = onItsWay();
    scene.pbx.dialBegin(scene.customer, scene.agent);
    expect(told(scene)).toEqual([]);
    scene.pbx.connectedLine(scene.agent, number);
    scene.pbx.connectedLine(scene.agent, '+491710000002');
    expect(told(scene)).toEqual([`announced ${number}`, 'announced +491710000002']);
  });

  it('is not announced when it rings already, nor when the agent dials', () => {
    const scene = onItsWay();
    scene.pbx.newstate(scene.agent, 5);
    scene.pbx.connectedLine(scene.agent, number);
    expect(told(scene)).toEqual(['ringing', 'remote-changed']);
    const pbx = pbxScript();
    const agent = pbx.channel('PJSIP/201-00000001', { state: 4, exten: '0171' });
    const trunk = pbx.channel('PJSIP/trunk-00000002', { linkedId: agent.id });
    pbx.newchannel(agent);
    pbx.newchannel(trunk);
    pbx.dialBegin(agent, trunk);
    pbx.connectedLine(agent, '0171');
    expect(told({ pbx, customer: trunk, agent })).toEqual(['dialling']);
  });
});

describe('the far end', () => {
  const tail = (scene: Scene): readonly string[] => told(scene).slice(3);

  it('holds and comes back, however often that is said', () => {
    const scene = talking();
    for (const event of ['Hold', 'Hold', 'Unhold', 'Unhold', 'Hold'])
      scene.pbx.event(event, { '': scene.customer });
    expect(told(scene).slice(0, 3)).toEqual([`announced ${number}`, 'ringing', 'answered']);
    expect(tail(scene)).toEqual(['remote-held', 'remote-resumed', 'remote-held']);
  });

  it('and the agent hold beside each other', () => {
    const scene = talking();
    scene.pbx.event('Hold', { '': scene.agent });
    scene.pbx.event('Hold', { '': scene.customer });
    scene.pbx.event('Unhold', { '': scene.agent });
    expect(tail(scene)).toEqual(['held', 'remote-held', 'resumed']);
  });

  it('of another call, before the answer, or one of three is nobody who holds the agent', () => {
    const early = onItsWay();
    early.pbx.event('Hold', { '': early.customer });
    expect(told(early)).toEqual([]);
    const scene = talking();
    const other = scene.pbx.channel('PJSIP/trunk-00000009', { state: 6, number: '+491710000009' });
    scene.pbx.newchannel(other);
    scene.pbx.event('Hold', { '': other });
    scene.pbx.bridgeEnter(other, 'b1');
    scene.pbx.event('Hold', { '': scene.customer });
    expect(tail(scene)).toEqual([]);
  });
});
