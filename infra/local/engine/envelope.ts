/** The metadata that AWS wraps around the answers of its optimised integrations. */
import { isObject, type Json, type JsonObject, parseJson } from './json.ts';

/** A function's answer before it is wrapped; kept in histories in place of the wrapped text. */
export interface Envelope {
  envelope: 'lambda';
  payload: string;
  version: string;
  requestId: string;
  atMs: number;
}

/** The metadata is made only when somebody looks: most states take the payload and drop the rest. */
export function lambdaResult(envelope: Envelope): JsonObject {
  const { payload, version, requestId } = envelope;
  return {
    ExecutedVersion: version,
    Payload: payload === '' ? null : (parseJson(payload) ?? payload),
    get SdkHttpMetadata() {
      return httpMetadata(lambdaHeaders(envelope));
    },
    SdkResponseMetadata: { RequestId: requestId },
    StatusCode: 200,
  };
}

function lambdaHeaders({ payload, version, requestId, atMs }: Envelope): JsonObject {
  return {
    Connection: 'keep-alive',
    'Content-Length': String(Buffer.byteLength(payload)),
    'Content-Type': 'application/json',
    Date: new Date(atMs).toUTCString(),
    'X-Amz-Executed-Version': version,
    'x-amzn-Remapped-Content-Length': '0',
    'x-amzn-RequestId': requestId,
    'X-Amzn-Trace-Id': `root=1-${requestId.slice(0, 8)}-${requestId.replaceAll('-', '').slice(8)};sampled=0`,
  };
}

export function renderEnvelope(envelope: Envelope): string {
  return JSON.stringify(lambdaResult(envelope));
}

/** A service's response with the metadata beside it; what is no object stays as it is. */
export function withMetadata(response: Json, requestId: string, atMs: number): Json {
  if (!isObject(response)) return response;
  const headers: JsonObject = {
    Connection: 'keep-alive',
    'Content-Length': String(Buffer.byteLength(JSON.stringify(response))),
    'Content-Type': 'application/x-amz-json-1.0',
    Date: new Date(atMs).toUTCString(),
    'x-amzn-RequestId': requestId,
  };
  return { ...response, SdkHttpMetadata: httpMetadata(headers), SdkResponseMetadata: { RequestId: requestId } };
}

function httpMetadata(headers: JsonObject): JsonObject {
  const all = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
  return { AllHttpHeaders: all, HttpHeaders: headers, HttpStatusCode: 200 };
}
