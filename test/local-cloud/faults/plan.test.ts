import { describe, expect, test } from 'vitest';
import { faultsByPlan, faultsBySeed, listening } from '../../../infra/local/door/fault-plan.ts';
import { AWS, type Faults } from '../../../infra/local/door/faults.ts';
import type { ServiceCall } from '../../../infra/local/service.ts';

const aCall = (over: Partial<ServiceCall> = {}): ServiceCall => ({
  service: 'dynamodb',
  action: 'PutItem',
  role: 'SomeRole',
  method: 'POST',
  path: '/',
  headers: {},
  body: new Uint8Array(),
  from: { function: 'tandem-local-partners-move-stage', requestId: 'r', payload: '{}' },
  at: 0,
  ...over,
});
const many = (faults: Faults, count = 2_000) => Array.from({ length: count }, () => faults(aCall()));

describe('Faults by seed', () => {
  test('are the same for the same seed, others for another', () => {
    const struck = many(faultsBySeed('1', { rate: 0.1 }));
    expect(many(faultsBySeed('1', { rate: 0.1 }))).toEqual(struck);
    expect(many(faultsBySeed('2', { rate: 0.1 }))).not.toEqual(struck);
  });

  test('depend on who calls what for the how-manieth time, not on what others do meanwhile', () => {
    const alone = many(faultsBySeed('1', { rate: 0.1 }), 100);
    const faults = faultsBySeed('1', { rate: 0.1 });
    const amongOthers = Array.from({ length: 100 }, () => {
      faults(aCall({ action: 'Query' }));
      return faults(aCall());
    });
    expect(amongOthers).toEqual(alone);
  });

  test('come about as often as asked, and never from the moment on at which they end', () => {
    const struck = many(faultsBySeed('1', { rate: 0.1 })).filter((fault) => fault !== undefined);
    expect(struck.length).toBeGreaterThan(140);
    expect(struck.length).toBeLessThan(260);
    expect(many(faultsBySeed('1', { rate: 1, until: 0 })).every((fault) => fault === undefined)).toBe(true);
  });

  test('are such as the call can meet', () => {
    const kinds = (call: Partial<ServiceCall>) => {
      const faults = faultsBySeed('1', { rate: 1 });
      return new Set(Array.from({ length: 300 }, () => faults(aCall(call))?.kind));
    };
    const always = ['server-error', 'throttle'];
    const calls = ['crash', 'reset', 'slow', 'timeout', ...always];
    expect([...kinds({})].toSorted()).toEqual(['conflict', ...calls].toSorted());
    expect([...kinds({ action: 'BatchGetItem' })].toSorted()).toEqual([...calls, 'unprocessed'].toSorted());
    expect([...kinds({ service: 'events', action: 'PutEvents' })].toSorted()).toEqual([...calls, 'partial'].toSorted());
    expect([...kinds({ service: 'states', action: 'StartExecution' })].toSorted()).toEqual(calls.toSorted());
    const { from: _, ...byAws } = aCall({ role: AWS, service: 'lambda', action: 'Invoke' });
    const delivered = (more: Partial<ServiceCall>) => {
      const faults = faultsBySeed('1', { rate: 1 });
      return [...new Set(Array.from({ length: 300 }, () => faults({ ...byAws, ...more })?.kind))].toSorted();
    };
    expect(delivered({})).toEqual(always);
    expect(delivered({ body: Buffer.from('{"Records":[]}') })).toEqual(['duplicate', ...always]);
    const headers = { 'x-amz-invocation-type': 'Event' };
    expect(delivered({ headers })).toEqual(['duplicate', 'late', ...always]);
  });
});

describe('Faults by plan', () => {
  const fault = { kind: 'throttle' } as const;

  test('strike the call that is meant, once', () => {
    const faults = faultsByPlan([{ function: 'partners-move-stage', action: 'PutItem', nth: 2, fault }]);
    expect([aCall(), aCall({ action: 'Query' }), aCall(), aCall()].map(faults)).toEqual([
      undefined,
      undefined,
      fault,
      undefined,
    ]);
  });

  test('count only calls that say what they are about', () => {
    const faults = faultsByPlan([{ function: 'SomeRole', action: 'PutItem', nth: 1, about: 'acme', fault }]);
    const { from: _, ...call } = aCall({ body: Buffer.from('{"for":"acme"}') });
    expect(faults({ ...call, body: Buffer.from('{"for":"other"}') })).toBeUndefined();
    expect(faults(call)).toEqual(fault);
  });

  test('know a delivery by the function that it goes to', () => {
    const faults = faultsByPlan([{ function: AWS, action: 'events-publish-events', nth: 1, fault }]);
    const path = 'arn:aws:lambda:eu-central-1:000000000000:function:tandem-local-events-publish-events:live';
    const { from: _, ...call } = aCall({ role: AWS, service: 'lambda', action: 'Invoke', path });
    expect(faults(call)).toEqual(fault);
  });
});

test('What struck is a plan that strikes the same again', () => {
  const heard = listening(faultsBySeed('7', { rate: 0.05 }));
  const struck = many(heard.faults, 200);
  expect(heard.struck.length).toBeGreaterThan(0);
  expect(many(faultsByPlan(heard.struck), 200)).toEqual(struck);
});
