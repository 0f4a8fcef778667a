import dns from 'node:dns';
import { EventEmitter } from 'node:events';
import https from 'node:https';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { secretOf } from '../../functions/payouts/service/store.ts';
import { pagesOf } from '../ledger/facts.ts';
import { withCloud } from '../support/cloud.ts';
import { MANAGER, signIn } from '../support/people.ts';
import { setStage } from '../workflows/partner.ts';
import { aPartner, desk, earn, opsCookie, outcomeOf, type Partner, publishPayouts, runArn } from './world.ts';

const cloud = withCloud();
const URL_OF_SERVICE = 'https://pay.service.example/orders';
let ops = '';
let ann: Partner;

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly headers: Record<string, string>;
}
const calls: Call[] = [];
/** What the service answers, in turn; `lost`: it takes the call, and its answer gets lost. */
let answers: (readonly [status: number, body: unknown] | 'lost')[] = [];
let address = '93.184.215.14';

const realRequest = https.request;
const realLookup = dns.lookup;

class FakeRequest extends EventEmitter {
  readonly #call: Omit<Call, 'body'>;
  readonly #respond: (response: EventEmitter) => void;
  readonly #lookup: (host: string, options: object, done: (error: Error | null) => void) => void;

  constructor(call: Omit<Call, 'body'>, lookup: never, respond: (response: EventEmitter) => void) {
    super();
    this.#call = call;
    this.#lookup = lookup;
    this.#respond = respond;
  }

  end(body = ''): void {
    this.#lookup('pay.service.example', {}, (error) => {
      if (error) return this.emit('error', error);
      calls.push({ ...this.#call, body });
      const next = answers.shift() ?? 'lost';
      if (next === 'lost') return this.emit('error', new Error('socket hang up'));
      const response = Object.assign(new EventEmitter(), { statusCode: next[0], setEncoding: () => undefined });
      this.#respond(response);
      response.emit('data', JSON.stringify(next[1]));
      return response.emit('close');
    });
  }

  destroy(): void {
    this.emit('error', new Error('destroyed'));
  }
}

beforeAll(async () => {
  https.request = ((
    url: URL,
    options: { method: string; headers: Record<string, string>; lookup: never },
    respond: never,
  ) =>
    new FakeRequest(
      { method: options.method, path: url.pathname, headers: options.headers },
      options.lookup,
      respond,
    )) as never;
  dns.lookup = ((host: string, options: object, done: (error: null, found: unknown) => void) =>
    host === 'pay.service.example'
      ? done(null, [{ address, family: 4 }])
      : (realLookup as (...all: unknown[]) => void)(host, options, done)) as never;
  ops = await opsCookie(cloud());
  await publishPayouts(cloud(), ops, { webhookUrl: URL_OF_SERVICE });
  ann = await aPartner(cloud(), 'fine', { ops, method: { rail: 'webhook', account: 'wallet-7' } });
});
afterAll(() => {
  https.request = realRequest;
  dns.lookup = realLookup;
});

const balances = async () => (await pagesOf(cloud(), ann.partnerId)).at(-1)?.balances;
let part = 0;
/** A run for this one partner, approved. */
const approvedRun = async (): Promise<{ batchId: string; arn: string }> => {
  part++;
  calls.length = 0;
  await earn(cloud(), ann.partnerId, 10_000);
  const input = { period: '2027-03', partner: ann.partnerId, ...(part > 1 ? { part } : {}) };
  const arn = await runArn(cloud(), input, `run-${part}`);
  const batchId = `2027-03-${ann.partnerId}${part > 1 ? `-${part}` : ''}`;
  await desk(cloud(), ops).approve(batchId);
  return { batchId, arn };
};

describe('An order to the payout service', () => {
  test('is signed, says what to pay to whom, and settles by the answer', async () => {
    answers = [[200, { status: 'paid', on: '2027-03-01' }]];
    const { arn } = await approvedRun();
    expect(calls).toHaveLength(1);
    const [call] = calls;
    const { programKey } = await setStage(cloud());
    expect(() => new Webhook(secretOf(programKey)).verify(call?.body ?? '', call?.headers ?? {})).toThrow(/timestamp/);
    const sent = JSON.parse(call?.body ?? '');
    expect(call).toMatchObject({ method: 'POST', path: '/orders', headers: { 'webhook-id': sent.data.id } });
    expect(sent).toMatchObject({ data: { account: 'wallet-7', amountMinor: 10_000, currency: 'USD' } });
    expect(await balances()).toMatchObject({ payable: 0, transit: 0, paid: 10_000 });
    const listed = (await desk(cloud(), ops).call('GET', '/api/ops/payouts')).json();
    expect(listed.service).toEqual({ url: URL_OF_SERVICE, secret: secretOf(programKey) });
    const manager = await signIn(cloud(), MANAGER);
    expect((await desk(cloud(), manager).call('GET', '/api/ops/payouts')).json()).not.toHaveProperty('service');
    expect(await outcomeOf(cloud(), arn)).toMatchObject({ output: { outcome: 'settled', paid: 1 } });
  });

  test('whose answer is lost is looked up, and never sent again [B7]', async () => {
    answers = ['lost', [404, {}], 'lost', [200, { status: 'paid' }]];
    const { batchId, arn } = await approvedRun();
    expect(await balances()).toMatchObject({ transit: 10_000 });
    for (let asked = 0; asked < 3; asked++) {
      await desk(cloud(), ops).results(batchId, { format: 'ask-the-service' });
    }
    expect(calls.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET', 'GET']);
    expect(new Set(calls.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(calls[1]?.path).toBe(`/orders/${calls[0]?.headers['webhook-id']}`);
    expect(await balances()).toMatchObject({ transit: 0, paid: 20_000 });
    expect(await outcomeOf(cloud(), arn)).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('that the service never got is payable again, once it is too old to be taken', async () => {
    answers = ['lost', [404, {}], [404, {}]];
    const { batchId } = await approvedRun();
    await desk(cloud(), ops).results(batchId, { format: 'ask-the-service' });
    expect(await balances()).toMatchObject({ transit: 10_000 });
    await cloud().clock.moveTo(cloud().clock.now() + 3_700_000);
    await desk(cloud(), ops).results(batchId, { format: 'ask-the-service' });
    expect(await balances()).toMatchObject({ transit: 0, payable: 10_000 });
  });

  test('does not leave for an address inside the network, whatever the name says by then [fault 41]', async () => {
    address = '169.254.169.254';
    const { batchId } = await approvedRun();
    await desk(cloud(), ops).results(batchId, { format: 'ask-the-service' });
    expect(calls).toEqual([]);
    expect(await balances()).toMatchObject({ transit: 20_000 });
    address = '93.184.215.14';
    answers = [[200, { status: 'failed', reason: 'The wallet is closed.' }]];
    await desk(cloud(), ops).results(batchId, { format: 'ask-the-service' });
    expect(await balances()).toMatchObject({ transit: 0, payable: 20_000 });
  });
});
