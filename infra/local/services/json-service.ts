import * as z from 'zod';
import { ValuesAnswer } from '../door/answers.ts';
import type { Permission, Resource, Service, ServiceAnswer, ServiceCall } from '../service.ts';
import { isFields } from '../template/values.ts';
import { ServiceFault } from './fault.ts';

/** One action of a service that speaks JSON. */
export interface Action {
  permissions(body: unknown): readonly Permission[];
  run(body: unknown): Promise<unknown>;
}

/** An action with its input's shape: what it asks to be allowed, and what it does. */
export const action = <S extends z.ZodType>(
  input: S,
  permissions: (input: z.output<S>) => readonly Permission[],
  run: (input: z.output<S>) => unknown,
): Action => {
  // Its grants and its work read the same input, one after the other.
  let last: { readonly body: unknown; readonly parsed: z.ZodSafeParseResult<z.output<S>> } | undefined;
  const read = (body: unknown) => {
    const parsed = last && last.body === body ? last.parsed : input.safeParse(body);
    last = { body, parsed };
    return parsed;
  };
  return {
    permissions: (body) => {
      const parsed = read(body);
      return parsed.success ? permissions(parsed.data) : [];
    },
    run: async (body) => {
      const parsed = read(body);
      last = undefined;
      if (!parsed.success) throw new ServiceFault('ValidationException', z.prettifyError(parsed.error));
      return run(parsed.data);
    },
  };
};

/** `permissions` and `handle` of a service of the AWS JSON protocol. */
export const jsonService = (
  name: string,
  version: '1.0' | '1.1',
  actions: Readonly<Record<string, Action>>,
): Pick<Service, 'name' | 'permissions' | 'handle'> => ({
  name,
  permissions: (call) => actions[call.action]?.permissions(readJson(call)) ?? [],
  handle: async (call) => {
    const type = `application/x-amz-json-${version}`;
    try {
      const wanted = actions[call.action];
      if (!wanted)
        throw new ServiceFault('UnknownOperationException', `The local cloud does not know ${name}:${call.action}.`);
      const answer = (await wanted.run(readJson(call))) ?? {};
      if (call.json && isFields(answer)) return new ValuesAnswer(answer, { 'content-type': type });
      return { status: 200, headers: { 'content-type': type }, body: JSON.stringify(answer) };
    } catch (error) {
      return jsonFault(error, type);
    }
  },
});

const readJson = (call: ServiceCall): unknown => {
  if (call.json) return call.json;
  const text = new TextDecoder().decode(call.body);
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const jsonFault = (error: unknown, type: string): ServiceAnswer => {
  if (!(error instanceof ServiceFault)) throw error;
  return {
    status: error.status,
    headers: { 'content-type': type, 'x-amzn-errortype': error.code },
    body: JSON.stringify({ __type: error.code, message: error.message }),
  };
};

/** A resource's properties by their shape; what does not fit is named with its logical id. */
export const propertiesOf = <S extends z.ZodType>(resource: Resource, shape: S): z.output<S> => {
  const parsed = shape.safeParse(resource.properties);
  if (parsed.success) return parsed.data;
  throw new Error(`${resource.type} ${resource.logicalId} (${resource.stack}): ${z.prettifyError(parsed.error)}`);
};

/** The last part of an ARN, after the last `/` or `:`. */
export const lastPart = (arn: string): string => arn.split(/[/:]/).at(-1) ?? arn;
