import { escapeXml } from '../../door/answers.ts';
import type { ServiceAnswer } from '../../service.ts';

/** An answer of S3: XML with a list of plain fields. */
export const xmlAnswer = (
  root: string,
  held: Readonly<Record<string, string>>,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): ServiceAnswer => ({
  status,
  headers: { 'content-type': 'application/xml', ...headers },
  body:
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<${root}>${Object.entries(held)
      .map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`)
      .join('')}</${root}>`,
});

/** `more`: what S3 adds to some errors (`MaxSizeAllowed`, `Key`). */
export class S3Fault extends Error {
  readonly code: string;
  readonly status: number;
  readonly more: Readonly<Record<string, string>>;

  constructor(code: string, message: string, status: number, more: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
    this.more = more;
  }
}

export const faultAnswer = ({ code, message, status, more }: S3Fault): ServiceAnswer =>
  xmlAnswer('Error', { Code: code, Message: message, ...more, RequestId: 'local', HostId: 'local' }, status);

export const denied = (message = 'Access Denied', more: Readonly<Record<string, string>> = {}): S3Fault =>
  new S3Fault('AccessDenied', message, 403, more);
