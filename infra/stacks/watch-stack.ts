import type { App } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, MathExpression, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { FilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { FIVE_MINUTES, type HouseAlarmProps, houseAlarm } from '../constructs/house-alarm.ts';
import { HouseStack, type HouseStackProps } from '../constructs/house-stack.ts';
import { type Metrics, metricsOf } from '../constructs/metrics.ts';
import { pascal } from '../names.ts';
import type { FunctionSpec, RoomManifest } from '../rooms/manifest.ts';
import type { Workflow } from '../workflows.ts';
import { hasDeadLetters } from './room-stack.ts';

export interface WatchStackProps extends Omit<HouseStackProps, 'description'> {
  readonly rooms: Readonly<Record<string, RoomManifest>>;
  readonly workflows: readonly Workflow[];
}

const TABLES = ['program', 'ledger', 'clicks'] as const;
const MINUTE_MS = 60_000;

/** Who is told when something is wrong, and one page that shows how the program fares. */
export class WatchStack extends HouseStack {
  private readonly metrics: Metrics;
  private readonly alarms: SnsAction;
  private readonly parts: WatchStackProps;
  private readonly apiId: string;

  constructor(app: App, props: WatchStackProps) {
    super(app, 'watch', { ...props, description: 'Dashboard and alarms' });
    this.parts = props;
    this.metrics = metricsOf(this.names);
    this.apiId = this.told(this.names.parameter.apiId);
    const topic = new Topic(this, 'Alarms', { topicName: `${this.names.prefix}-alarms`, enforceSSL: true });
    topic.addSubscription(new EmailSubscription(this.stage.alarmsTo));
    this.alarms = new SnsAction(topic);
    this.countLetters();
    this.watchRooms();
    this.watchWorkflows();
    this.watchPlatform();
    this.watchLetters();
    this.dashboard();
  }

  private alarm(id: string, props: Omit<HouseAlarmProps, 'name' | 'tell'>): void {
    const words = id.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
    houseAlarm(this, id, { ...props, name: `${this.names.prefix}-${words}`, tell: this.alarms });
  }

  private functions(wanted: (spec: FunctionSpec) => boolean): readonly (readonly [room: string, handler: string])[] {
    return Object.entries(this.parts.rooms).flatMap(([room, manifest]) =>
      Object.entries(manifest)
        .filter(([, spec]) => wanted(spec))
        .map(([handler]) => [room, handler] as const),
    );
  }

  private watchRooms(): void {
    for (const [room, manifest] of Object.entries(this.parts.rooms)) {
      if (!hasDeadLetters(manifest)) continue;
      this.alarm(`${pascal(room)}DeadLetters`, {
        says: `An event that room ${room} should have taken lies in ${this.names.deadLetters(room)}.`,
        section: 'deadLetters',
        metric: this.metrics.deadLetters(room),
        threshold: 1,
      });
    }
    for (const [room, handler] of this.functions((spec) => Boolean(spec.stream))) {
      this.alarm(`${pascal(handler)}Late`, {
        says: `What ${room}/${handler} should have taken from the stream is over 15 minutes old.`,
        section: 'lateStream',
        metric: this.metrics.streamAge(room, handler),
        threshold: 15 * MINUTE_MS,
      });
    }
    for (const [room, handler] of this.functions((spec) => Boolean(spec.authorizer))) {
      this.alarm(`${pascal(handler)}Errors`, {
        says: `${room}/${handler} fails: nobody who is signed in gets through.`,
        section: 'functionErrors',
        metric: this.metrics.errors(room, handler),
        threshold: 5,
      });
    }
  }

  private watchWorkflows(): void {
    for (const { name } of this.parts.workflows) {
      this.alarm(`${pascal(name)}Failed`, {
        says: `An execution of ${name} failed or timed out.`,
        section: 'failedExecution',
        metric: new MathExpression({
          expression: 'failed + timedOut',
          usingMetrics: {
            failed: this.metrics.executions(name, 'Failed'),
            timedOut: this.metrics.executions(name, 'TimedOut'),
          },
          period: FIVE_MINUTES,
        }),
        threshold: 1,
      });
    }
  }

  private watchPlatform(): void {
    this.alarm('ApiErrors', {
      says: 'The API answered five requests in five minutes with an error of ours.',
      section: 'apiErrors',
      metric: this.metrics.api(this.apiId, '5xx'),
      threshold: 5,
    });
    this.alarm('FunctionThrottles', {
      says: 'Lambda refused calls in this account: the concurrency limit is reached.',
      section: 'throttledFunctions',
      metric: this.metrics.allFunctions('Throttles'),
      threshold: 5,
    });
    for (const table of TABLES) {
      this.alarm(`${pascal(table)}TableThrottles`, {
        says: `DynamoDB refused calls on ${this.names.table(table)}.`,
        section: 'throttledTable',
        metric: new MathExpression({
          expression: 'reads + writes',
          usingMetrics: {
            reads: this.metrics.tableThrottles(table, 'ReadThrottleEvents'),
            writes: this.metrics.tableThrottles(table, 'WriteThrottleEvents'),
          },
          period: FIVE_MINUTES,
        }),
        threshold: 1,
        periods: 2,
      });
    }
  }

  /** SES warns at 5 % bounces and pauses an account at 10 %; for complaints at 0.1 % and 0.5 %. */
  private watchLetters(): void {
    this.alarm('LettersFailed', {
      says: 'A letter could not be built or sent.',
      section: 'failedLetters',
      metric: this.metrics.letters('LettersFailed'),
      threshold: 1,
    });
    this.alarm('Bounces', {
      says: 'More than 4 % of the letters bounce.',
      section: 'bounces',
      metric: this.metrics.reputation('BounceRate'),
      threshold: 0.04,
    });
    this.alarm('Complaints', {
      says: 'One letter in a thousand is complained about.',
      section: 'complaints',
      metric: this.metrics.reputation('ComplaintRate'),
      threshold: 0.001,
    });
  }

  /** Counts log codes of the one function that sends. */
  private countLetters(): void {
    const sends = this.functions((spec) => Boolean(spec.sendsMail));
    for (const [room, handler] of sends) {
      const logGroup = LogGroup.fromLogGroupName(this, `${pascal(handler)}Logs`, this.names.logGroup(room, handler));
      for (const [metricName, code] of [
        ['LettersSent', 'LETTER_SENT'],
        ['LettersFailed', 'LETTER_FAILED'],
      ] as const) {
        new MetricFilter(this, `${pascal(handler)}${metricName}`, {
          logGroup,
          filterPattern: FilterPattern.allTerms(code),
          metricNamespace: this.names.metrics,
          metricName,
          metricValue: '1',
        });
      }
    }
  }

  private dashboard(): void {
    const { workflows, rooms } = this.parts;
    const graph = (title: string, left: IMetric[]): GraphWidget =>
      new GraphWidget({ title, left, width: 12, height: 6 });
    const withDeadLetters = Object.keys(rooms).filter((room) => hasDeadLetters(rooms[room] ?? {}));
    const dashboard = new Dashboard(this, 'Dashboard', { dashboardName: this.names.prefix });
    dashboard.addWidgets(
      new TextWidget({ markdown: `# ${this.stage.programName} (${this.stage.name})`, width: 24, height: 1 }),
    );
    dashboard.addWidgets(
      graph('Letters', [this.metrics.letters('LettersSent'), this.metrics.letters('LettersFailed')]),
      graph(
        'Dead letters by room',
        withDeadLetters.map((room) => this.metrics.deadLetters(room)),
      ),
    );
    dashboard.addWidgets(
      graph(
        'Workflows started',
        workflows.map(({ name }) => this.metrics.executions(name, 'Started')),
      ),
      graph(
        'Workflows failed',
        workflows.map(({ name }) => this.metrics.executions(name, 'Failed')),
      ),
    );
    dashboard.addWidgets(
      graph(
        'API requests',
        (['Count', '4xx', '5xx'] as const).map((one) => this.metrics.api(this.apiId, one)),
      ),
      graph('API latency, ms', [this.metrics.apiLatency(this.apiId)]),
    );
  }
}
