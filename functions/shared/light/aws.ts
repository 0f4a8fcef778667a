import { type Got, post } from './https.ts';
import { authorization } from './sign.ts';

/**
 * AWS's JSON services without the SDK, for the functions that a visitor waits for: the SDK's client for DynamoDB alone
 * takes some 50 ms and 330 KB of a cold start, this file and what it needs some 15 ms and 10 KB. Everything else uses
 * the SDK.
 */
const SERVICES = {
  dynamodb: { target: 'DynamoDB_20120810', version: '1.0' },
  secretsmanager: { target: 'secretsmanager', version: '1.1' },
} as const;

/** What the service refused, by its own name, as the SDK's errors are named. */
export class AwsError extends Error {
  /** Of a cancelled transaction: why, item by item. */
  readonly CancellationReasons: readonly { readonly Code?: string }[] | undefined;

  constructor(name: string, message: string, reasons?: AwsError['CancellationReasons']) {
    super(message);
    this.name = name;
    this.CancellationReasons = reasons;
  }
}

const TRIES = 3;
/** As the SDK: before the second and third try at most 50 and 100 ms. */
const PAUSE_MS = 50;
const AGAIN = /^(Throttling|ProvisionedThroughputExceeded|RequestLimitExceeded|TransactionInProgress|Internal)/;

/** Calls `action` and answers its output. Throttles, errors of the server and broken connections are tried 3 times. */
export const callAws = async (service: keyof typeof SERVICES, action: string, input: object): Promise<unknown> => {
  const body = JSON.stringify(input);
  for (let attempt = 1; ; attempt++) {
    try {
      return read(await post(signed(service, action, body, attempt)));
    } catch (error) {
      const final = error instanceof AwsError && !AGAIN.test(error.name);
      if (final || attempt === TRIES) throw error;
      await new Promise((go) => setTimeout(go, Math.random() * PAUSE_MS * attempt));
    }
  }
};

const env = (name: string): string => process.env[name] ?? '';

/** Credentials and region as Lambda hands them to a function. */
const signed = (service: keyof typeof SERVICES, action: string, body: string, attempt: number) => {
  const region = env('AWS_REGION');
  const { target, version } = SERVICES[service];
  const token = env('AWS_SESSION_TOKEN');
  const headers = {
    host: `${service}.${region}.amazonaws.com`,
    'content-type': `application/x-amz-json-${version}`,
    'x-amz-date': `${new Date().toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`,
    'x-amz-target': `${target}.${action}`,
    'amz-sdk-request': `attempt=${attempt}; max=${TRIES}`,
    ...(token ? { 'x-amz-security-token': token } : {}),
  };
  const credentials = { accessKeyId: env('AWS_ACCESS_KEY_ID'), secretAccessKey: env('AWS_SECRET_ACCESS_KEY') };
  const proof = authorization({ service, region, body }, headers, credentials);
  const length = String(Buffer.byteLength(body));
  return { host: headers.host, body, headers: { ...headers, 'content-length': length, authorization: proof } };
};

const read = ({ status, body }: Got): unknown => {
  if (status >= 500) throw new AwsError('InternalServerError', body.slice(0, 200));
  const data = JSON.parse(body || '{}');
  if (status < 300) return data;
  const name = String(data.__type ?? 'UnknownError').replace(/^.*#/, '');
  throw new AwsError(name, String(data.message ?? data.Message ?? ''), data.CancellationReasons);
};
