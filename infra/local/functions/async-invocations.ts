import type { Clock, Timer } from '../clock.ts';
import type { Ground, Resource } from '../service.ts';
import { isFields, optionalList, optionalNumber, optionalText } from '../template/values.ts';
import type { FunctionRuntime, Invoked } from './runtime.ts';

/** An asynchronous invocation that waits for its next attempt. */
interface Pending {
  readonly arn: string;
  readonly payload: string;
  readonly attempt: number;
  readonly firstAt: number;
  readonly dueAt: number;
}

/** AWS waits one minute before the second attempt and two before the third. */
const RETRY_DELAYS_MS = [60_000, 120_000];

/** Invocations nobody waits for: tried again, then told to the destination or the dead-letter queue. */
export class AsyncInvocations {
  readonly #clock: Clock;
  readonly #runtime: FunctionRuntime;
  readonly #resources: (type: string) => readonly Resource[];
  readonly #ground: Pick<Ground, 'allowed' | 'enqueue'>;
  readonly #pending = new Map<Pending, Timer>();

  constructor(options: {
    clock: Clock;
    runtime: FunctionRuntime;
    resources: (type: string) => readonly Resource[];
    ground: Pick<Ground, 'allowed' | 'enqueue'>;
  }) {
    this.#clock = options.clock;
    this.#runtime = options.runtime;
    this.#resources = options.resources;
    this.#ground = options.ground;
  }

  /** Answers at once; throws when there is no such function. */
  accept(name: string, payload: string): void {
    const { arn } = this.#runtime.find(name);
    this.#try({ arn, payload, attempt: 0, firstAt: this.#clock.now(), dueAt: this.#clock.now() });
  }

  snapshot(): unknown {
    return [...this.#pending.keys()];
  }

  restore(state: unknown): void {
    for (const one of optionalList(state)) {
      if (!isFields(one)) continue;
      const { arn, payload, attempt, firstAt, dueAt } = one;
      if (typeof arn !== 'string' || typeof payload !== 'string') continue;
      this.#wait({ arn, payload, attempt: Number(attempt), firstAt: Number(firstAt), dueAt: Number(dueAt) });
    }
  }

  #wait(pending: Pending): void {
    const timer = this.#clock.at(pending.dueAt, () => {
      this.#pending.delete(pending);
      this.#try(pending);
    });
    this.#pending.set(pending, timer);
  }

  #try(pending: Pending): void {
    // Kept until it has ended, so that a restart in between tries again.
    this.#pending.set(pending, { dueMs: pending.dueAt, cancel: () => undefined });
    void this.#runtime.invoke(pending.arn, pending.payload).then((invoked) => {
      this.#pending.delete(pending);
      if (invoked.error) this.#failed(pending, invoked);
    });
  }

  #failed(pending: Pending, invoked: Invoked): void {
    const config = this.#config(pending.arn);
    const retries = optionalNumber(config.MaximumRetryAttempts) ?? 2;
    const maxAgeMs = (optionalNumber(config.MaximumEventAgeInSeconds) ?? 21_600) * 1000;
    const dueAt = this.#clock.now() + (RETRY_DELAYS_MS[pending.attempt] ?? 0);
    if (pending.attempt < retries && dueAt - pending.firstAt <= maxAgeMs) {
      this.#wait({ ...pending, attempt: pending.attempt + 1, dueAt });
      return;
    }
    this.#giveUp(pending, invoked, config);
  }

  #giveUp(pending: Pending, invoked: Invoked, config: Readonly<Record<string, unknown>>): void {
    const onFailure = isFields(config.DestinationConfig) ? config.DestinationConfig.OnFailure : undefined;
    const destination = isFields(onFailure) ? optionalText(onFailure.Destination) : undefined;
    if (destination?.startsWith('arn:aws:sqs:')) {
      this.#bury(pending, destination, JSON.stringify(this.#record(pending, invoked)));
      return;
    }
    const { definition } = this.#runtime.find(pending.arn);
    const resource = this.#resources('AWS::Lambda::Function').find((one) => one.arn === definition.arn);
    const deadLetters = resource?.properties.DeadLetterConfig;
    const queue = isFields(deadLetters) ? optionalText(deadLetters.TargetArn) : undefined;
    if (!queue) return;
    this.#bury(pending, queue, pending.payload, {
      RequestID: invoked.requestId,
      ErrorCode: '200',
      ErrorMessage: (invoked.error?.message ?? '').slice(0, 1024),
    });
  }

  /** Lambda writes in the name of the function's own role; without its grant the event is lost. */
  #bury(pending: Pending, queue: string, body: string, attributes?: Readonly<Record<string, string>>): void {
    const { definition } = this.#runtime.find(pending.arn);
    const permission = { action: 'sqs:SendMessage', resource: queue };
    if (this.#ground.allowed(definition.role, permission)) this.#ground.enqueue(queue, body, attributes);
    else console.error(`An event of ${definition.name} was lost: its role lacks sqs:SendMessage on ${queue}.`);
  }

  #record(pending: Pending, invoked: Invoked): object {
    return {
      version: '1.0',
      timestamp: new Date(this.#clock.now()).toISOString(),
      requestContext: {
        requestId: invoked.requestId,
        functionArn: pending.arn,
        condition: 'RetriesExhausted',
        approximateInvokeCount: pending.attempt + 1,
      },
      requestPayload: JSON.parse(pending.payload),
      responseContext: { statusCode: 200, executedVersion: invoked.version, functionError: invoked.functionError },
      responsePayload: JSON.parse(invoked.payload),
    };
  }

  /** The `EventInvokeConfig` of this function and alias. */
  #config(arn: string): Readonly<Record<string, unknown>> {
    const { definition } = this.#runtime.find(arn);
    const qualifier = arn === definition.arn ? '$LATEST' : arn.slice(definition.arn.length + 1);
    const found = this.#resources('AWS::Lambda::EventInvokeConfig').find(
      ({ properties }) =>
        properties.Qualifier === qualifier &&
        [definition.name, definition.arn].includes(optionalText(properties.FunctionName) ?? ''),
    );
    return found?.properties ?? {};
  }
}
