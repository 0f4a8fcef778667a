/** SQS: standard queues with visibility on the cloud's clock, dead letters, redrive, and functions that consume them. */
import * as z from 'zod';
import type { Ground } from '../../service.ts';
import { ServiceFault } from '../fault.ts';
import { createIds } from '../ids.ts';
import { jsonService, lastPart } from '../json-service.ts';
import type { SqsService } from '../types.ts';
import { sqsActions } from './actions.ts';
import { startMappings } from './mapping.ts';
import { type Message, message, Queue } from './queue.ts';

const stored = z.record(z.string(), z.array(message));

/** The queues, and what can be done with them. */
export interface Queues {
  readonly all: readonly Queue[];
  /** By URL, ARN or name; throws QueueDoesNotExist. */
  find(name: string): Queue;
  /** Answers the message's id. */
  send(queue: Queue, body: string, attributes: Message['attributes'], delayMs?: number): string;
  receive(queue: Queue, most: number, visibilityMs?: number): readonly Message[];
  /** Moves dead letters back to where they came from (or to `to`); answers how many moved, and how many have no home. */
  redrive(from: Queue, to: Queue | undefined): { readonly moved: number; readonly homeless: number };
}

export const createSqs = (ground: Ground): SqsService => {
  const queues = createQueues(ground);
  return {
    ...jsonService('sqs', '1.0', sqsActions(ground, queues)),
    enqueue: (queueArn, body, attributes = {}) => {
      const typed = Object.entries(attributes).map(([name, StringValue]) => [
        name,
        { DataType: 'String', StringValue },
      ]);
      queues.send(queues.find(queueArn), body, Object.fromEntries(typed));
    },
    messages: (queue) => queues.find(queue).all(),
    snapshot: () => Object.fromEntries(queues.all.map((queue) => [queue.name, queue.all()])),
    restore: (state) => {
      const kept = stored.parse(state);
      for (const queue of queues.all) queue.restore(kept[queue.name] ?? []);
    },
    start: () => startMappings(ground, queues.all, queues),
  };
};

const createQueues = (ground: Ground): Queues => {
  const { clock } = ground;
  const ids = createIds(ground.seed, clock);
  const all = ground.resources('AWS::SQS::Queue').map((resource) => new Queue(clock, resource));
  const byArn = (arn: string): Queue | undefined => all.find((queue) => queue.arn === arn);
  const find = (name: string): Queue => {
    const found = byArn(name) ?? all.find((queue) => queue.name === lastPart(name));
    if (found) return found;
    throw new ServiceFault('QueueDoesNotExist', 'The specified queue does not exist.');
  };
  const place = (queue: Queue, held: Message, sourceArn: string | null): void =>
    queue.add({ ...held, visibleAt: clock.now(), receives: 0, firstReceivedAt: null, receipt: null, sourceArn });
  return {
    all,
    find,
    send: (queue, body, attributes, delayMs = queue.settings.delayMs) => {
      const id = ids.uuid(queue.arn, body);
      const now = clock.now();
      const fresh = { firstReceivedAt: null, receives: 0, receipt: null, sourceArn: null };
      queue.add({ id, body, attributes, sentAt: now, visibleAt: now + delayMs, ...fresh });
      return id;
    },
    receive: (queue, most, visibilityMs = queue.settings.visibilityMs) =>
      queue.receive(
        most,
        visibilityMs,
        (held) => ids.hex('receipt', `${queue.arn}${held.id}${held.receives}`),
        (dead) => place(find(queue.settings.deadLetters?.arn ?? ''), dead, queue.arn),
      ),
    redrive: (from, to) => {
      const dead = from.drain();
      let homeless = 0;
      for (const held of dead) {
        const home = to ?? (held.sourceArn ? byArn(held.sourceArn) : undefined);
        if (!home) homeless++;
        place(home ?? from, held, home ? null : held.sourceArn);
      }
      return { moved: dead.length - homeless, homeless };
    },
  };
};
