import { describe, expect, test } from 'vitest';
import { aWorld, machine, refusal, type World } from './world.ts';

const says = (what: string) => JSON.stringify(machine({ Say: { Type: 'Pass', Output: what, End: true } }));
const SM = 'arn:aws:states:us-east-1:000000000000:stateMachine:greeting';

async function aGreeting(world: World = aWorld()) {
  await world.call('CreateStateMachine', {
    name: 'greeting',
    definition: says('one'),
    roleArn: 'arn:role',
    publish: true,
  });
  const publish = async (what: string) => {
    await world.call('UpdateStateMachine', { stateMachineArn: SM, definition: says(what), publish: true });
  };
  const started = async (stateMachineArn: string, name?: string) => {
    const executionArn = await world.start(stateMachineArn, {}, name);
    return world.describe(executionArn);
  };
  return { world, publish, started };
}

describe('Versions', () => {
  test('freeze the definition: a later update does not reach them', async () => {
    const { world, publish, started } = await aGreeting();
    await publish('two');
    expect(await started(`${SM}:1`)).toMatchObject({ output: '"one"', stateMachineVersionArn: `${SM}:1` });
    expect(await started(SM)).toMatchObject({ output: '"two"' });
    expect(await world.call('DescribeStateMachine', { stateMachineArn: `${SM}:1` })).toMatchObject({
      stateMachineArn: `${SM}:1`,
      definition: says('one'),
    });
  });

  test('publishing what is published already answers the version there is', async () => {
    const { world } = await aGreeting();
    expect(await world.call('PublishStateMachineVersion', { stateMachineArn: SM })).toMatchObject({
      stateMachineVersionArn: `${SM}:1`,
    });
  });

  test('a number is never used twice', async () => {
    const { world } = await aGreeting();
    await world.call('DeleteStateMachineVersion', { stateMachineVersionArn: `${SM}:1` });
    expect(await world.call('PublishStateMachineVersion', { stateMachineArn: SM })).toMatchObject({
      stateMachineVersionArn: `${SM}:2`,
    });
  });

  test('are listed newest first, by the page', async () => {
    const { world, publish } = await aGreeting();
    await publish('two');
    await publish('three');
    const list = (more: object) =>
      world.call<{ stateMachineVersions: { stateMachineVersionArn: string }[]; nextToken?: string }>(
        'ListStateMachineVersions',
        { stateMachineArn: SM, maxResults: 2, ...more },
      );
    const first = await list({});
    const second = await list({ nextToken: first.nextToken });
    const arns = [...first.stateMachineVersions, ...second.stateMachineVersions].map(
      (one) => one.stateMachineVersionArn,
    );
    expect(arns).toEqual([`${SM}:3`, `${SM}:2`, `${SM}:1`]);
    expect(second.nextToken).toBeUndefined();
  });

  test('a version of an outdated revision is not published', async () => {
    const { world, publish } = await aGreeting();
    await publish('two');
    const { revisionId } = await world.call('DescribeStateMachine', { stateMachineArn: SM });
    await publish('three');
    const refused = await refusal(world.call('PublishStateMachineVersion', { stateMachineArn: SM, revisionId }));
    expect(refused.name).toBe('ConflictException');
    expect(refused.message).toContain(`Failed to publish the State Machine version for revision ${revisionId}.`);
  });

  test('cannot be updated, described without publishing, or tagged', async () => {
    const { world } = await aGreeting();
    const update = world.call('UpdateStateMachine', { stateMachineArn: `${SM}:1`, definition: says('x') });
    expect((await refusal(update)).name).toBe('StateMachineDoesNotExist');
    const described = world.call('UpdateStateMachine', {
      stateMachineArn: SM,
      definition: says('x'),
      versionDescription: 'x',
    });
    expect(await refusal(described)).toEqual({
      name: 'ValidationException',
      message: 'Version description can only be set when publish is true',
    });
    const tagged = world.call('TagResource', { resourceArn: `${SM}:1`, tags: [{ key: 'a', value: 'b' }] });
    expect((await refusal(tagged)).name).toBe('ResourceNotFound');
  });
});

describe('Aliases', () => {
  const route = (version: number, weight = 100) => ({ stateMachineVersionArn: `${SM}:${version}`, weight });

  async function aLiveGreeting() {
    const { world, publish, started } = await aGreeting();
    await publish('two');
    const create = (routingConfiguration: object[], name = 'live') =>
      world.call('CreateStateMachineAlias', { name, routingConfiguration });
    await create([route(1)]);
    return { world, create, started };
  }

  test('start the version they point at, and can be pointed at another', async () => {
    const { world, started } = await aLiveGreeting();
    const seen = { stateMachineAliasArn: `${SM}:live`, stateMachineVersionArn: `${SM}:1` };
    expect(await started(`${SM}:live`)).toMatchObject({ output: '"one"', ...seen });
    await world.call('UpdateStateMachineAlias', {
      stateMachineAliasArn: `${SM}:live`,
      routingConfiguration: [route(2)],
    });
    expect(await started(`${SM}:live`)).toMatchObject({ output: '"two"' });
    const { executions } = await world.call<{ executions: unknown[] }>('ListExecutions', {
      stateMachineArn: `${SM}:live`,
    });
    expect(executions).toHaveLength(2);
  });

  test('may divide executions among two versions, by weight', async () => {
    const { create, started } = await aLiveGreeting();
    await create([route(1, 90), route(2, 10)], 'trial');
    const outputs = [];
    for (let n = 0; n < 60; n++) outputs.push((await started(`${SM}:trial`, `n-${n}`)).output);
    expect(new Set(outputs)).toEqual(new Set(['"one"', '"two"']));
    expect(outputs.filter((output) => output === '"two"').length).toBeLessThan(20);
  });

  test('keep their version from being deleted', async () => {
    const { world } = await aLiveGreeting();
    const stateMachineVersionArn = `${SM}:1`;
    expect(await refusal(world.call('DeleteStateMachineVersion', { stateMachineVersionArn }))).toEqual({
      name: 'ConflictException',
      message:
        'Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [live]',
    });
    await world.call('DeleteStateMachineAlias', { stateMachineAliasArn: `${SM}:live` });
    expect(await world.call('DeleteStateMachineVersion', { stateMachineVersionArn })).toEqual({});
  });

  test.each([
    ['the machine itself', [{ stateMachineVersionArn: SM, weight: 100 }], 'must contain state machine version ARNs'],
    ['one version twice', [route(1, 50), route(1, 50)], 'must contain distinct state machine version ARNs'],
    ['weights that are not 100', [route(1, 70), route(2, 29)], 'weights must equal 100. Received: [70, 29]'],
  ])('refuse %s', async (_label, routes, message) => {
    const { create } = await aLiveGreeting();
    const refused = await refusal(create(routes, 'other'));
    expect(refused).toMatchObject({ name: 'ValidationException' });
    expect(refused.message).toContain(message);
  });

  test('of the same name with another routing are refused; the same again is the same', async () => {
    const { create } = await aLiveGreeting();
    expect(await create([route(1)])).toMatchObject({ stateMachineAliasArn: `${SM}:live` });
    expect((await refusal(create([route(2)]))).name).toBe('ConflictException');
  });

  test('survive a restart', async () => {
    const { world } = await aLiveGreeting();
    const after = aWorld({ snapshot: world.engine.snapshot() });
    const list = await after.call<{ stateMachineAliases: object[] }>('ListStateMachineAliases', {
      stateMachineArn: SM,
    });
    expect(list.stateMachineAliases).toHaveLength(1);
  });
});

describe('Tags', () => {
  test('are added, replaced by key and taken away', async () => {
    const { world } = await aGreeting();
    const tags = async () => (await world.call<{ tags: object[] }>('ListTagsForResource', { resourceArn: SM })).tags;
    const tag = (key: string, value: string) => world.call('TagResource', { resourceArn: SM, tags: [{ key, value }] });
    await tag('team', 'partners');
    await tag('stage', 'local');
    await tag('team', 'sales');
    expect(await tags()).toEqual([
      { key: 'team', value: 'sales' },
      { key: 'stage', value: 'local' },
    ]);
    await world.call('UntagResource', { resourceArn: SM, tagKeys: ['team', 'none'] });
    expect(await tags()).toEqual([{ key: 'stage', value: 'local' }]);
  });
});
