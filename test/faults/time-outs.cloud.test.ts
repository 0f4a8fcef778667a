import { PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, describe, expect, test } from 'vitest';
import { keys } from '../../functions/shared/keys.ts';
import { faultsByPlan } from '../../infra/local/door/fault-plan.ts';
import { withCloud } from '../support/cloud.ts';
import { apply, confirm, item, items, subjectsTo, timelineOf, tokenFor, typed } from '../support/people.ts';
import { setStage } from '../workflows/partner.ts';

/** Rows 9 and 10: a function that runs out of time in the middle, and an item that nobody can handle. */
const cloud = withCloud({ dynamodb: 'memory' });
const MINUTE_MS = 60_000;
const pass = async (minutes: number): Promise<void> => {
  await cloud().clock.moveTo(cloud().clock.now() + minutes * MINUTE_MS);
  await cloud().settle();
};
afterEach(() => {
  cloud().faults = undefined;
});

describe('A function that runs out of time in the middle (row 9)', () => {
  test.each([
    ['a step, before its write', 'partners-move-stage', 'TransactWriteItems', 'before'],
    ['a step, after its write', 'partners-move-stage', 'TransactWriteItems', 'after'],
    ['a consumer of events, after its write', 'partners-start-lifecycle', 'TransactWriteItems', 'after'],
    ['the sender, before SES was asked', 'email-send-letters', 'SendRawEmail', 'before'],
  ] as const)('%s: it is tried again, and all is there once', async (label, name, action, when) => {
    const company = `late-${label.length}`;
    const address = `ann@${company}.example`;
    await apply(cloud(), typed(company));
    await pass(20);
    const token = await tokenFor(cloud(), address, '/verify');
    cloud().faults = faultsByPlan([{ function: name, action, nth: 1, fault: { kind: 'timeout', when } }]);
    await confirm(cloud(), token);
    await pass(30);
    const owner = await item(cloud(), keys.domain(`${company}.example`).PK, 'PARTNER');
    const partnerId = String(owner?.partnerId);
    expect(cloud().logs.some(({ line }) => line.includes('Sandbox.Timedout'))).toBe(true);
    expect(await item(cloud(), `PARTNER#${partnerId}`, 'PROFILE')).toMatchObject({ stage: 'Activate', moves: 2 });
    const told = await timelineOf(cloud(), partnerId);
    expect(told.filter((name) => name === 'stage-changed.v1')).toHaveLength(3);
    const subjects = await subjectsTo(cloud(), address);
    expect(subjects.toSorted()).toEqual([...new Set(subjects)].toSorted());
    expect(subjects).toHaveLength(3);
  });
});

test('An event that cannot be read, among others of its batch: those go out, and it ends as a dead letter (row 10)', async () => {
  const { table, tableName } = await setStage(cloud());
  const at = new Date(cloud().clock.now()).toISOString();
  const partnerId = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
  const event = (id: string) => ({
    ...{ id, name: 'fact-recorded.v1', occurredAt: at, recordedAt: at, partnerId, run: 1 },
    data: { fact: `noted-${id}`, by: 'rule' },
  });
  const put = (id: string, over: object = {}) => ({
    Put: { TableName: tableName, Item: { ...keys.event(id), type: 'EVENT', event: { ...event(id), ...over } } },
  });
  await table.send(
    new TransactWriteCommand({ TransactItems: [put('one'), put('poison', { name: 7 }), put('two'), put('three')] }),
  );
  await table.send(new PutCommand(put('four').Put));
  await pass(24 * 60 + 60);
  const facts = await items(cloud(), `PARTNER#${partnerId}`, 'FACT#');
  expect(facts.map(({ fact }) => fact)).toEqual(['noted-four', 'noted-one', 'noted-three', 'noted-two']);
  const dead = cloud().queues.messages('tandem-local-events-dead-letters');
  expect(dead).toHaveLength(1);
  expect(JSON.parse(dead[0]?.body ?? '')).toMatchObject({ DDBStreamBatchInfo: { batchSize: 1 } });
});
