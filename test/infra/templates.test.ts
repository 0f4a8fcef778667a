import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { anchorOf, runbookSections } from '../../infra/constructs/house-alarm.ts';
import { isAsync } from '../../infra/stacks/room-stack.ts';
import { workflowFile } from '../../infra/workflows.ts';
import { dig, grantsOf, list, type Resource, rooms, type Synthesised, synthesise, workflows } from './synth.ts';

const targetsOf = (rule: Resource): readonly unknown[] => rule.properties.Targets as unknown[];
/** Our functions; the one that copies pages at deployment is the CDK library's. */
const functionsOf = (stage: Synthesised): readonly Resource[] =>
  stage.ofType('AWS::Lambda::Function').filter((one) => one.properties.FunctionName);
const local = synthesise('local');
const dev = synthesise('dev');
const pages = mkdtempSync(join(tmpdir(), 'tandem-pages-'));
writeFileSync(join(pages, 'index.html'), '<!doctype html><title>Partners</title>');
const prod = synthesise('prod', pages);
const stages = [
  ['local', local],
  ['dev', dev],
  ['prod', prod],
] as const;

describe.each(stages)('Every stage: %s', (_name, stage) => {
  test('has its stacks, a room each among them, and each stays below the 500 resources CloudFormation takes', () => {
    const expected = ['data', 'site', ...Object.keys(rooms), 'program', 'watch'].map((one) => `${stage.prefix}-${one}`);
    expect([...stage.stacks].sort()).toEqual(expected.sort());
    for (const stack of stage.stacks) {
      expect(stage.resources.filter((one) => one.stack === stack).length, stack).toBeLessThan(400);
    }
  });

  test('is invoked through the alias live alone, never through a version or the function itself', () => {
    const functions = functionsOf(stage).map((one) => one.id);
    const aliases = stage.ofType('AWS::Lambda::Alias');
    expect(aliases.map((one) => one.properties.Name)).toEqual(functions.map(() => 'live'));
    const aliasIds = new Set(aliases.map((one) => one.id));
    const called = [
      ...stage.ofType('AWS::ApiGatewayV2::Integration').map((one) => one.properties.IntegrationUri),
      ...stage.ofType('AWS::Events::Rule').flatMap((one) => targetsOf(one).map((target) => dig(target, 'Arn'))),
      ...stage.ofType('AWS::Scheduler::Schedule').map((one) => dig(one.properties, 'Target', 'Arn')),
      ...stage.ofType('AWS::Lambda::EventSourceMapping').map((one) => one.properties.FunctionName),
      ...stage.ofType('AWS::Lambda::Permission').map((one) => one.properties.FunctionName),
    ];
    expect(called.length).toBeGreaterThan(20);
    expect(called.filter((one) => !aliasIds.has(String(dig(one, 'Ref'))))).toEqual([]);
  });

  test('forgets its logs in time', () => {
    const groups = stage.ofType('AWS::Logs::LogGroup');
    expect(groups.length).toBeGreaterThan(20);
    expect(groups.filter((one) => !one.properties.RetentionInDays).map((one) => one.id)).toEqual([]);
  });

  test('traces and logs JSON in every function, on arm64 and Node 24', () => {
    for (const one of functionsOf(stage)) {
      expect(one.properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        TracingConfig: { Mode: 'Active' },
        LoggingConfig: { LogFormat: 'JSON' },
      });
    }
  });

  test('gives every function a role of its own', () => {
    const roles = stage
      .ofType('AWS::Lambda::Function')
      .map((one) => `${one.stack}/${JSON.stringify(one.properties.Role)}`);
    expect(new Set(roles).size).toBe(roles.length);
  });

  test('grants no action by wildcard, and the resource * for nothing but traces and log delivery', () => {
    const statements = [...functionsOf(stage), ...stage.ofType('AWS::StepFunctions::StateMachine')].flatMap((owner) =>
      grantsOf(stage, owner).map((statement) => ({ owner: owner.id, statement })),
    );
    expect(statements.length).toBeGreaterThan(50);
    const wild = statements.filter(({ statement }) => list(statement.Action).some((action) => action.includes('*')));
    expect(wild).toEqual([]);
    const everywhere = statements
      .filter(({ statement }) => list<unknown>(statement.Resource as unknown).includes('*'))
      .flatMap(({ statement }) => list(statement.Action));
    expect(everywhere.filter((action) => !/^(xray:Put|xray:GetSampling|logs:)/.test(action))).toEqual([]);
  });

  test('lets nobody change or remove what the ledger holds', () => {
    const ledger = `table/${stage.prefix}-ledger`;
    const actions = functionsOf(stage).flatMap((owner) =>
      grantsOf(stage, owner)
        .filter((statement) => JSON.stringify(statement.Resource).includes(ledger))
        .flatMap((statement) => list(statement.Action)),
    );
    expect(actions.filter((action) => /Delete|Update|BatchWrite/.test(action))).toEqual([]);
    const table = stage.ofType('AWS::DynamoDB::GlobalTable').find((one) => one.id.startsWith('LedgerTable'));
    const denied = dig(table?.properties, 'Replicas', 0, 'ResourcePolicy', 'PolicyDocument', 'Statement', 0);
    expect(denied).toMatchObject({ Effect: 'Deny', Principal: { AWS: '*' } });
    expect(dig(denied, 'Action')).toEqual(expect.arrayContaining(['dynamodb:DeleteItem', 'dynamodb:UpdateItem']));
  });

  test('no function may scan a table', () => {
    expect(JSON.stringify(stage.ofType('AWS::IAM::Policy'))).not.toContain('dynamodb:Scan');
  });

  test('keeps what a function could not take: rules, schedules, streams and asynchronous calls have dead letters', () => {
    const onFailure = ['DestinationConfig', 'OnFailure', 'Destination'] as const;
    const lost = [
      ...stage
        .ofType('AWS::Events::Rule')
        .filter((one) => !targetsOf(one).every((target) => dig(target, 'DeadLetterConfig', 'Arn'))),
      ...stage
        .ofType('AWS::Scheduler::Schedule')
        .filter((one) => !dig(one.properties, 'Target', 'DeadLetterConfig', 'Arn')),
      ...stage.ofType('AWS::Lambda::EventSourceMapping').filter((one) => !dig(one.properties, ...onFailure)),
      ...stage.ofType('AWS::Lambda::EventInvokeConfig').filter((one) => !dig(one.properties, ...onFailure)),
    ];
    expect(lost).toEqual([]);
    const listeners = Object.values(rooms).flatMap((room) => Object.values(room).filter(isAsync));
    expect(stage.ofType('AWS::Lambda::EventInvokeConfig')).toHaveLength(listeners.length);
  });

  test('asks for a session on every route that the manifest does not open to anyone', () => {
    const specs = Object.values(rooms).flatMap((room) => Object.values(room).flatMap((spec) => spec.route ?? []));
    const open = specs.filter((route) => route.access === 'anyone').map((route) => `${route.method} ${route.path}`);
    const routes = stage.ofType('AWS::ApiGatewayV2::Route');
    expect(routes.map((one) => one.properties.RouteKey).sort()).toEqual(
      specs.map((route) => `${route.method} ${route.path}`).sort(),
    );
    const unguarded = routes.filter(
      (one) => one.properties.AuthorizationType !== 'CUSTOM' || !one.properties.AuthorizerId,
    );
    expect(unguarded.map((one) => one.properties.RouteKey).sort()).toEqual(open.sort());
  });

  test('deploys each workflow as its file has it, and lets it invoke exactly what it names', () => {
    const machines = stage.ofType('AWS::StepFunctions::StateMachine');
    expect(machines.length).toBe(workflows.length);
    for (const workflow of workflows) {
      const machine = machines.find((one) => one.properties.StateMachineName === `${stage.prefix}-${workflow.name}`);
      expect(machine?.properties.DefinitionString).toBe(readFileSync(workflowFile(workflow.name), 'utf8'));
      expect(machine?.properties.StateMachineType).toBe('STANDARD');
      const invoked = machine
        ? grantsOf(stage, machine)
            .filter((statement) => list(statement.Action).includes('lambda:InvokeFunction'))
            .flatMap((statement) => list(statement.Resource as string | string[]))
        : [];
      const named = workflow.steps.map((step) =>
        expect.stringMatching(`:${stage.prefix}-${step.room}-${step.handler}:live$`),
      );
      expect([...invoked].sort()).toHaveLength(named.length);
      expect(invoked).toEqual(expect.arrayContaining(named));
    }
  });

  test('starts no workflow that does not exist', () => {
    const started = Object.values(rooms).flatMap((room) => Object.values(room).flatMap((spec) => spec.starts ?? []));
    const names = workflows.map((one) => one.name);
    expect([...new Set(started)].filter((name) => !names.includes(name))).toEqual([]);
  });

  test('refers to other stacks by name or parameter: nothing is exported or imported', () => {
    expect(JSON.stringify(stage.resources)).not.toContain('Fn::ImportValue');
  });
});

describe('The site', () => {
  test('publishes built pages: the document uncached, its parts for good, the script for customers for an hour', () => {
    const caching = prod.ofType('Custom::CDKBucketDeployment').map((one) => dig(one.properties, 'SystemMetadata'));
    expect(caching).toEqual([
      { 'cache-control': 'public, max-age=31536000, immutable' },
      { 'cache-control': 'no-cache' },
      { 'cache-control': 'public, max-age=3600' },
    ]);
  });

  test('has nothing to publish on one machine, where the local cloud serves the pages itself', () => {
    expect(local.ofType('Custom::CDKBucketDeployment')).toEqual([]);
  });

  test('hands the API the address of the visitor, whatever a visitor claims it to be', () => {
    const code = prod.ofType('AWS::CloudFront::Function').map((one) => String(one.properties.FunctionCode));
    const visitor = code.find((text) => text.includes('x-visitor-ip')) ?? '';
    const handler = new Function('event', `${visitor}; return handler(event);`);
    const request = { headers: { 'x-visitor-ip': { value: '1.2.3.4' } } };
    expect(handler({ request, viewer: { ip: '203.0.113.7' } }).headers['x-visitor-ip'].value).toBe('203.0.113.7');
  });

  test('tells links the country of a visitor, and all else that a click is judged by, within the ten headers of a policy', () => {
    const [policy] = prod.ofType('AWS::CloudFront::OriginRequestPolicy');
    const config = dig(policy?.properties, 'OriginRequestPolicyConfig');
    const headers = (dig(config, 'HeadersConfig', 'Headers') as string[]).map((name) => name.toLowerCase());
    expect(dig(config, 'HeadersConfig', 'HeaderBehavior')).toBe('whitelist');
    expect(dig(config, 'CookiesConfig', 'CookieBehavior')).toBe('all');
    expect(dig(config, 'QueryStringsConfig', 'QueryStringBehavior')).toBe('all');
    expect(headers).toHaveLength(10);
    expect(headers).not.toContain('host');
    const rule = readFileSync('functions/affiliates/click.ts', 'utf8');
    const read = [...rule.matchAll(/headers\['([\w-]+)'\]|headers\.([a-z]+)/g)].map(
      (found) => found[1] ?? found[2] ?? '',
    );
    expect(read.filter((name) => !headers.includes(name))).toEqual([]);
    expect(headers).toEqual(expect.arrayContaining(['user-agent', 'x-visitor-ip', 'cloudfront-viewer-country']));
    const [site] = prod.ofType('AWS::CloudFront::Distribution');
    const ways = dig(site?.properties, 'DistributionConfig', 'CacheBehaviors') as Record<string, unknown>[];
    const policyOf = (path: string) => ways.find(({ PathPattern }) => PathPattern === path)?.OriginRequestPolicyId;
    expect(policyOf('/r/*')).toEqual({ Ref: policy?.id });
    expect(policyOf('/api/*')).not.toEqual(policyOf('/r/*'));
  });

  test('shows the API by a key that the request came through it', () => {
    const asked = JSON.stringify(prod.ofType('AWS::CloudFront::Distribution'));
    expect(asked).toContain('x-origin-key');
    const withRoute = Object.values(rooms).flatMap((room) => Object.values(room).filter((spec) => spec.route));
    const knowing = functionsOf(prod).filter((one) => dig(one.properties, 'Environment', 'Variables', 'EDGE_KEY'));
    expect(knowing).toHaveLength(withRoute.length);
  });

  test.each([
    ['/', '/index.html'],
    ['/portal', '/index.html'],
    ['/ops/partners/01J', '/index.html'],
    ['/assets/app.js', '/assets/app.js'],
  ])('answers %s with %s', (address, file) => {
    const code = prod.ofType('AWS::CloudFront::Function').map((one) => String(one.properties.FunctionCode));
    const handler = new Function(
      'event',
      `${code.find((text) => text.includes('index.html'))}; return handler(event);`,
    );
    expect(handler({ request: { uri: address } }).uri).toBe(file);
  });
});

describe('Alarms', () => {
  const runbook = readFileSync('RUNBOOK.md', 'utf8');
  const anchors = new Set([...runbook.matchAll(/^## (.+)$/gm)].map((match) => anchorOf(match[1] ?? '')));

  test.each(Object.values(runbookSections))('RUNBOOK.md says what to do when: %s', (heading) => {
    expect(anchors).toContain(anchorOf(heading));
  });

  test('every alarm says what is wrong, links its section, and tells somebody', () => {
    const alarms = prod.ofType('AWS::CloudWatch::Alarm');
    expect(alarms.length).toBeGreaterThan(10);
    for (const { properties } of alarms) {
      const anchor = /RUNBOOK\.md#(\S+)$/.exec(String(properties.AlarmDescription))?.[1];
      expect(anchors, String(properties.AlarmName)).toContain(anchor);
      expect(properties.AlarmActions).toHaveLength(1);
    }
  });

  test('every section about an alarm has an alarm', () => {
    const said = prod.ofType('AWS::CloudWatch::Alarm').map((one) => String(one.properties.AlarmDescription));
    const anchored = Object.values(runbookSections).map((heading) => `RUNBOOK.md#${anchorOf(heading)}`);
    expect(anchored.filter((link) => !said.some((text) => text.endsWith(link)))).toEqual([]);
  });

  test('every dead-letter queue and every workflow has one', () => {
    const watched = JSON.stringify(prod.ofType('AWS::CloudWatch::Alarm').map((one) => one.properties));
    for (const queue of prod.ofType('AWS::SQS::Queue')) expect(watched).toContain(queue.properties.QueueName);
    for (const { name } of workflows) expect(watched).toContain(`stateMachine:tandem-prod-${name}`);
  });
});

describe('What must outlive a deployment', () => {
  /** All that a deletion leaves behind, but logs of functions and workflows: rules.ts has how those are called. */
  const kept = (stage: typeof prod) =>
    stage.resources
      .filter((one) => one.deletionPolicy !== undefined && one.deletionPolicy !== 'Delete')
      .filter((one) => !/^\/aws\/(lambda|vendedlogs)\//.test(String(one.properties.LogGroupName)))
      .map((one) => ({ id: `${one.stack}/${one.id}`, policy: one.deletionPolicy }));

  // A changed logical id makes CloudFormation create an empty table beside the full one.
  test('everything that production retains keeps its logical id', () => {
    expect(kept(prod)).toEqual([
      { id: 'tandem-prod-data/ProgramTable49512687', policy: 'Retain' },
      { id: 'tandem-prod-data/LedgerTable38A58B60', policy: 'Retain' },
      { id: 'tandem-prod-data/ClicksTable50087B3E', policy: 'Retain' },
      { id: 'tandem-prod-data/FileLogs2EFCA805', policy: 'Retain' },
      { id: 'tandem-prod-data/Files8E6940B8', policy: 'Retain' },
      { id: 'tandem-prod-data/ProgramKeyE05B58C5', policy: 'Retain' },
      { id: 'tandem-prod-data/IntakeSecrets177DD3B0', policy: 'Retain' },
      { id: 'tandem-prod-site/ApiAccessLogs50B185DB', policy: 'Retain' },
      { id: 'tandem-prod-site/Logs6819BB44', policy: 'Retain' },
      { id: 'tandem-prod-site/Pages127DFD1A', policy: 'Retain' },
    ]);
  });

  test('production forbids deleting tables and can go back to any second of the last 35 days', () => {
    for (const table of prod.ofType('AWS::DynamoDB::GlobalTable')) {
      expect(dig(table.properties, 'Replicas', 0)).toMatchObject({
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      });
    }
  });

  test('files are private, encrypted, kept in versions, and let the site alone send them', () => {
    const files = prod.ofType('AWS::S3::Bucket').find(({ id }) => id === 'Files8E6940B8');
    expect(files?.properties).toMatchObject({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      VersioningConfiguration: { Status: 'Enabled' },
      CorsConfiguration: { CorsRules: [{ AllowedOrigins: [expect.stringMatching(/^https:\/\/[a-z0-9.-]+$/)] }] },
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
    });
    const rules = dig(files?.properties, 'LifecycleConfiguration', 'Rules');
    expect(rules).toContainEqual(expect.objectContaining({ Prefix: 'waiting/', ExpirationInDays: 1 }));
  });

  test('no function deletes a file, and each reads or writes under one prefix alone', () => {
    const granted = prod
      .ofType('AWS::IAM::Policy')
      .flatMap((one) => [dig(one.properties, 'PolicyDocument', 'Statement')].flat())
      .filter((one) => JSON.stringify(dig(one, 'Action')).includes('s3:') && JSON.stringify(one).includes('-files-'));
    expect(granted.length).toBeGreaterThan(3);
    for (const one of granted) {
      for (const action of [dig(one, 'Action')].flat()) expect(action).toMatch(/^s3:(GetObject|PutObject)$/);
      expect(JSON.stringify(dig(one, 'Resource'))).toMatch(/-files-\d{12}-[a-z0-9-]+\/(waiting|kept)\/\*/);
    }
  });

  test('a development stage goes without leaving tables behind', () => {
    expect(kept(dev)).toEqual([]);
  });
});
