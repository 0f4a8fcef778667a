import { type App, SecretValue, Validations } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { deadLetterQueue } from '../constructs/dead-letters.ts';
import { environmentOf } from '../constructs/environment.ts';
import { grantsOf, type Told } from '../constructs/grants.ts';
import { HouseFunction } from '../constructs/house-function.ts';
import { HouseStack, type HouseStackProps } from '../constructs/house-stack.ts';
import { addRoute, keepFailures, onAwsEvents, onEvents, onNewItems, onSchedule } from '../constructs/triggers.ts';
import { type FunctionSpec, type RoomManifest, streamOf } from '../rooms/manifest.ts';

export interface RoomStackProps extends Omit<HouseStackProps, 'description'> {
  readonly room: string;
  readonly manifest: RoomManifest;
  readonly codeOf: (room: string, handler: string) => Code;
  /** Workflows that wait for a task token. */
  readonly waiting: readonly string[];
}

/** True for a function that something calls without waiting for its answer. */
export const isAsync = (spec: FunctionSpec): boolean => Boolean(spec.events || spec.awsEvents || spec.schedule);

/** True for a room where an event can end in the dead letters. */
export const hasDeadLetters = (manifest: RoomManifest): boolean =>
  Object.values(manifest).some((spec) => isAsync(spec) || spec.stream);

/**
 * One room: its functions and what calls them, made of its manifest. A stack each, because CloudFormation takes 500
 * resources in one, and because a room that is deleted should go as a whole.
 */
export class RoomStack extends HouseStack {
  private readonly room: RoomStackProps;
  private readonly deadLetters: Queue | undefined;

  constructor(app: App, props: RoomStackProps) {
    super(app, props.room, { ...props, description: `Room ${props.room}` });
    this.room = props;
    this.deadLetters = hasDeadLetters(props.manifest)
      ? deadLetterQueue(this, this.names.deadLetters(props.room))
      : undefined;
    for (const [handler, spec] of Object.entries(props.manifest)) this.add(handler, spec);
  }

  private add(handler: string, spec: FunctionSpec): void {
    const { room, codeOf, waiting } = this.room;
    const { stage, names } = this;
    const told = this.toldTo(spec);
    const target = new HouseFunction(this, {
      room,
      handler,
      spec,
      code: codeOf(room, handler),
      environment: environmentOf(spec, { stage, names, told }),
      grants: grantsOf(spec, { stage, names, told, waiting }),
    });
    if (spec.files) this.acknowledgeFiles(target, spec.files);
    if (spec.sendsMail && stage.mail.sandbox) this.acknowledgeSandbox(target);
    if (spec.authorizer) this.allowAuthorizer(target);
    if (spec.route) this.route(target, spec.route);
    if (this.deadLetters) this.listen(target, names.functionName(room, handler), spec, told, this.deadLetters);
  }

  /** Only what the function needs is read from other stacks: the rest stays an empty text that nothing uses. */
  private toldTo(spec: FunctionSpec): Told {
    const { parameter } = this.names;
    return {
      programKeyArn: spec.key ? this.told(parameter.programKeyArn) : '',
      intakeSecretsArn: spec.intakeSecrets ? this.told(parameter.intakeSecretsArn) : '',
      streamArn: spec.stream ? this.told(parameter[`${streamOf[spec.stream]}StreamArn`]) : '',
      edgeKey: spec.route ? this.edgeKey() : '',
      siteUrl: spec.site || spec.sendsMail ? this.told(parameter.siteUrl) : '',
    };
  }

  /** Proves where a request came from and nothing else, so it may stand in the function's environment. */
  private edgeKey(): string {
    return this.isLocal ? '' : SecretValue.secretsManager(this.names.edgeKey).unsafeUnwrap();
  }

  private acknowledgeFiles(target: HouseFunction, files: NonNullable<FunctionSpec['files']>): void {
    for (const folder of new Set(files.map((grant) => grant.split(' ')[1]))) {
      Validations.of(target.role).acknowledge({
        id: `AwsSolutions-IAM5[Resource::${this.names.filesBucketArn}/${folder}/*]`,
        reason: `Objects have the ids of their files; the right ends at the prefix ${folder}/.`,
      });
    }
  }

  private acknowledgeSandbox(target: HouseFunction): void {
    Validations.of(target.role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${this.names.mailIdentityArn('*')}]`,
      reason:
        'While SES keeps the account in its sandbox it asks for a right on each recipient; ends with mail.sandbox.',
    });
  }

  private allowAuthorizer(target: HouseFunction): void {
    const { parameter } = this.names;
    const authorizer = `${this.told(parameter.apiId)}/authorizers/${this.told(parameter.authorizerId)}`;
    target.alias.addPermission('Authorizer', {
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: this.names.arn('execute-api', authorizer),
    });
  }

  private route(target: HouseFunction, route: NonNullable<FunctionSpec['route']>): void {
    const { parameter } = this.names;
    const signedIn = route.access !== 'anyone';
    const made = addRoute(this, target, route, {
      id: this.told(parameter.apiId),
      authorizerId: signedIn ? this.told(parameter.authorizerId) : '',
    });
    if (signedIn) return;
    Validations.of(made).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason: 'The manifest opens this route to anyone: it is used before there is a session.',
    });
  }

  private listen(target: HouseFunction, name: string, spec: FunctionSpec, told: Told, deadLetters: Queue): void {
    const { does, events, eventsWith, awsEvents, schedule, stream } = spec;
    if (isAsync(spec)) keepFailures(target, deadLetters);
    if (events) onEvents(this, target, { name, does, events, eventsWith }, deadLetters);
    if (awsEvents) onAwsEvents(this, target, { name: `${name}-aws`, does, awsEvents }, deadLetters);
    if (schedule) onSchedule(this, target, { name, does, schedule }, deadLetters);
    if (!stream) return;
    onNewItems(target, stream, told.streamArn, deadLetters);
    Validations.of(target.role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${this.names.tableArn(streamOf[stream])}/stream/*]`,
      reason: 'ListStreams is asked for the streams of this one table.',
    });
  }
}
