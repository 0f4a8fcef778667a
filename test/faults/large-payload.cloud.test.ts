import { ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { withCloud } from '../support/cloud.ts';
import { item, join, typed } from '../support/people.ts';
import { setStage } from '../workflows/partner.ts';
import { historyOf, largestPayload, withoutSchedules } from '../workflows/play.ts';
import { admittedPartner, describeExecution, entered, machineArn, sfnOf, start } from './onboarding.ts';

const KIB = 1024;

describe('A payload near or over 256 KiB', () => {
  const cloud = withCloud({ assembly: withoutSchedules() });

  /** All that is stored and sent, but for the timeline, which tells of every execution that failed. */
  const everything = async () => {
    const { table, tableName } = await setStage(cloud());
    const { Items = [] } = await table.send(new ScanCommand({ TableName: tableName, ConsistentRead: true }));
    const letters = await cloud().inbox.all();
    return {
      items: Items.map(({ PK, SK }) => `${PK} ${SK}`)
        .filter((key) => !key.includes('TIMELINE#'))
        .toSorted(),
      letters: letters.length,
    };
  };

  test('an input of 300 KiB is refused when it is typed: no execution, nothing written, nothing sent', async () => {
    const { domain } = await admittedPartner(cloud(), 'typed-too-much');
    const before = await everything();
    const input = { partner: domain, note: 'x'.repeat(300 * KIB) };
    await expect(start(cloud(), 'typed-too-much', input)).rejects.toMatchObject({
      name: 'InvalidExecutionInput',
      message: expect.stringContaining('262144'),
    });
    expect(await everything()).toEqual(before);
  });

  test.each([
    [
      'a field that is not known',
      (domain: string) => ({ partner: domain, ['x'.repeat(200 * KIB)]: true }),
      'not known',
    ],
    ['a partner of 200 KiB', () => ({ partner: 'x'.repeat(200 * KIB) }), 'does not say which partner is meant'],
    ['a list', () => Array.from({ length: 20_000 }, () => 'partner'), 'not an object'],
  ])('%s, just below the limit, is refused in a sentence that one can read', async (what, input, sentence) => {
    const { domain } = await admittedPartner(cloud(), `below-${what.length}`);
    const before = await everything();
    const executionArn = await start(cloud(), `below-${what.length}`, input(domain));
    const went = await describeExecution(cloud(), executionArn);
    expect(went).toMatchObject({ status: 'FAILED', error: 'InvalidInput' });
    expect(went.cause).toContain(sentence);
    expect(went.cause?.length).toBeLessThan(500);
    expect((await entered(cloud(), executionArn)).at(-1)).toBe('Refuse the input');
    expect(await everything()).toEqual(before);
    expect(cloud().queues.messages('tandem-local-partners-dead-letters')).toEqual([]);
    expect(cloud().logs.filter(({ line }) => line.includes('ValidationException'))).toEqual([]);
  });

  test('an application with 2,000 customers travels as its key alone', async () => {
    const name = 'many-customers';
    const industries = ['software', 'healthcare', 'retail', 'finance'];
    const rows = Array.from({ length: 2_000 }, (_, index) => ({
      segment: `segment ${index} ${'x'.repeat(60)}`,
      industry: industries[index % 4] ?? '',
      companySize: '50-249',
      region: 'europe',
    }));
    expect(JSON.stringify(typed(name, { customers: { kind: 'list', rows } })).length).toBeGreaterThan(256 * KIB);
    const partnerId = await join(cloud(), name, { customers: { kind: 'list', rows } });
    expect(await item(cloud(), `PARTNER#${partnerId}`, 'PROFILE')).toBeDefined();
    const stateMachineArn = machineArn(cloud(), 'partner-lifecycle');
    const { executions = [] } = await sfnOf(cloud()).send(new ListExecutionsCommand({ stateMachineArn }));
    const [lifecycle] = executions.filter(({ name: of }) => of?.includes(partnerId));
    expect(largestPayload(await historyOf(cloud(), lifecycle?.executionArn ?? ''))).toBeLessThan(16 * KIB);
  });
});
