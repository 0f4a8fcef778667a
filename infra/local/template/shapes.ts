import { createHash } from 'node:crypto';

/** What is known of one resource when its `Ref`, ARN and attributes are asked for. */
export interface Known {
  readonly account: string;
  readonly region: string;
  readonly stack: string;
  readonly logicalId: string;
  /** Physical name: the name property, or one made of stack and logical id. */
  readonly name: string;
  /** A resolved property as text; throws when it is missing. */
  readonly property: (name: string) => string;
  readonly optional: (name: string) => string | undefined;
}

type Read = (known: Known) => string;

export interface Shape {
  /** The property that names the resource, where there is one. */
  readonly nameProperty?: string;
  readonly arn?: Read;
  /** What `Ref` gives: the name unless told. */
  readonly ref?: Read;
  /** `Fn::GetAtt` besides `Arn`. */
  readonly attributes?: Readonly<Record<string, Read>>;
}

/** A stable id that AWS would have drawn: `length` characters of base 36, from stack and logical id. */
export const stableId = (known: { stack: string; logicalId: string }, length: number): string => {
  const digest = createHash('sha256').update(`${known.stack}/${known.logicalId}`).digest('hex');
  return BigInt(`0x${digest}`).toString(36).slice(0, length).padStart(length, '0');
};

const regional =
  (service: string, resource: Read): Read =>
  (known) =>
    `arn:aws:${service}:${known.region}:${known.account}:${resource(known)}`;

const id =
  (length: number, prefix = ''): Read =>
  (known) =>
    prefix + stableId(known, length);

const name: Read = (known) => known.name;

/** `Ref`, ARN and attributes by type. A type that is not here and not in `passive.ts` is refused by name. */
const functionArn = (known: Known): string => {
  const given = known.property('FunctionName');
  return given.startsWith('arn:') ? given : `arn:aws:lambda:${known.region}:${known.account}:function:${given}`;
};
const aliasArn: Read = (known) => `${functionArn(known)}:${known.property('Name')}`;
const tableArn = regional('dynamodb', (known) => `table/${known.name}`);
const machineArn = regional('states', (known) => `stateMachine:${known.name}`);
const queueUrl: Read = (known) => `https://sqs.${known.region}.amazonaws.com/${known.account}/${known.name}`;
const topicArn = regional('sns', name);
const secretArn = regional('secretsmanager', (known) => `secret:${known.name}-${stableId(known, 6)}`);
const distributionDomain: Read = (known) => `d${stableId(known, 13)}.cloudfront.net`;
const table: Shape = {
  nameProperty: 'TableName',
  arn: tableArn,
  attributes: {
    StreamArn: (known) => `${tableArn(known)}/stream/2020-01-01T00:00:00.000`,
    TableId: id(20),
  },
};

export const shapes: Readonly<Record<string, Shape>> = {
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::DynamoDB::Table': table,
  'AWS::Lambda::Function': {
    nameProperty: 'FunctionName',
    arn: regional('lambda', (known) => `function:${known.name}`),
  },
  'AWS::Lambda::Version': {
    arn: (known) => `${functionArn(known)}:1`,
    ref: (known) => `${functionArn(known)}:1`,
    attributes: { Version: () => '1', FunctionArn: (known) => `${functionArn(known)}:1` },
  },
  'AWS::Lambda::Alias': { arn: aliasArn, ref: aliasArn, attributes: { AliasArn: aliasArn } },
  'AWS::Lambda::Permission': {},
  'AWS::Lambda::EventInvokeConfig': {},
  'AWS::Lambda::EventSourceMapping': { ref: id(20), attributes: { Id: id(20) } },
  'AWS::IAM::Role': {
    nameProperty: 'RoleName',
    arn: (known) => `arn:aws:iam::${known.account}:role/${known.name}`,
    attributes: { RoleId: id(16, 'AROA') },
  },
  'AWS::IAM::Policy': { nameProperty: 'PolicyName' },
  'AWS::IAM::ManagedPolicy': {
    nameProperty: 'ManagedPolicyName',
    arn: (known) => `arn:aws:iam::${known.account}:policy/${known.name}`,
    ref: (known) => `arn:aws:iam::${known.account}:policy/${known.name}`,
  },
  'AWS::StepFunctions::StateMachine': {
    nameProperty: 'StateMachineName',
    arn: machineArn,
    ref: machineArn,
    attributes: { Name: name },
  },
  'AWS::ApiGatewayV2::Api': {
    ref: id(10),
    arn: (known) => `arn:aws:execute-api:${known.region}:${known.account}:${stableId(known, 10)}`,
    attributes: {
      ApiId: id(10),
      ApiEndpoint: (known) => `https://${stableId(known, 10)}.execute-api.${known.region}.amazonaws.com`,
    },
  },
  'AWS::ApiGatewayV2::Stage': { ref: (known) => known.property('StageName') },
  'AWS::ApiGatewayV2::Route': { ref: id(7) },
  'AWS::ApiGatewayV2::Integration': { ref: id(7) },
  'AWS::ApiGatewayV2::Authorizer': { ref: id(6), attributes: { AuthorizerId: id(6) } },
  'AWS::Events::EventBus': {
    nameProperty: 'Name',
    arn: regional('events', (known) => `event-bus/${known.name}`),
    attributes: { Name: name },
  },
  'AWS::Events::Rule': {
    nameProperty: 'Name',
    arn: regional('events', (known) => {
      const bus = (known.optional('EventBusName') ?? 'default').split('/').at(-1);
      return bus === 'default' ? `rule/${known.name}` : `rule/${bus}/${known.name}`;
    }),
  },
  'AWS::Scheduler::Schedule': {
    nameProperty: 'Name',
    arn: regional('scheduler', (known) => `schedule/${known.optional('GroupName') ?? 'default'}/${known.name}`),
  },
  'AWS::Scheduler::ScheduleGroup': {
    nameProperty: 'Name',
    arn: regional('scheduler', (known) => `schedule-group/${known.name}`),
  },
  'AWS::SQS::Queue': {
    nameProperty: 'QueueName',
    arn: regional('sqs', name),
    ref: queueUrl,
    attributes: { QueueName: name, QueueUrl: queueUrl },
  },
  'AWS::SQS::QueuePolicy': {},
  'AWS::SecretsManager::Secret': {
    nameProperty: 'Name',
    arn: secretArn,
    ref: secretArn,
    attributes: { Id: secretArn },
  },
  'AWS::SSM::Parameter': {
    nameProperty: 'Name',
    arn: regional('ssm', (known) => `parameter/${known.name.replace(/^\//, '')}`),
    attributes: { Value: (known) => known.property('Value'), Type: (known) => known.property('Type') },
  },
  'AWS::SES::ConfigurationSet': {
    nameProperty: 'Name',
    arn: regional('ses', (known) => `configuration-set/${known.name}`),
  },
  'AWS::SES::ConfigurationSetEventDestination': { attributes: { Id: id(12) } },
  'AWS::SES::EmailIdentity': {
    nameProperty: 'EmailIdentity',
    arn: regional('ses', (known) => `identity/${known.name}`),
    attributes: Object.fromEntries(
      [1, 2, 3].flatMap((n) => [
        [`DkimDNSTokenName${n}`, (known: Known) => `token${n}._domainkey.${known.name}`],
        [`DkimDNSTokenValue${n}`, () => `token${n}.dkim.amazonses.com`],
      ]),
    ),
  },
  'AWS::S3::BucketPolicy': {},
  'AWS::S3::Bucket': {
    nameProperty: 'BucketName',
    arn: (known) => `arn:aws:s3:::${known.name}`,
    attributes: {
      DomainName: (known) => `${known.name}.s3.amazonaws.com`,
      RegionalDomainName: (known) => `${known.name}.s3.${known.region}.amazonaws.com`,
    },
  },
  'AWS::CloudFront::Distribution': {
    ref: id(13, 'E'),
    arn: (known) => `arn:aws:cloudfront::${known.account}:distribution/E${stableId(known, 13)}`,
    attributes: { DomainName: distributionDomain, Id: id(13, 'E') },
  },
  'AWS::CloudFront::Function': {
    nameProperty: 'Name',
    attributes: { FunctionARN: (known) => `arn:aws:cloudfront::${known.account}:function/${known.name}` },
  },
  'AWS::Logs::LogGroup': {
    nameProperty: 'LogGroupName',
    arn: regional('logs', (known) => `log-group:${known.name}:*`),
  },
  'AWS::CloudWatch::Alarm': {
    nameProperty: 'AlarmName',
    arn: regional('cloudwatch', (known) => `alarm:${known.name}`),
  },
  'AWS::CloudWatch::CompositeAlarm': {
    nameProperty: 'AlarmName',
    arn: regional('cloudwatch', (known) => `alarm:${known.name}`),
  },
  'AWS::SNS::Topic': {
    nameProperty: 'TopicName',
    arn: topicArn,
    ref: topicArn,
    attributes: { TopicArn: topicArn, TopicName: name },
  },
  'AWS::KMS::Key': {
    ref: id(20),
    arn: regional('kms', (known) => `key/${stableId(known, 20)}`),
    attributes: { KeyId: id(20) },
  },
  'AWS::KMS::Alias': { nameProperty: 'AliasName' },
};

/** Types that deploy, and do nothing on one machine. They are named so that a new type is a decision, not an oversight. */
export const passive: ReadonlySet<string> = new Set([
  'AWS::ApiGatewayV2::ApiMapping',
  'AWS::ApiGatewayV2::DomainName',
  'AWS::CDK::Metadata',
  'AWS::CertificateManager::Certificate',
  'AWS::CloudFront::CachePolicy',
  'AWS::CloudFront::OriginAccessControl',
  'AWS::CloudFront::OriginRequestPolicy',
  'AWS::CloudFront::ResponseHeadersPolicy',
  'AWS::CloudWatch::Dashboard',
  'AWS::Lambda::LayerVersion',
  'AWS::Logs::MetricFilter',
  'AWS::Logs::ResourcePolicy',
  'AWS::Route53::RecordSet',
  'AWS::SNS::Subscription',
  'AWS::SNS::TopicPolicy',
  'AWS::WAFv2::WebACL',
  'AWS::XRay::Group',
  'AWS::XRay::ResourcePolicy',
  'AWS::XRay::SamplingRule',
  'Custom::CDKBucketDeployment',
  'Custom::S3AutoDeleteObjects',
]);
