import type { Clock } from './clock.ts';
import { errorOf } from './door/answers.ts';
import type { Door } from './door/door.ts';
import { type Delivered, deliverBadly } from './door/fault-deliveries.ts';
import type { AsyncInvocations } from './functions/async-invocations.ts';
import type { FunctionRuntime } from './functions/runtime.ts';
import type { Roles } from './iam/roles.ts';
import type { Ground } from './service.ts';
import type { EventsService, SqsService } from './services/types.ts';
import type { Template } from './template/template.ts';

/** What only exists once the services stand on the ground. */
export interface Standing {
  runtime: FunctionRuntime | undefined;
  later: AsyncInvocations | undefined;
  events: EventsService | undefined;
  sqs: SqsService | undefined;
}

const there = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('The cloud is not up yet.');
  return value;
};

export function layGround(options: {
  clock: Clock;
  region: string;
  account: string;
  seed: string;
  stateDir: string | undefined;
  template: Template;
  roles: Roles;
  door: Door;
  standing: Standing;
}): Ground {
  const { clock, region, account, seed, stateDir, template, roles, door, standing } = options;
  const invokeText: NonNullable<Ground['invokeText']> = async (functionArn, source, how = {}) => {
    const invoke = async (): Promise<Delivered> => {
      if (how.async) {
        there(standing.later).accept(functionArn, source);
        return { payload: null };
      }
      const invoked = await there(standing.runtime).invoke(functionArn, source);
      const answer = { payload: invoked.payload === 'null' ? null : JSON.parse(invoked.payload) };
      return invoked.error ? { ...answer, error: invoked.error } : answer;
    };
    const fault = door.foresee(functionArn, source, how.async === true);
    return fault ? deliverBadly(clock, fault, invoke) : invoke();
  };
  return {
    clock,
    region,
    account,
    seed,
    stateDir,
    resources: (type) => template.ofType(type),
    invoke: (functionArn, payload, how) => invokeText(functionArn, JSON.stringify(payload), how),
    invokeText,
    emit: (event) => there(standing.events).emit(event),
    allowed: (role, permission) => roles.allowed(role, permission),
    call: async (role, service, action, body) => {
      const answer = await door.handleJson(role, service, action, body);
      const failed = errorOf(answer);
      if (failed) throw Object.assign(new Error(failed.message), { name: failed.name });
      return JSON.parse(String(answer.body) || '{}');
    },
    enqueue: (queueArn, body, attributes) => there(standing.sqs).enqueue(queueArn, body, attributes),
  };
}
