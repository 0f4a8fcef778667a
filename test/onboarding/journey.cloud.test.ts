import { beforeAll, describe, expect, test } from 'vitest';
import { closedJourney, journeyPlan } from '../../functions/onboarding/contract.ts';
import { withCloud } from '../support/cloud.ts';
import { item, join, signIn } from '../support/people.ts';

const cloud = withCloud();
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0';
let partnerId = '';
let cookie = '';
const invoke = async (handler: string, event: unknown) =>
  (await cloud().invoke(`tandem-local-onboarding-${handler}`, event)).value;
const get = async (path: string) => (await cloud().http('GET', path, { cookie })).json();
const view = () => get('/api/portal/journey');
const journey = () => item(cloud(), `PARTNER#${partnerId}`, 'JOURNEY#1');
const fact = (name: string) => item(cloud(), `PARTNER#${partnerId}`, `FACT#1#${name}`);
const accept = async () => {
  const { hash } = await get('/api/portal/agreement');
  await cloud().http('POST', '/api/portal/agreement/acceptance', { cookie, body: { hash, owner: 'Ann Miller' } });
  await cloud().settle();
};
const click = async () => {
  const { link } = await get('/api/portal/link');
  await cloud().http('GET', new URL(link.url).pathname, { headers: { 'user-agent': FIREFOX } });
  await cloud().settle();
};

beforeAll(async () => {
  partnerId = await join(cloud(), 'iota');
  cookie = await signIn(cloud(), 'ann@iota.example');
});

describe('The journey of an affiliate', () => {
  test('is planned on admission; planned again, its dates stay', async () => {
    const before = await journey();
    expect(before).toMatchObject({ kind: 'affiliate', outcome: 'open', landingPageOffer: true });
    const plan = journeyPlan.parse(await invoke('plan-journey', { partnerId, run: 1 }));
    expect(plan.endsAt).toBe(before?.endsAt);
    expect(await journey()).toEqual(before);
  });

  test('shows what to do next, and what was done', async () => {
    expect(await view()).toMatchObject({
      agreement: { state: 'to-sign' },
      journey: { next: { title: 'Accept the agreement' } },
    });
    await accept();
    expect(await view()).toMatchObject({
      agreement: { state: 'accepted' },
      journey: { next: { title: 'Place your link' } },
    });
    expect(await journey()).toMatchObject({ done: { 'agreement-accepted': expect.any(String) } });
  });

  test('closed without a click it is stalled; closed again, the same', async () => {
    const closing = closedJourney.parse(await invoke('close-journey', { partnerId, run: 1 }));
    expect(closing).toMatchObject({ outcome: 'stalled', missing: ['first-click'], letter: 'affiliate-review' });
    expect(await invoke('close-journey', { partnerId, run: 1 })).toMatchObject({ missing: ['first-click'] });
    expect(await view()).toMatchObject({ journey: { outcome: 'stalled', missing: [{ item: 'first-click' }] } });
  });

  test('the click that comes late still counts', async () => {
    expect(await fact('onboarded-late')).toBeUndefined();
    await click();
    expect(await fact('onboarded-late')).toMatchObject({ by: 'rule' });
    expect(await journey()).toMatchObject({ outcome: 'onboarded', missing: [], lateAt: expect.any(String) });
    expect((await view()).journey.missing).toEqual([]);
  });
});

test('a step for a partner that does not exist is an input to mend', async () => {
  const reply = await cloud().invoke('tandem-local-onboarding-plan-journey', {
    partnerId: '01HZZZZZZZZZZZZZZZZZZZZZZ9',
    run: 1,
  });
  expect(reply.value).toMatchObject({ errorType: 'InvalidInput' });
});
