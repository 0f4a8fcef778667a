import type { ServiceAnswer, ServiceCall } from '../service.ts';

/** An answer in JSON, as the AWS JSON protocols have it. */
export const jsonAnswer = (body: unknown, status = 200): ServiceAnswer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify(body ?? {}),
});

/** An answer of status 200 held as values: as JSON text for whoever asks for that. */
export class ValuesAnswer implements ServiceAnswer {
  readonly status = 200;
  readonly json: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly units: { readonly read: number; readonly write: number };

  constructor(
    json: Readonly<Record<string, unknown>>,
    headers: Readonly<Record<string, string>>,
    units = { read: 0, write: 0 },
  ) {
    this.json = json;
    this.headers = headers;
    this.units = units;
  }

  get body(): string {
    return JSON.stringify(this.json);
  }
}

/** An error in the protocol of the service that was called: S3 and the query protocol speak XML, the others JSON. */
export function errorAnswer(
  call: Pick<ServiceCall, 'service'>,
  error: { readonly name: string; readonly message: string; readonly status?: number | undefined },
): ServiceAnswer {
  const status = error.status ?? 400;
  if (call.service === 'ses' || call.service === 'email') {
    const code = error.name.replace(/Exception$/, '');
    return {
      status: error.status ?? (code === 'AccessDenied' ? 403 : 400),
      headers: { 'content-type': 'text/xml' },
      body:
        '<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type>' +
        `<Code>${escapeXml(code)}</Code><Message>${escapeXml(error.message)}</Message></Error>` +
        '<RequestId>local</RequestId></ErrorResponse>',
    };
  }
  if (call.service === 's3') {
    const code = error.name.replace(/Exception$/, '');
    return {
      status,
      headers: { 'content-type': 'application/xml' },
      body:
        `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${escapeXml(code)}</Code>` +
        `<Message>${escapeXml(error.message)}</Message><RequestId>local</RequestId><HostId>local</HostId></Error>`,
    };
  }
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': error.name },
    body: JSON.stringify({ __type: error.name, message: error.message, Message: error.message }),
  };
}

export const escapeXml = (source: string): string =>
  source.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** The error of an answer, or undefined when it went well. */
export function errorOf(answer: ServiceAnswer): { readonly name: string; readonly message: string } | undefined {
  if (answer.status < 400) return undefined;
  const body = typeof answer.body === 'string' ? answer.body : Buffer.from(answer.body).toString('utf8');
  if (body.startsWith('<')) {
    return {
      name: /<Code>([^<]*)/.exec(body)?.[1] ?? 'Unknown',
      message: /<Message>([^<]*)/.exec(body)?.[1] ?? body,
    };
  }
  try {
    const { __type, message, Message } = JSON.parse(body);
    const name = String(__type ?? answer.headers['x-amzn-errortype'] ?? 'Unknown');
    return { name: name.slice(name.lastIndexOf('#') + 1), message: String(message ?? Message ?? '') };
  } catch {
    return { name: 'Unknown', message: body };
  }
}
