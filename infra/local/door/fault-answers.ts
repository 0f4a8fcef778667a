import type { ServiceAnswer, ServiceCall } from '../service.ts';
import { type Fields, fields, isFields, optionalList, parseJson } from '../template/values.ts';
import { errorAnswer, jsonAnswer } from './answers.ts';
import type { Fault } from './faults.ts';

export interface NamedError {
  readonly name: string;
  readonly message: string;
  readonly status: number;
}

const RATE: NamedError = { name: 'ThrottlingException', message: 'Rate exceeded', status: 400 };
const TABLE_RATE: NamedError = {
  name: 'ProvisionedThroughputExceededException',
  message:
    'The level of configured provisioned throughput for the table was exceeded. Consider increasing your ' +
    'provisioning level with the UpdateTable API.',
  status: 400,
};
/** How each service says "too fast". */
const THROTTLES: Readonly<Record<string, NamedError>> = {
  s3: { name: 'SlowDown', message: 'Please reduce your request rate.', status: 503 },
  ses: { name: 'Throttling', message: 'Maximum sending rate exceeded.', status: 400 },
  sqs: { name: 'RequestThrottled', message: 'Request is throttled.', status: 400 },
  scheduler: { ...RATE, status: 429 },
  lambda: { name: 'TooManyRequestsException', message: 'Rate Exceeded.', status: 429 },
};
/** How each service says "our mistake". */
const SERVER_ERRORS: Readonly<Record<string, string>> = {
  dynamodb: 'InternalServerError',
  events: 'InternalException',
  lambda: 'ServiceException',
  s3: 'InternalError',
  scheduler: 'InternalServerException',
  secretsmanager: 'InternalServiceError',
  sqs: 'InternalError',
  ssm: 'InternalServerError',
};

/** Transactions are throttled as requests, single items as their table. */
export const throttleOf = (call: ServiceCall): NamedError =>
  call.service === 'dynamodb' && !call.action.startsWith('Transact') ? TABLE_RATE : (THROTTLES[call.service] ?? RATE);

export const serverErrorOf = (call: ServiceCall): NamedError => ({
  name: SERVER_ERRORS[call.service] ?? 'InternalFailure',
  message: 'An internal error occurred. Try again.',
  status: 500,
});

/** The error that an injected fault answers with; undefined when it is none. */
export const namedError = (call: ServiceCall, fault: Fault): NamedError | undefined => {
  if (fault.kind === 'throttle') return throttleOf(call);
  if (fault.kind === 'server-error') return serverErrorOf(call);
  if (fault.kind !== 'error') return undefined;
  return { name: fault.name, message: fault.message ?? 'Injected fault.', status: fault.status ?? 400 };
};

const TAKEN = 'Transaction is ongoing for the item';

/** Another transaction holds the first item of this one, or this single item. */
export function conflictAnswer(call: ServiceCall): ServiceAnswer {
  if (call.action !== 'TransactWriteItems') {
    return errorAnswer(call, { name: 'TransactionConflictException', message: TAKEN });
  }
  const reasons = optionalList(bodyOf(call).TransactItems).map((_, index) =>
    index === 0 ? { Code: 'TransactionConflict', Message: TAKEN } : { Code: 'None' },
  );
  const codes = reasons.map(({ Code }) => Code).join(', ');
  const Message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  const __type = 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException';
  return jsonAnswer({ __type, Message, CancellationReasons: reasons }, 400);
}

type Handle = (call: ServiceCall) => Promise<ServiceAnswer>;

/** Half of each table's items are done, the others given back as `UnprocessedItems` or `UnprocessedKeys`. */
export async function halfDone(call: ServiceCall, handle: Handle): Promise<ServiceAnswer> {
  const body = bodyOf(call);
  const reads = call.action === 'BatchGetItem';
  const done: [string, unknown][] = [];
  const left: [string, unknown][] = [];
  for (const [table, asked] of Object.entries(isFields(body.RequestItems) ? body.RequestItems : {})) {
    const list = optionalList(isFields(asked) ? asked.Keys : asked);
    const withPart = (part: readonly unknown[]): unknown => (isFields(asked) ? { ...asked, Keys: part } : part);
    const half = Math.floor(list.length / 2);
    if (half > 0) done.push([table, withPart(list.slice(0, half))]);
    if (half < list.length) left.push([table, withPart(list.slice(half))]);
  }
  const nothing = reads ? { Responses: {} } : {};
  const answer =
    done.length > 0
      ? await handle(withBody(call, { ...body, RequestItems: Object.fromEntries(done) }))
      : jsonAnswer(nothing);
  if (answer.status >= 400) return answer;
  const undone = { [reads ? 'UnprocessedKeys' : 'UnprocessedItems']: Object.fromEntries(left) };
  return changed(answer, { ...textOf(answer), ...undone });
}

/** `PutEvents` takes all entries but the first. */
export async function firstRefused(call: ServiceCall, handle: Handle): Promise<ServiceAnswer> {
  const body = bodyOf(call);
  const [, ...others] = optionalList(body.Entries);
  const answer = others.length > 0 ? await handle(withBody(call, { ...body, Entries: others })) : jsonAnswer({});
  if (answer.status >= 400) return answer;
  const { Entries, FailedEntryCount } = textOf(answer);
  const refused = { ErrorCode: 'InternalFailure', ErrorMessage: 'The entry was not taken. Try again.' };
  const all = { FailedEntryCount: 1 + Number(FailedEntryCount ?? 0), Entries: [refused, ...optionalList(Entries)] };
  return changed(answer, all);
}

const bodyOf = (call: ServiceCall): Fields =>
  fields(parseJson(Buffer.from(call.body).toString('utf8') || '{}', call.action), call.action);

const withBody = (call: ServiceCall, body: unknown): ServiceCall => ({
  ...call,
  json: undefined,
  body: Buffer.from(JSON.stringify(body)),
});

const changed = ({ status, headers, units }: ServiceAnswer, body: unknown): ServiceAnswer => ({
  ...{ status, headers, body: JSON.stringify(body) },
  ...(units ? { units } : {}),
});

const textOf = (answer: ServiceAnswer): Fields =>
  fields(parseJson(Buffer.from(answer.body).toString('utf8') || '{}', 'answer'), 'answer');
